"""A school in half-days for stories: drafted, split, answered by its card."""

from datetime import date

import pytest

from club.events import Event
from club.ids import SeriesId
from sandbox.driver.person import Person
from storage.invariants import find_broken
from storage.recount import recount
from storage.seats import get_answer
from storage.series import list_dates
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.said import GOING, START_DAY, TITLE_FIELD
from tests.stories.test_all_day import WHOLE
from tests.stories.test_organising import organiser
from tests.stories.test_presence import plain

HALVES, COUNT, BEGINS = "Demi-journées…", "Nombre de demi-journées", "Pour commencer"
NO = "Je ne viens pas"
PARTS = (
    "jeu. 28 janv., matin",
    "jeu. 28 janv., après-midi",
    "ven. 29 janv., matin",
    "ven. 29 janv., après-midi",
)
STARTS = (paris(2027, 1, 28, 9), paris(2027, 1, 28, 14), paris(2027, 1, 29, 9), paris(2027, 1, 29, 14))


def parts(club: Club) -> list[Event]:
    with club.prime.services.db.read() as session:
        return list_dates(session, SeriesId(1))


def drafts(odile: Person, **given: object) -> None:
    """A draft of two whole days."""
    odile.types("/prime activite nouvelle")
    days = {START_DAY: date(2027, 1, 28), "Jour de la fin": date(2027, 1, 29)}
    odile.fills({TITLE_FIELD: "École du froid", "Lieu": "Lyon", **days, **given})
    odile.ticks(WHOLE)
    odile.submits()


def splits(odile: Person, **given: object) -> None:
    odile.types("/prime activite ecole")
    odile.clicks(HALVES)
    odile.fills(given)
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()


class School:
    """Two days in four half-days, before everybody."""

    def __init__(self, club: Club, **given: object) -> None:
        self.club, self.odile = club, organiser(club)
        self.ana, self.luc = club.joins("Ana Berger"), club.joins("Luc Roy")
        drafts(self.odile, **given)
        splits(self.odile)
        club.later(minutes=1)

    def seats(self, name: str) -> list[int]:
        return [self.club.seats(name, one.id) for one in parts(self.club)]

    def says(self, name: str) -> list[str]:
        with self.club.prime.services.db.read() as session:
            found = [get_answer(session, one.id, self.club.members[name]) for one in parts(self.club)]
        return [one.rsvp.says.value if not one.silent else "" for one in found]

    def answers(self, person: Person, *without: str, by: str = GOING) -> None:
        """By the card: the form, submitted without the parts whose words begin so."""
        person.opens(CHANNEL)
        person.clicks(by)
        for words in without:
            tick(person, words)
        person.submits()
        self.club.later(minutes=1)

    def holds(self) -> bool:
        """Whether all that must hold of the tables does."""
        with self.club.prime.services.db.read() as session:
            counted = not recount(session)
        return counted and not find_broken(self.club.prime.services.db, self.club.clock.now())


def options(person: Person) -> list[tuple[str, bool]]:
    """The parts in the form, and whether each is ticked."""
    assert person.modal is not None
    inputs = [block for block in person.modal["blocks"] if block["type"] == "input"]
    boxes = [block["element"] for block in inputs if block["element"]["type"] == "checkboxes"]
    return [
        (plain(one["text"]["text"]), one in box.get("initial_options", ()))
        for box in boxes
        for one in box["options"]
    ]


def tick(person: Person, words: str) -> None:
    """The part whose words begin so."""
    assert person.modal is not None
    shown = [
        one["text"]["text"]
        for block in person.modal["blocks"]
        if block["type"] == "input"
        for one in block["element"].get("options", ())
    ]
    person.ticks(next(one for one in shown if plain(one).startswith(words)))


@pytest.fixture
def school(club: Club) -> School:
    return School(club)
