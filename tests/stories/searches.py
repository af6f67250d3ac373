"""Searches for a date: who sends them, who answers, and what becomes of whom, for the stories of them."""

from collections.abc import Sequence

import pytest
from sqlalchemy import func, select

from club.ids import TopicId
from club.topics import TopicKind
from handlers.belonging.mydata import service as mydata
from sandbox.driver.person import Person
from storage.date_polls import ANSWER
from storage.people import Membership, change_member, get_person
from storage.people import Person as Member
from storage.topics import add_topic, back
from tests.stories.club import Club
from tests.stories.said import TITLE_FIELD
from tests.stories.test_hosting import PLACE

TITLE = "Groupe Chaleur"
THURSDAY, FRIDAY, MONDAY = (
    "jeu. 28 janv., 9 h 30 – 11 h 30",
    "ven. 29 janv., 14 h – 16 h",
    "lun. 1er févr., 9 h – 12 h",
)
LINES = "jeu. 28 janv. 9 h 30\n29/01/2027 14h-16h\n2027-02-01 09:00-12:00"
LATER = "16/03/2027 9h\n17/03/2027 9h"
CLOSES = "lundi 11 janvier 2027, 18 h"
CLOSE_DAY, CLOSE_TIME = "Réponses jusqu’au (jour)", "Réponses jusqu’à (heure)"
PICK_DAY = "Ajouter un créneau : jour"
IN_VIEW = {"Lieu envisagé": f"Papeterie du Val, {PLACE}"}


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger", "Papeterie du Val")


@pytest.fixture
def luc(club: Club) -> Person:
    return club.joins("Luc Martin", "Aciérie du Plessis")


def searches(
    organiser: Person, lines: str = LINES, title: str = TITLE, circle: str = "", **more: object
) -> None:
    """A search by the form, among all members or those of a circle; `more` fields by label."""
    organiser.types("/prime date")
    organiser.clicks("Chercher une date…")
    if circle:
        organiser.ticks(circle)
    organiser.fills({TITLE_FIELD: title, "Créneaux": lines} | more)
    organiser.submits()


def answers(person: Person, *says: str) -> None:
    """Each slot in order, from the message."""
    person.opens_dm()
    person.clicks("Répondre…")
    fills(person, says)


def fills(person: Person, says: Sequence[str]) -> None:
    """The form of the three slots."""
    for slot, fit in zip((THURSDAY, FRIDAY, MONDAY), says, strict=True):
        person.fills(slot, fit)
    person.submits()


def person(club: Club, name: str) -> Member:
    """As the club knows them."""
    with club.prime.services.db.read() as session:
        found = get_person(session, club.members[name])
    assert found is not None
    return found


def suspends(club: Club, name: str) -> None:
    """They take part no longer, for a while."""
    with club.prime.services.db.begin() as session:
        club.prime.services.ceases(session, person(club, name), club.clock.now())
        change_member(session, club.members[name], state=Membership.SUSPENDED.value)


def comes_back(club: Club, name: str) -> None:
    """They take part again."""
    with club.prime.services.db.begin() as session:
        change_member(session, club.members[name], state=Membership.ADMITTED.value)


def leaves(club: Club, name: str) -> None:
    """They leave the club, which forgets them."""
    mydata.leave(club.prime.services, person(club, name), club.clock.now())
    club.settle()


def answers_kept(club: Club) -> int:
    """Rows of what was answered."""
    with club.prime.services.db.read() as session:
        return int(session.connection().execute(select(func.count()).select_from(ANSWER)).scalar_one())


def proposes(club: Club, name: str) -> TopicId:
    """A topic of theirs."""
    with club.prime.services.db.begin() as session:
        who, words = club.members[name], ("Pompes à chaleur", "", "")
        return add_topic(session, who, TopicKind.STUDY, *words, club.clock.now())


def supports(club: Club, name: str, topic_id: TopicId) -> None:
    """They stand behind it too."""
    with club.prime.services.db.begin() as session:
        back(session, topic_id, club.members[name], club.clock.now())
