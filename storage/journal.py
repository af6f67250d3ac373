"""The journal of organisers' acts as it is read, and purged by age.

Lines are added by `storage.acts`, and by the purge. Each page is read through an index, from where it begins.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select

from club.ids import MemberId
from storage import tables
from storage.acts import LINE, unpacked
from storage.audited import ValueChange
from storage.departures import NAMED
from storage.people import COMPANY, MEMBER, ORGANISES
from storage.session import Session
from storage.tables import core

PURGE = "journal.purge"
"""The entry of the one line that is no organiser's."""
PURGES = "prime"
"""Its theme."""
AT_ONCE = 500
"""Lines of a file that are read at a time."""
_EVENT, _TOPIC, _BALLOT = core(tables.Event), core(tables.Topic), core(tables.Ballot)
_GROUP, _OUTSIDE = core(tables.StudyGroup), core(tables.OutsideEvent)
_WORK, _DUES, _POLL = core(tables.Work), core(tables.Dues), core(tables.DatePoll)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One act, as it was noted."""

    id: int
    at: datetime
    by: MemberId | None
    entry: str
    theme: str
    about: Sequence[str]
    changes: Sequence[ValueChange]
    upto: datetime | None = None


@dataclass(frozen=True, slots=True)
class WantedLines:
    """Which of them: one organiser's or all, of a theme or all, since an instant or ever."""

    by: MemberId | None = None
    theme: str = ""
    since: datetime | None = None

    def where(self) -> list[ColumnElement[bool]]:
        """As conditions."""
        found: list[ColumnElement[bool]] = []
        if self.by is not None:
            found.append(LINE.c.by_id == self.by)
        if self.theme:
            found.append(LINE.c.theme == self.theme)
        if self.since:
            found.append(LINE.c.at >= self.since)
        return found


@dataclass(frozen=True, slots=True)
class SubjectName:
    """What a subject is called today; of a member, whether anything still says who they were."""

    name: str
    named: bool = True


def list_older(session: Session, wanted: WantedLines, below: int | None, limit: int) -> list[JournalEntry]:
    """The newest below an id, or of all."""
    found = select(LINE).where(*wanted.where())
    if below is not None:
        found = found.where(LINE.c.id < below)
    rows = session.connection().execute(found.order_by(LINE.c.id.desc()).limit(limit))
    return [_line(row) for row in rows]


def list_newer(session: Session, wanted: WantedLines, above: int, limit: int) -> list[JournalEntry]:
    """The oldest above an id; the newest of them first, as the others are given."""
    found = select(LINE).where(*wanted.where(), LINE.c.id > above).order_by(LINE.c.id).limit(limit)
    return [_line(row) for row in session.connection().execute(found)][::-1]


def each_line(session: Session, wanted: WantedLines, most: int) -> Iterator[JournalEntry]:
    """The newest first, so many at most."""
    below: int | None = None
    while most > 0 and (found := list_older(session, wanted, below, min(AT_ONCE, most))):
        yield from found
        below, most = found[-1].id, most - len(found)


def _line(row: Row[Any]) -> JournalEntry:
    number, at, by, entry, theme, about, changes, upto = tuple(row)
    return JournalEntry(number, at, by, entry, theme, about.split(), unpacked(changes), upto)


def purge_journal(session: Session, before: datetime, now: datetime) -> int:
    """Lines older than an instant go, and one says so: the database lets no other go, and none without it."""
    connection = session.connection()
    if connection.execute(select(LINE.c.id).where(LINE.c.at < before).limit(1)).first() is None:
        return 0
    row = {"at": now, "entry": PURGE, "theme": PURGES, "about": "", "changes": "[]", "upto": before}
    connection.execute(insert(LINE).values(row))
    return connection.execute(delete(LINE).where(LINE.c.at < before)).rowcount


def list_organisers_named(session: Session, limit: int) -> list[tuple[MemberId, str]]:
    """Those who organise now, by name."""
    found = select(MEMBER.c.id, MEMBER.c.name).where(ORGANISES).order_by(MEMBER.c.name, MEMBER.c.id)
    return [(MemberId(row.id), row.name) for row in session.connection().execute(found.limit(limit))]


def call(session: Session, subjects: Collection[str]) -> Mapping[str, SubjectName]:
    """What subjects are called: one statement for each kind of them. What is gone is not among them."""
    ids: dict[str, list[int]] = {}
    for one in set(subjects):
        kind, _, number = one.partition(":")
        if number.isdigit():
            ids.setdefault(kind, []).append(int(number))
    called: dict[str, SubjectName] = {}
    for kind, numbers in ids.items():
        called |= _called(session, kind, numbers)
    return called


def _called(session: Session, kind: str, ids: Sequence[int]) -> dict[str, SubjectName]:
    if kind == "member":
        people = select(MEMBER.c.id, MEMBER.c.name, NAMED.label("named")).where(MEMBER.c.id.in_(ids))
        rows = session.connection().execute(people)
        return {f"member:{row.id}": SubjectName(row.name, bool(row.named)) for row in rows}
    if kind == "dues":
        named = select(_DUES.c.id, COMPANY.c.name, _DUES.c.year).join(
            COMPANY, COMPANY.c.id == _DUES.c.company_id
        )
        rows = session.connection().execute(named.where(_DUES.c.id.in_(ids)))
        return {f"dues:{row.id}": SubjectName(f"{row.name}, {row.year}") for row in rows}
    if kind not in _TITLES:
        return {}
    title = _TITLES[kind]
    found = select(title.table.c.id, title).where(title.table.c.id.in_(ids))
    return {f"{kind}:{row[0]}": SubjectName(row[1]) for row in session.connection().execute(found)}


_TITLES = {
    "company": COMPANY.c.name,
    "event": _EVENT.c.title,
    "topic": _TOPIC.c.title,
    "ballot": _BALLOT.c.title,
    "work": _WORK.c.title,
    "date_poll": _POLL.c.title,
    "term": core(tables.OwnTerm).c.french,
    "study_group": _GROUP.c.title,
    "outside_event": _OUTSIDE.c.title,
}
"""Columns with what rows of a kind are called. A question of help is called nothing: it may be nameless."""
