"""A series for stories: a forum each month, its dates, and what calendars hold of it."""

from datetime import datetime

import pytest
import vobject
from icalendar import Calendar

from club.events import Event
from club.ids import EventId, SeriesId
from sandbox.driver.person import Person
from storage.series import list_dates
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.said import CANCEL, EDIT, REASON_FIELD
from tests.stories.test_organising import organiser, publishes

REPEAT, WHEN, COUNT = "Répéter…", "Quand ?", "Nombre de dates"
ALL, CHOOSE, WHICH = "Je viens à toutes", "Choisir mes dates…", "Pour quelles dates ?"
NEXT_ONES = "Cette date et les {} suivantes"
ONLY = SeriesId(1)
MONTHLY = [
    *(
        paris(2027, month, day, 9, 30)
        for month, day in ((1, 28), (2, 25), (3, 25), (4, 22), (5, 27), (6, 24))
    ),
    *(
        paris(2027, month, day, 9, 30)
        for month, day in ((7, 22), (8, 26), (9, 23), (10, 28), (11, 25), (12, 23))
    ),
]
"""Fourth Thursdays, in summer and in winter."""


def dates(club: Club) -> list[Event]:
    with club.prime.services.db.read() as session:
        return list_dates(session, ONLY)


def ticks_date(person: Person, day: str) -> None:
    """In the form of the dates, the one whose words begin so."""
    modal = person.modal
    assert modal is not None
    elements = [block["element"] for block in modal["blocks"] if block["type"] == "input"]
    shown = [one["text"]["text"] for element in elements for one in element["options"]]
    person.ticks(
        next(one for one in shown if one.replace("\u00a0", " ").replace("\u202f", " ").startswith(day))
    )


def repeats(odile: Person, count: int = 12, rule: str = "Le 4e jeudi de chaque mois", *ticked: str) -> None:
    """By its form, with those boxes clicked."""
    odile.types("/prime activite forum")
    odile.clicks(REPEAT)
    odile.fills({WHEN: rule, COUNT: str(count)})
    for box in ticked:
        odile.ticks(box)
    odile.submits()


class Monthly:
    """A forum on every fourth Thursday of a year, and two who may come."""

    def __init__(self, club: Club, **given: object) -> None:
        self.club, self.odile = club, organiser(club)
        self.ana, self.luc = club.joins("Ana Berger"), club.joins("Luc Roy")
        publishes(club, self.odile, **given)
        club.settle()
        repeats(self.odile)
        club.later(minutes=1)

    @property
    def ids(self) -> list[EventId]:
        return [one.id for one in dates(self.club)]

    def seats(self, name: str = "Ana Berger") -> list[int]:
        return [self.club.seats(name, one) for one in self.ids]

    def clicks_all(self, person: Person) -> None:
        person.opens(CHANNEL)
        person.clicks(ALL)
        self.club.later(minutes=1)

    def edits(self, number: int, scope: str, **fields: object) -> None:
        """The organiser opens the date of that number, and saves."""
        self.opens_date(number)
        self.odile.clicks(EDIT, within=f"Date {number} sur 12")
        self.odile.fills({WHICH: scope, **fields})
        self.odile.submits()
        self.club.later(minutes=1)

    def opens_date(self, number: int) -> None:
        self.odile.types("/prime activite forum")
        for _ in range((number - 1) // 5):
            self.odile.clicks("Suivantes")

    def calls_off(self, number: int, scope: str) -> None:
        self.opens_date(number)
        self.odile.clicks(CANCEL, within=f"Date {number} sur 12")
        self.odile.fills({WHICH: scope, REASON_FIELD: "Salle en travaux"})
        self.odile.submits()
        self.club.later(minutes=1)


def entries(person: Person) -> dict[str, list[tuple[str, int, datetime]]]:
    """By UID, what each file said of it, in turn: method, SEQUENCE and start, as `icalendar` reads them."""
    found: dict[str, list[tuple[str, int, datetime]]] = {}
    for name, content in person.files():
        if name.endswith(".ics"):
            for one in Calendar.from_ical(content, multiple=True):
                for entry in one.walk("VEVENT"):
                    said = (str(one["method"]), int(entry["sequence"]), entry["dtstart"].dt)
                    found.setdefault(str(entry["uid"]), []).append(said)
    return found


def held(person: Person) -> set[str]:
    """What is in the calendar of somebody who opened each file, by another library's reading."""
    kept: dict[str, int] = {}
    seen: dict[str, int] = {}
    for name, content in person.files():
        if not name.endswith(".ics"):
            continue
        for one in vobject.readComponents(content.decode()):
            for entry in one.vevent_list:
                uid, sequence = entry.uid.value, int(entry.sequence.value)
                if sequence < seen.get(uid, 0):
                    continue
                seen[uid] = sequence
                kept.pop(uid, None)
                if one.method.value == "PUBLISH":
                    kept[uid] = sequence
    return set(kept)


@pytest.fixture
def monthly(club: Club) -> Monthly:
    return Monthly(club)
