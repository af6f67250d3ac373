"""A forum that was held, for stories: who came, who excused themselves, its minutes."""

from datetime import timedelta

import pytest

from club.events import EventId
from club.ids import RemarkId
from sandbox.driver.person import Person
from storage.minutes import get_minutes, get_remark
from storage.people import Person as Row
from storage.people import get_person
from tests.stories.club import Club, paris
from tests.stories.said import TEXT_FIELD

TITLE, TEXT = "Forum Chaleur fatale", "Décidé : une étude.\n\nPrésents : 12 <personnes> & amis."
DEPOSIT, READ, CORRECT = "Déposer le compte rendu…", "Lire…", "Proposer une correction…"
TOLD, AUDIENCE = f"Compte rendu : {TITLE}", "Pour qui ?"
ENDS = paris(2027, 1, 28, 17, 0)


class Held:
    """A forum to which Ana came, from which Luc excused himself, and about which Eva said nothing."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
        self.ana, self.luc, self.eva = (club.joins(name) for name in ("Ana Berger", "Luc Roy", "Eva Nord"))
        self.event: EventId = club.plans(TITLE)
        self.ana.types("/prime rsvp forum oui")
        self.luc.types("/prime rsvp forum non")
        club.at(ENDS + timedelta(hours=3))

    def deposits(self, text: str = TEXT, **fields: str) -> None:
        self.club.later(seconds=5)
        self.odile.types("/prime compte-rendu")
        self.odile.clicks(DEPOSIT, within=f"Sans compte rendu : {TITLE}")
        self.odile.fills({TEXT_FIELD: text, **fields})
        self.odile.submits()
        self.club.at(paris(2027, 1, 29, 9, 5))

    def member(self, name: str) -> Row:
        with self.club.prime.services.db.read() as session:
            found = get_person(session, self.club.members[name])
        assert found is not None
        return found

    @property
    def version(self) -> int:
        with self.club.prime.services.db.read() as session:
            found = get_minutes(session, self.event)
        return found.version if found else 0

    def remark(self, number: int = 1) -> str:
        with self.club.prime.services.db.read() as session:
            found = get_remark(session, RemarkId(number))
        return found.state.value if found else ""


@pytest.fixture
def held(club: Club) -> Held:
    return Held(club)


def told(person: Person) -> int:
    """How many messages tell of the minutes."""
    return sum(TOLD in str(one["text"]).replace("\u00a0", " ") for one in person.messages())
