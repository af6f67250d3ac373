"""A new member's first steps, in one message that is kept true (article PARTICIPER)."""

import pytest

from handlers.belonging.charter.service import CharterDraft, publish
from handlers.belonging.members import service as members
from handlers.belonging.mydata import service as mydata
from handlers.living.firstday.welcome_service import introduce, withdraw
from sandbox.driver.person import Person
from storage.people import get_person
from storage.profiles import get_details
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.said import COMPANY_FIELD, FUNCTION_FIELD, GOING

WELCOME, TURN, DONE = "✅ Bienvenue au Club PRIME.", "➡️ À vous : ", "✅ Fait : "
FUNCTION, EXPERTISE, SEEKS = "Que faites-vous ?", "Sur quoi vous solliciter ?", "Que cherchez-vous ?"
WORDS = "Ce que lira le canal"


def publishes(club: Club) -> None:
    """A charter that everybody is to accept."""
    draft = CharterDraft("# Charte\n\nEntraide.", True, "", paris(2027, 1, 31, 23, 59))
    with club.prime.services.db.begin() as session:
        publish(session, draft, None, club.clock.now())
    club.settle()


@pytest.fixture
def lea(club: Club) -> Person:
    """Somebody on the list of members comes into the workspace; there is a charter."""
    publishes(club)
    club.expects("Lea Moulin", "lea@example.org")
    lea = club.enters("Lea Moulin", email="lea@example.org")
    lea.opens_dm()
    return lea


def accepts(person: Person) -> None:
    person.clicks("Lire la charte…", within=WELCOME)
    person.submits()


def answers(person: Person, seen: str = "Les membres") -> None:
    """The three questions."""
    person.clicks("Compléter mon profil…")
    person.fills(
        {FUNCTION: "Ingénieure énergie", EXPERTISE: "Pompes à chaleur", SEEKS: "Un essai à grande échelle"}
    )
    person.ticks(seen)
    person.submits()


def in_channel(person: Person) -> list[str]:
    return [str(one["text"]).replace("\u00a0", " ") for one in person.messages(in_=CHANNEL)]


def test_one_message_leads_from_the_charter_to_the_introduction(club: Club, lea: Person) -> None:
    lea.sees(f"{WELCOME} {TURN}charte, à lire et à accepter ⏳ Ensuite : profil, activités, présentation")
    accepts(lea)
    lea.sees(f"{WELCOME} {DONE}charte {TURN}profil, 3 questions ⏳ Ensuite : activités, présentation")
    answers(lea)
    lea.sees("Profil enregistré.")
    lea.sees(f"{DONE}charte, profil {TURN}activités à venir")
    lea.clicks("Voir mes activités", within=WELCOME)
    lea.sees(f"{TURN}présentation, si vous le souhaitez")
    lea.clicks("Me présenter…")
    lea.sees("Publié tel quel dans le canal du club, sous votre nom.")
    lea.fills(WORDS, "Bonjour à tous.\nJe cherche un site d’essai.")
    lea.submits()
    lea.sees(f"{WELCOME} {DONE}charte, profil, activités, présentation")
    lea.sees("Publié dans #club-prime, sous votre nom.")
    assert in_channel(lea) == ["Lea Moulin se présente : Bonjour à tous.\nJe cherche un site d’essai."]
    assert sum(WELCOME in str(one) for one in lea.messages()) == 1


def test_what_is_said_in_three_answers_stands_in_the_profile_beside_the_rest(club: Club, lea: Person) -> None:
    accepts(lea)
    lea.types("/prime profil")
    lea.fills("Téléphone", "01 02 03 04 05")
    lea.submits()
    lea.clicks("Compléter mon profil…")
    lea.fills(FUNCTION, "Ingénieure")
    lea.ticks("Les membres")
    lea.submits()
    assert "au moins" in str(lea.errors())
    lea.fills(SEEKS, "Un site d’essai")
    lea.submits()
    with club.prime.services.db.read() as session:
        details = get_details(session, club.members["Lea Moulin"])
    assert {name: (one.value, one.visibility) for name, one in details.items()} == {
        "seeks": ("Un site d’essai", "members"),
        "phone": ("01 02 03 04 05", "nobody"),
    }


def test_what_is_proposed_for_the_channel_is_what_members_may_read_anyhow(club: Club, lea: Person) -> None:
    accepts(lea)
    answers(lea, seen="Moi uniquement")
    lea.clicks("Voir mes activités", within=WELCOME)
    lea.clicks("Me présenter…")
    lea.submits()
    assert in_channel(lea) == ["Lea Moulin se présente : Ingénieure énergie"]


def test_a_step_for_later_gives_way_to_the_next_and_is_taken_up_again(club: Club, lea: Person) -> None:
    accepts(lea)
    lea.clicks("Plus tard", within=WELCOME)
    lea.sees(f"{TURN}activités à venir ⏳ Ensuite : présentation Plus tard : profil")
    lea.clicks("Reprendre")
    lea.sees(f"{TURN}profil, 3 questions")


def introduces(person: Person, words: str = "Bonjour à tous.") -> None:
    accepts(person)
    person.clicks("Plus tard", within=WELCOME)
    person.clicks("Plus tard", within=WELCOME)
    person.clicks("Me présenter…")
    person.fills(WORDS, words)
    person.submits()


