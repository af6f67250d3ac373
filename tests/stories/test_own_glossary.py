"""Organisers write the club's own terms; every search goes by them at once."""

import pytest

from club.glossary import MOST_OWN, GlossaryTerm
from club.ids import WorkId
from club.topics import TopicKind
from club.works import Work
from sandbox.driver.person import Person
from storage.glossary import add_term, list_terms
from storage.topics import add_topic
from storage.works import add_work
from tests.stories.club import Club
from tests.stories.said import EDIT, ORGANISERS_ONLY
from tests.stories.test_glossary import knows

ADD, TAKE_OUT = "Ajouter un terme…", "Retirer"
FRENCH, ENGLISH = "En français", "En anglais"
KNOWN_NOW = "✅ Enregistré : les recherches le connaissent désormais."


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


def adds(person: Person, french: str, english: str) -> None:
    person.types("/prime glossaire")
    person.clicks(ADD)
    person.fills(FRENCH, french)
    person.fills(ENGLISH, english)
    person.submits()


def terms(club: Club) -> list[tuple[str, str]]:
    with club.prime.services.db.read() as session:
        kept = [one.term for one in list_terms(session)]
    return [(", ".join(one.french), ", ".join(one.english)) for one in kept]


def test_a_term_is_known_to_every_search_from_the_moment_it_is_saved(club: Club, odile: Person) -> None:
    knows(club, "Zoé Lebœuf", "Coulis")
    ana = club.joins("Ana Berger")
    with club.prime.services.db.begin() as session:
        author, now = club.members["Ana Berger"], club.clock.now()
        add_topic(session, author, TopicKind.STUDY, "Pompage du coulis", "", "", now)
        add_work(session, Work(WorkId(0), "Guide du coulis", 2026), author, now)
    ana.types("/prime annuaire slurry")
    ana.sees("Aucun membre pour « slurry ».")
    adds(odile, "coulis, coulis de glace", "slurry, ice slurry")
    odile.sees(KNOWN_NOW)
    odile.sees("coulis, coulis de glace · slurry, ice slurry")
    ana.types("/prime annuaire slurry")
    ana.sees("Zoé Lebœuf")
    ana.types("/prime sujets slurry")
    ana.sees("Pompage du coulis")
    ana.types("/prime travaux ice slurry")
    ana.sees("Guide du coulis")


def test_it_is_changed_and_removed_in_the_list_that_shows_it(club: Club, odile: Person) -> None:
    knows(club, "Zoé Lebœuf", "Coulis")
    adds(odile, "coulis", "slurry")
    odile.clicks(EDIT, within="coulis")
    odile.fills(ENGLISH, "grout")
    odile.submits()
    assert terms(club) == [("coulis", "grout")]
    odile.types("/prime annuaire slurry")
    odile.sees("Aucun membre pour « slurry ».")
    odile.types("/prime annuaire grout")
    odile.sees("Zoé Lebœuf")
    odile.types("/prime glossaire")
    odile.clicks(TAKE_OUT, within="coulis")
    odile.sees("✅ Retiré : les recherches ne le connaissent plus.")
    odile.sees("Aucun terme du club pour l’instant.")
    odile.types("/prime annuaire grout")
    odile.sees("Aucun membre pour « grout ».")


def test_a_term_beside_a_built_in_one_says_so_and_takes_nothing_away(club: Club, odile: Person) -> None:
    knows(club, "Zoé Lebœuf", "Vapeur")
    knows(club, "Paul Mercier", "Buée")
    adds(odile, "buée, vapeur", "fog")
    odile.sees("Fourni aussi : vapeur. Les deux sont recherchés.")
    odile.types("/prime annuaire steam")
    odile.sees("Zoé Lebœuf")
    odile.types("/prime annuaire vapeur")
    odile.sees("Zoé Lebœuf")
    odile.sees("Paul Mercier")


def test_what_is_built_in_or_there_already_is_said_at_the_field(club: Club, odile: Person) -> None:
    adds(odile, "Chaleurs fatales", "waste heat")
    odile.sees("Prime le sait de lui-même : il n’y a rien à ajouter.")
    odile.fills(FRENCH, "coulis")
    odile.fills(ENGLISH, "slurry")
    odile.submits()
    adds(odile, "COULIS", "Slurry")
    odile.sees("Le glossaire du club le dit déjà.")
    assert terms(club) == [("coulis", "slurry")]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("…, de la", "Écrivez au moins un mot."),
        ("a1, b2, c3, d4, e5, f6", "Trop de formulations : 5 au plus."),
        ("un deux trois quatre cinq six sept", "Trop long : 60 caractères et six mots au plus"),
        ("x" * 61, "Trop long : 60 caractères et six mots au plus"),
    ],
)
def test_what_can_be_no_term_is_said_at_the_field(club: Club, odile: Person, typed: str, told: str) -> None:
    adds(odile, typed, "slurry")
    odile.sees(told)
    assert terms(club) == []


def test_of_two_who_change_one_the_second_is_told_and_a_removed_one_is_gone(
    club: Club, odile: Person
) -> None:
    hugo = club.joins("Hugo Petit", "ALLICE", role="organiser")
    adds(odile, "coulis", "slurry")
    for person, word in ((odile, "grout"), (hugo, "mud")):
        person.types("/prime glossaire")
        person.clicks(EDIT, within="coulis")
        person.fills(ENGLISH, word)
    odile.submits()
    hugo.submits()
    hugo.sees("Modifié entre-temps")
    assert terms(club) == [("coulis", "grout")]
    hugo.closes()
    odile.types("/prime glossaire")
    hugo.types("/prime glossaire")
    odile.clicks(TAKE_OUT, within="coulis")
    hugo.clicks(EDIT, within="coulis")
    hugo.sees("Ce terme a été retiré entre-temps.")


def test_pages_and_the_most_there_are(club: Club, odile: Person) -> None:
    with club.prime.services.db.begin() as session:
        for number in range(MOST_OWN):
            add_term(session, GlossaryTerm([f"mot{number}x"], [f"word{number}x"]))
    odile.types("/prime glossaire")
    odile.sees("mot0x · word0x")
    odile.clicks("Termes suivants")
    odile.sees("mot5x · word5x")
    adds(odile, "coulis", "slurry")
    odile.sees("Le glossaire est plein : retirez d’abord un terme.")


def test_the_settings_lead_to_it_and_members_have_no_say(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    odile.types("/prime reglages")
    odile.clicks("Glossaire")
    odile.sees("Le glossaire du club")
    ana.types("/prime glossaire")
    ana.sees(ORGANISERS_ONLY)
