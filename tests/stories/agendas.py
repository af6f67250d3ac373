"""Calendar programs as people have them: two that know nothing of each other, by two libraries.

Each does with a file what RFC 5546 (2.1.5, 3.2) asks: entries are told apart by UID; of one, a lower SEQUENCE
than what is known is old news; PUBLISH puts it there in the place of what was, CANCEL takes it out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random

import vobject
from icalendar import Calendar

from sandbox.driver.person import Person


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """What a program reads of an entry."""

    uid: str
    sequence: int
    title: str
    starts: date
    """An instant in UTC, or a day."""
    ends: date
    where: str
    gone: bool


Reading = Callable[[bytes], Iterable[AgendaEntry]]


def _told(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def by_icalendar(content: bytes) -> Iterable[AgendaEntry]:
    """As `icalendar` reads a stream."""
    for calendar in Calendar.from_ical(content, multiple=True):
        for one in calendar.walk("VEVENT"):
            assert not one.errors
            yield AgendaEntry(
                str(one["uid"]),
                int(one["sequence"]),
                str(one["summary"]),
                _told(one["dtstart"].dt),
                _told(one["dtend"].dt),
                str(one.get("location", "")),
                str(calendar.get("method", "")) == "CANCEL" or str(one.get("status", "")) == "CANCELLED",
            )


def by_vobject(content: bytes) -> Iterable[AgendaEntry]:
    """As `vobject` does."""
    for calendar in vobject.readComponents(content.decode()):
        method = calendar.method.value if hasattr(calendar, "method") else ""
        for one in getattr(calendar, "vevent_list", ()):
            yield AgendaEntry(
                one.uid.value,
                int(one.sequence.value),
                one.summary.value,
                _told(one.dtstart.value),
                _told(one.dtend.value),
                one.location.value if hasattr(one, "location") else "",
                method == "CANCEL" or (hasattr(one, "status") and one.status.value == "CANCELLED"),
            )


PROGRAMS: tuple[Reading, ...] = (by_icalendar, by_vobject)


@dataclass
class Agenda:
    """One program, and what it holds."""

    reads: Reading
    known: dict[str, AgendaEntry] = field(default_factory=dict)

    def imports(self, content: bytes) -> None:
        for one in self.reads(content):
            before = self.known.get(one.uid)
            if before is None or one.sequence >= before.sequence:
                self.known[one.uid] = one

    @property
    def shown(self) -> list[AgendaEntry]:
        held = [one for one in self.known.values() if not one.gone]
        return sorted(held, key=lambda one: (str(one.starts), one.uid))


def files_of(person: Person) -> list[bytes]:
    """The calendar files that came, in their order."""
    return [content for name, content in person.files() if name.endswith(".ics")]


def agenda_of(person: Person) -> Sequence[AgendaEntry]:
    """What stands in the calendar of somebody who opened every file; both programs agree.

    Files opened twice, or in any order, come to the same.
    """
    files, found = files_of(person), list[Sequence[AgendaEntry]]()
    shuffled = Random(7).sample(files, len(files))
    for reads in PROGRAMS:
        for order in (files, [*files, *files], files[::-1], shuffled):
            agenda = Agenda(reads)
            for one in order:
                agenda.imports(one)
            found.append(agenda.shown)
    assert all(one == found[0] for one in found)
    return found[0]


def followed(content: bytes) -> Sequence[AgendaEntry]:
    """What a calendar that is subscribed to shows: each look replaces the one before; both agree."""
    found = [sorted(reads(content), key=lambda one: (str(one.starts), one.uid)) for reads in PROGRAMS]
    assert found[0] == found[1]
    return [one for one in found[0] if not one.gone]