def test_an_introduction_that_slack_refuses_is_not_said_to_be_published(club: Club, lea: Person) -> None:
    club.box.faults.error("chat.postMessage", "restricted_action", times=9, to=CHANNEL)
    introduces(lea)
    club.later(seconds=10)
    lea.sees("Non publié : Slack le refuse dans #club-prime.")
    lea.sees_not("Publié dans #club-prime")
    club.box.faults.clear()
    lea.clicks("La retirer")
    lea.clicks("Me présenter…")
    lea.fills(WORDS, "Bonjour.")
    lea.submits()
    lea.sees("Publié dans #club-prime, sous votre nom.")


def test_an_introduction_is_changed_in_place_and_withdrawn(club: Club, lea: Person) -> None:
    introduces(lea)
    lea.clicks("Changer ma présentation…")
    lea.fills(WORDS, "Bonsoir.")
    lea.submits()
    assert in_channel(lea) == ["Lea Moulin se présente : Bonsoir."]
    lea.clicks("La retirer")
    assert in_channel(lea) == ["Présentation retirée."]
    lea.sees(f"{TURN}présentation")


def leaves(club: Club) -> None:
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members["Lea Moulin"])
    assert person is not None
    mydata.leave(club.prime.services, person, club.clock.now())
    club.settle()


@pytest.mark.parametrize("years_later", [False, True])
def test_an_introduction_goes_with_whoever_leaves(club: Club, lea: Person, *, years_later: bool) -> None:
    introduces(lea)
    if years_later:
        club.at(paris(2028, 2, 1, 9))  # most records of messages are gone by then
    leaves(club)
    assert in_channel(lea) == ["Présentation retirée."]


def test_an_introduction_after_a_withdrawn_one_is_a_message_of_its_own(club: Club, lea: Person) -> None:
    introduces(lea)
    lea.clicks("La retirer")
    club.later(minutes=1)
    lea.clicks("Me présenter…")
    lea.fills(WORDS, "Rebonjour.")
    lea.submits()
    assert in_channel(lea) == ["Présentation retirée.", "Lea Moulin se présente : Rebonjour."]


def test_an_introduction_withdrawn_before_it_was_sent_may_be_followed_by_another(
    club: Club, lea: Person
) -> None:
    services, now = club.prime.services, club.clock.now()
    with services.db.read() as session:
        person = get_person(session, club.members["Lea Moulin"])
    assert person is not None
    introduce(services, person, "Bonjour.", now)
    withdraw(services, person, now)
    club.settle()
    assert in_channel(lea) == []
    club.later(minutes=1)
    introduce(services, person, "Rebonjour.", club.clock.now())
    club.settle()
    assert in_channel(lea) == ["Lea Moulin se présente : Rebonjour."]


def test_a_lifted_suspension_brings_no_introduction_back(club: Club, lea: Person) -> None:
    introduces(lea)
    odile = club.joins("Odile Garnier", role="organiser")
    with club.prime.services.db.read() as session:
        organiser = get_person(session, club.members["Odile Garnier"])
    assert organiser is not None
    services, who = club.prime.services, club.members["Lea Moulin"]
    members.suspend(services, who, organiser, "Prospection", club.clock.now())
    club.settle()
    assert in_channel(odile) == ["Présentation retirée."]
    members.lift(services, who, organiser, club.clock.now())
    club.settle()
    assert in_channel(odile) == ["Présentation retirée."]


def test_whoever_is_suspended_meanwhile_publishes_nothing(club: Club, lea: Person) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    accepts(lea)
    lea.clicks("Plus tard", within=WELCOME)
    lea.clicks("Plus tard", within=WELCOME)
    lea.clicks("Me présenter…")
    with club.prime.services.db.read() as session:
        organiser = get_person(session, club.members["Odile Garnier"])
    assert organiser is not None
    members.suspend(
        club.prime.services, club.members["Lea Moulin"], organiser, "Prospection", club.clock.now()
    )
    club.settle()
    lea.fills(WORDS, "Bonjour")
    lea.submits()
    assert in_channel(odile) == []


def test_who_asked_to_join_is_welcomed_once(club: Club) -> None:
    odile, eve = club.joins("Odile Garnier", "Alliance", role="organiser"), club.stranger("Eve Martin")
    eve.types("/prime rejoindre")
    eve.fills({COMPANY_FIELD: "Fonderie Roussel", FUNCTION_FIELD: "Directrice"})
    eve.submits()
    odile.opens_dm()
    odile.clicks("Choisir l’entreprise…")
    odile.submits()
    odile.clicks("Admettre")
    eve.opens_dm()
    eve.sees(f"{TURN}profil, 3 questions")
    welcomed = [one for one in eve.messages() if "activités, présentation" in str(one["blocks"])]
    assert len(welcomed) == 1


def test_whoever_has_been_there_for_long_is_not_welcomed_by_a_first_charter(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    ana.opens(CHANNEL)
    ana.clicks(GOING)
    publishes(club)
    ana.opens_dm()
    ana.clicks("Lire la charte…")
    ana.submits()
    ana.sees_not(WELCOME)


def test_the_first_charter_accepted_opens_the_first_steps(club: Club) -> None:
    ana = club.joins("Ana Berger")
    publishes(club)
    ana.opens_dm()
    ana.clicks("Lire la charte…")
    ana.submits()
    ana.sees(f"{WELCOME} {DONE}charte {TURN}profil, 3 questions")
