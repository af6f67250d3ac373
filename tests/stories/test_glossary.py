"""A word of the other language finds what the club wrote in its own; a search in vain says so in a line."""

import pytest

from club.directory import Detail, Field, Visibility
from club.glossary import GlossaryTerm
from club.ids import WorkId
from club.topics import TopicKind
from club.works import Work
from sandbox.driver.person import Person
from storage.glossary import add_term
from storage.profiles import save_profile_details
from storage.topics import add_topic
from storage.works import add_work
from tests.stories.club import Club


def knows(club: Club, name: str, expertise: str) -> None:
    club.joins(name)
    kept = {Field.EXPERTISE: Detail(expertise, Visibility.MEMBERS)}
    with club.prime.services.db.begin() as session:
        save_profile_details(session, club.members[name], "", kept, club.clock.now())


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger")


def test_an_english_term_finds_the_members_who_wrote_the_french_one(club: Club, ana: Person) -> None:
    knows(club, "Zoé Lebœuf", "Chaleur fatale")
    knows(club, "Paul Mercier", "Pompes à chaleur")
    ana.types("/prime annuaire waste heat")
    ana.sees("« waste heat » : résultats pour « chaleur fatale ».")
    ana.sees("Zoé Lebœuf")
    ana.sees_not("Paul Mercier")
    ana.types("/prime annuaire heat pump")
    ana.sees("Paul Mercier")


def test_who_is_found_as_typed_comes_first_and_the_others_after(club: Club, ana: Person) -> None:
    knows(club, "Aline Roy", "Vapeur")
    knows(club, "Zara Cole", "Steam networks")
    ana.types("/prime annuaire steam")
    ana.sees("2 membres pour « steam / vapeur »")
    screen = ana.screen()
    assert screen.index("Zara Cole") < screen.index("Aline Roy")


def test_a_word_of_the_other_language_is_not_corrected_into_another(club: Club, ana: Person) -> None:
    knows(club, "Zoé Lebœuf", "Head office")
    knows(club, "Paul Mercier", "Vapeur")
    ana.types("/prime annuaire heat")
    ana.sees("Aucun membre pour « heat ».")
    ana.sees_not("Zoé Lebœuf")
    ana.clicks("Vapeur")
    ana.sees("1 membre pour « vapeur »")
    ana.sees("Paul Mercier")


@pytest.mark.parametrize(("typed", "like"), [("paint", "Saint"), ("waste", "Vaste"), ("water", "Mater")])
def test_nor_is_an_ordinary_english_word_and_terms_of_the_club_are_offered(
    club: Club, ana: Person, typed: str, like: str
) -> None:
    knows(club, "Zoé Lebœuf", f"{like} projet")
    knows(club, "Paul Mercier", "Vapeur, traitement de l’eau")
    ana.types(f"/prime annuaire {typed}")
    ana.sees(f"Aucun membre pour « {typed} ».")
    ana.sees_not("Zoé Lebœuf")
    ana.clicks("Traitement de l’eau" if typed == "water" else "Vapeur")
    ana.sees("Paul Mercier")


def test_a_term_of_the_club_s_own_is_offered_first(club: Club, ana: Person) -> None:
    knows(club, "Zoé Lebœuf", "Coulis de glace")
    knows(club, "Paul Mercier", "Vapeur")
    with club.prime.services.db.begin() as session:
        add_term(session, GlossaryTerm(["coulis"], ["slurry"]))
    ana.types("/prime annuaire paint")
    screen = ana.screen()
    assert screen.index("Coulis") < screen.index("Vapeur")


def test_a_mistyped_word_is_corrected_still_and_a_plural_finds_its_singular(club: Club, ana: Person) -> None:
    knows(club, "Zoé Lebœuf", "Vapeur")
    ana.types("/prime annuaire vapuer")
    ana.sees("« vapuer » : résultats pour « vapeur ».")
    ana.types("/prime annuaire vapeurs")
    ana.sees("Zoé Lebœuf")


def test_works_and_topics_are_found_so_too(club: Club, ana: Person) -> None:
    services = club.prime.services
    with services.db.begin() as session:
        author, now = club.members["Ana Berger"], club.clock.now()
        add_topic(session, author, TopicKind.STUDY, "Réseaux de chaleur", "", "", now)
        work = Work(WorkId(0), "Baromètre de la chaleur fatale", 2026)
        add_work(session, work, author, now)
    ana.types("/prime sujets district heating")
    ana.sees("Réseaux de chaleur")
    ana.types("/prime travaux waste heat")
    ana.sees("Baromètre de la chaleur fatale")
    ana.types("/prime travaux heat pump")
    ana.sees("Aucun travail pour « heat pump ».")
    assert "Baromètre" not in str(ana.messages()[-1])
    ana.clicks("Tout voir")
    ana.sees("Baromètre")
    ana.types("/prime sujets heat pump")
    assert [one["type"] for one in ana.messages()[-1]["blocks"]] == ["rich_text", "actions"]
    ana.sees("Aucun sujet pour « heat pump ».")
    ana.clicks("Tout voir", within="Aucun sujet")
    ana.sees("Réseaux de chaleur")


def test_an_organisers_search_in_vain_is_a_line_and_the_foot_of_a_list_has_its_first_act(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    for title in ("Forum Hydrogène", "Atelier Froid", "Visite du four"):
        club.plans(title)
    odile.types("/prime activite biogaz")
    odile.sees("Aucune activité pour « biogaz ».")
    assert "Hydrogène" not in str(odile.messages()[-1])
    odile.clicks("Tout voir")
    blocks = odile.messages()[-1]["blocks"]
    acts = [
        element["action_id"]
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    first, last = (at for at, one in enumerate(acts) if one.startswith("events.new"))
    assert (first, last) == (0, len(acts) - 1)
