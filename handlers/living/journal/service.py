"""The journal, read a page at a time from where it begins, and handed out as a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from club.ids import MemberId
from handlers import names
from handlers.kit.acts import ActTheme
from handlers.kit.carried import LARGEST, OutOfDate, choice, number, whole
from handlers.kit.positions import PAGE, ListPosition
from handlers.kit.services import Services
from storage.database import Session
from storage.journal import (
    JournalEntry,
    SubjectName,
    WantedLines,
    call,
    list_newer,
    list_older,
    list_organisers_named,
)
from storage.people import Person, Role, get_person
from storage.postings import Note, enqueue
from storage.sendings import find_recipients

OPTIONS = 50
NAMES_AT_ONCE = 500
OLDER, NEWER = "o", "n"
"""What begins a cursor: lines below an id, or above it."""
SUBJECT = "journal"
"""Of the file's posting; what it is narrowed to is its moment."""


class Period(StrEnum):
    """Since when."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


DAYS: Mapping[Period, int] = {Period.WEEK: 7, Period.MONTH: 30, Period.YEAR: 365}


class Narrowed(NamedTuple):
    """What the list is narrowed to (`ListPosition.only`)."""

    who: str = ""
    """A member's id."""
    theme: str = ""
    period: str = ""

    @staticmethod
    def of(position: ListPosition) -> "Narrowed":
        """That of a place in the list."""
        return Narrowed(*position.only[: len(Narrowed._fields)])

    def wanted(self, now: datetime) -> WantedLines:
        """What to look for. Raises OutOfDate."""
        by = MemberId(number(self.who)) if self.who else None
        theme = choice(ActTheme, self.theme) if self.theme else ""
        since = now - timedelta(days=DAYS[choice(Period, self.period)]) if self.period else None
        return WantedLines(by, theme, since)


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A page of it."""

    lines: Sequence[JournalEntry]
    called: Mapping[str, SubjectName]
    """Who and what the lines are of and about."""
    position: ListPosition
    newer: ListPosition | None
    older: ListPosition | None

    @property
    def narrowed(self) -> Narrowed:
        """What it is narrowed to."""
        return Narrowed.of(self.position)


def listing(services: Services, asked: ListPosition, now: datetime) -> JournalPage:
    """A page of what the filter leaves, the newest first. Raises OutOfDate."""
    narrowed = Narrowed.of(asked)
    wanted = narrowed.wanted(now)
    with services.db.read() as session:
        lines, newer, older = _lines(session, wanted, asked)
        subjects = {*_subjects(lines), *([f"member:{narrowed.who}"] if narrowed.who else [])}
        called = call(session, subjects)
    first, last = (lines[0].id, lines[-1].id) if lines else (0, 0)
    return JournalPage(
        lines,
        called,
        asked,
        asked.at(f"{NEWER}{first}") if newer else None,
        asked.at(f"{OLDER}{last}") if older else None,
    )


def _lines(
    session: Session, wanted: WantedLines, asked: ListPosition
) -> tuple[list[JournalEntry], bool, bool]:
    """The lines of a page, and whether there are newer and older ones."""
    way, at = _cursor(asked.page)
    if way == NEWER:
        found = list_newer(session, wanted, at, PAGE + 1)
        if len(found) > PAGE:
            return found[-PAGE:], True, True
        return list_older(session, wanted, None, PAGE), False, _is_more(session, wanted, PAGE)
    found = list_older(session, wanted, at if way else None, PAGE + 1)
    return found[:PAGE], bool(way), len(found) > PAGE


def _is_more(session: Session, wanted: WantedLines, than: int) -> bool:
    return len(list_older(session, wanted, None, than + 1)) > than


def _cursor(page: int | str) -> tuple[str, int]:
    if page in (0, ""):
        return "", 0
    text = str(page)
    if text[:1] not in (OLDER, NEWER):
        raise OutOfDate
    return text[0], number(text[1:])


def _subjects(lines: Iterable[JournalEntry]) -> Iterable[str]:
    """Everything that lines name."""
    for line in lines:
        yield f"member:{line.by}"
        yield from line.about
        for one in line.changes:
            yield one.subject
            kind = REFERS.get(one.column)
            yield from (f"{kind}:{value}" for value in (one.before, one.after) if kind and value is not None)


REFERS: Mapping[str, str] = {
    "member.company_id": "company",
    "company.merged_into": "company",
    "event.host_company_id": "company",
    "topic.merged_into": "topic",
    "work.topic_id": "topic",
    "work.previous_id": "work",
    "study_group.lead_id": "member",
}
"""Columns whose values are ids of something that has a name."""


def called_by(session: Session, lines: Sequence[JournalEntry]) -> Mapping[str, SubjectName]:
    """Who and what lines name, so many at a time that a statement holds them."""
    subjects, called = sorted({*_subjects(lines)}), dict[str, SubjectName]()
    for at in range(0, len(subjects), NAMES_AT_ONCE):
        called |= call(session, subjects[at : at + NAMES_AT_ONCE])
    return called


def find_people(services: Services, typed: str) -> list[tuple[MemberId, SubjectName | None]]:
    """Those who organise; of what was typed, members so called, or the one of that number, named or not."""
    words = typed.strip()
    with services.db.read() as session:
        if not words:
            return [(one, SubjectName(name)) for one, name in list_organisers_named(session, OPTIONS)]
        wanted = whole(words, LARGEST)
        if wanted is not None:
            one = MemberId(wanted)
            called = call(session, [f"member:{one}"]).get(f"member:{one}")
            return [(one, called)] if called else []
        return [(one, SubjectName(name)) for one, name in find_recipients(session, words, OPTIONS)]


def ask_export(services: Services, organiser: Person, asked: ListPosition, now: datetime) -> None:
    """The file is queued; what it is narrowed to is asked anew when it is drawn."""
    narrowed = Narrowed.of(asked)
    narrowed.wanted(now)
    with services.db.begin() as session:
        today = get_person(session, organiser.id)
        organises = today is not None and today.can_act and today.role is Role.ORGANISER
        if today is None or not organises or not today.slack_id:
            return
        moment = f"{'/'.join(narrowed)}@{now.isoformat()}"
        enqueue(session, [Note(names.JOURNAL, SUBJECT, today.slack_id, moment)], now)


def narrowed_of(moment: str) -> Narrowed:
    """Back from the moment of the file's posting."""
    return Narrowed(*moment.partition("@")[0].split("/"))
