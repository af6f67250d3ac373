"""What must hold of the database whatever happened: `prime check` asks it, and the runs of kills and faults.

Each invariant is a statement that finds the rows in which it does not hold. That confirmed acts are there is
asked of what was told and written down: who voted, which charter was accepted, what the outbox says that
Slack took. What was only said in answer to a click is written nowhere: the runs keep it, and compare.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Row,
    String,
    Table,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    text,
    union,
)
from sqlalchemy.sql import Select
from sqlmodel import SQLModel

from storage import tables
from storage.database import Database, Session
from storage.departures import NAMED
from storage.erasure import DELETED
from storage.most_chairs import most_chairs
from storage.recount import recount
from storage.tables import core
from storage.types import Utc

SHOWN = 5
"""Rows named of each that does not hold; how many there are is told besides."""

EVENT, COUNT, RSVP = core(tables.Event), core(tables.EventCount), core(tables.Rsvp)
CLAIM, GUEST, MEMBER = core(tables.Claim), core(tables.Guest), core(tables.Member)
BALLOT, VOTER, POSTING = core(tables.Ballot), core(tables.Voter), core(tables.Posting)
ATTENDANCE, PAPER, SEALED = core(tables.Attendance), core(tables.Paper), core(tables.SealedPaper)
ACCEPTANCE = core(tables.Acceptance)
_NOW = bindparam("now", type_=Utc())
FILE, OF_CLAIMS = "rsvp.ics", ("requests.member", "requests.decided")
"""Kinds of postings, by their names in `handlers.names`: what they tell was written before."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold."""

    name: str
    says: str
    """What is wrong, for an operator."""
    rows: Sequence[str]
    """Some of the rows, by their keys."""
    count: int


def _seats_of_guests() -> ColumnElement[int]:
    seated = select(func.count()).where(
        GUEST.c.event_id == RSVP.c.event_id, GUEST.c.member_id == RSVP.c.member_id, GUEST.c.claim_id.is_(None)
    )
    return seated.correlate(RSVP).scalar_subquery()


def _free_for_the_head() -> Select[Any]:
    """The first in each line that moves up, in events to come; who waits for their company does not."""
    ahead = CLAIM.alias("ahead")
    first = (
        ~select(ahead.c.id)
        .where(ahead.c.event_id == CLAIM.c.event_id, ahead.c.counted, ahead.c.line < CLAIM.c.line)
        .exists()
    )
    free = EVENT.c.capacity - EVENT.c.reserved - COUNT.c.taken
    found = select(CLAIM.c.event_id, CLAIM.c.id).join(EVENT, EVENT.c.id == CLAIM.c.event_id)
    found = found.join(COUNT, COUNT.c.event_id == EVENT.c.id)
    coming = and_(EVENT.c.state == "published", EVENT.c.starts_at > _NOW)
    return found.where(coming, CLAIM.c.counted, first, or_(EVENT.c.capacity.is_(None), free >= CLAIM.c.seats))


def _oversold() -> Select[Any]:
    """Events to come with more chairs taken than there are; some of them rightly so (`_were_there`)."""
    found = select(EVENT.c.id).join(COUNT, COUNT.c.event_id == EVENT.c.id)
    coming = and_(EVENT.c.state == "published", EVENT.c.starts_at > _NOW)
    return found.where(coming, COUNT.c.taken > EVENT.c.capacity - EVENT.c.reserved)


def _were_there(session: Session, row: Row[Any]) -> bool:
    """Whether so many chairs were there once: an organiser who lowers them costs nobody theirs."""
    columns = (EVENT.c.capacity, EVENT.c.reserved, EVENT.c.published_at, COUNT.c.taken)
    figures = select(*columns).join(COUNT, COUNT.c.event_id == EVENT.c.id).where(EVENT.c.id == row.id)
    capacity, reserved, since, taken = session.connection().execute(figures).one()
    if since is None:
        return False
    most = most_chairs(session, row.id, capacity, reserved, since)
    return most is None or taken <= most


def _confirmed() -> CompoundSelect[Any]:
    """What Slack took of a seat or a request of somebody, of which the tables know nothing.

    A calendar file goes to whoever holds a seat, and their answer stays, whatever becomes of it. Accounts may
    pass from one member to another: a file counts where its event has fewer such answers than it has readers.
    """
    sent = and_(POSTING.c.stage == "sent", POSTING.c.kind == FILE)
    of_event = POSTING.c.subject == literal("event:") + cast(EVENT.c.id, String)
    held = and_(RSVP.c.event_id == EVENT.c.id, RSVP.c.calendar_turns > 0)
    theirs = select(literal(1)).where(held, RSVP.c.member_id == MEMBER.c.id).correlate(EVENT, MEMBER).exists()
    answers = select(func.count()).where(held).correlate(EVENT).scalar_subquery()
    others = POSTING.alias("others")
    readers = select(func.count(others.c.recipient.distinct())).where(
        others.c.stage == "sent", others.c.kind == FILE, others.c.subject == POSTING.c.subject
    )
    files = select(POSTING.c.id).join(EVENT, of_event).join(MEMBER, MEMBER.c.slack_id == POSTING.c.recipient)
    files = files.where(sent, ~theirs, answers < readers.correlate(POSTING).scalar_subquery())
    told = and_(POSTING.c.stage == "sent", POSTING.c.kind.in_(OF_CLAIMS), POSTING.c.moment.like("claim:%"))
    named = literal("claim:") + cast(CLAIM.c.id, String)
    asked = select(literal(1)).where(named == POSTING.c.moment).correlate(POSTING).exists()
    return union(files, select(POSTING.c.id).where(told, ~asked))


def _votes() -> Select[Any]:
    """Ballots in which there are not as many votes as voters who cast one."""

    def counted(table: Table) -> ColumnElement[int]:
        rows = select(func.count()).where(table.c.ballot_id == BALLOT.c.id)
        return rows.correlate(BALLOT).scalar_subquery()

    return select(BALLOT.c.id).where(counted(ATTENDANCE) != counted(PAPER) + counted(SEALED))


def _twice_in_a_place() -> Select[Any]:
    posted = select(POSTING.c.kind, POSTING.c.channel, POSTING.c.ts)
    posted = posted.where(POSTING.c.ts != "", POSTING.c.stage == "sent")
    return posted.group_by(POSTING.c.kind, POSTING.c.channel, POSTING.c.ts).having(func.count() > 1)


_ERASED = select(MEMBER.c.id).where(MEMBER.c.state == "left", ~NAMED)
MINUTES_FILE, MINUTES_CONTENT = core(tables.VersionFile), core(tables.MinutesContent)

INVARIANTS: Mapping[str, tuple[str, Select[Any] | CompoundSelect[Any]]] = {
    "files": (
        "files of minutes whose bytes are another’s or too few, or bytes that no version has",
        select(MINUTES_CONTENT.c.id, MINUTES_FILE.c.minutes_id)
        .outerjoin(MINUTES_FILE, MINUTES_FILE.c.content_id == MINUTES_CONTENT.c.id)
        .where(
            or_(
                MINUTES_FILE.c.minutes_id.is_(None),
                MINUTES_FILE.c.sha256 != MINUTES_CONTENT.c.sha256,
                MINUTES_FILE.c.size != func.length(MINUTES_CONTENT.c.content),
            )
        ),
    ),
    "seats": (
        "seats held without a person on each, or people without a seat: event and member",
        select(RSVP.c.event_id, RSVP.c.member_id).where(
            RSVP.c.seats
            != case((and_(RSVP.c.seats > 0, RSVP.c.with_member), 1), else_=0) + _seats_of_guests()
        ),
    ),
    "oversold": (
        "more seats are held than there are, or were before an organiser lowered them: event",
        _oversold(),
    ),
    "confirmed": (
        "Slack has what tells of a seat or a request that is not there: posting",
        _confirmed(),
    ),
    "line": (
        "two parties at one place of a waiting line: event and place",
        select(CLAIM.c.event_id, CLAIM.c.line)
        .where(CLAIM.c.stage == "waiting")
        .group_by(CLAIM.c.event_id, CLAIM.c.line)
        .having(func.count() > 1),
    ),
    "waits_in_vain": ("somebody waits while there is room: event and claim", _free_for_the_head()),
    "hours": (
        "an event that ends before it starts, or whose answers close afterwards: event",
        select(EVENT.c.id).where(
            or_(EVENT.c.ends_at <= EVENT.c.starts_at, EVENT.c.deadline > EVENT.c.starts_at)
        ),
    ),
    "votes": ("not as many votes as voters who cast one: ballot", _votes()),
    "roll": (
        "a vote by somebody who is not on the roll of that ballot: ballot and voter",
        select(ATTENDANCE.c.ballot_id, ATTENDANCE.c.voter_id)
        .join(VOTER, VOTER.c.id == ATTENDANCE.c.voter_id)
        .where(VOTER.c.ballot_id != ATTENDANCE.c.ballot_id),
    ),
    "secrecy": (
        "a vote still tied to its voter after the closing: ballot",
        select(PAPER.c.ballot_id)
        .join(BALLOT, BALLOT.c.id == PAPER.c.ballot_id)
        .where(BALLOT.c.state == "closed", BALLOT.c.secrecy != "open", PAPER.c.attendance_id.is_not(None)),
    ),
    "sealed": (
        "a vote still sealed after the closing: ballot",
        select(SEALED.c.ballot_id)
        .join(BALLOT, BALLOT.c.id == SEALED.c.ballot_id)
        .where(BALLOT.c.state == "closed"),
    ),
    "doubled": (
        "two messages of one kind at one place in Slack: kind, channel, ts",
        _twice_in_a_place(),
    ),
    "charter": (
        "a charter accepted without evidence of it: member",
        select(MEMBER.c.id).where(
            MEMBER.c.accepted_version > 0,
            ~select(ACCEPTANCE.c.id)
            .where(
                ACCEPTANCE.c.member_id == MEMBER.c.id,
                ACCEPTANCE.c.number == MEMBER.c.accepted_version,
                ~ACCEPTANCE.c.withdrawn,
            )
            .exists(),
        ),
    ),
}
_EXCUSED: Mapping[str, Callable[[Session, Row[Any]], bool]] = {"oversold": _were_there}
"""Which of the rows found are right all the same."""


def find_broken(database: Database, now: datetime) -> list[Broken]:
    """Every invariant that does not hold now; reads alone, but that figures are counted in a transaction
    that is undone. They are not while references are broken, for they follow those."""
    with database.read() as session:
        orphans = list(_orphans(session))
        found = [*_damaged(session), *_stated(session, now), *orphans, *_not_erased(session)]
    return found if orphans else [*found, *_miscounted(database)]


def _stated(session: Session, now: datetime) -> Iterator[Broken]:
    for name, (says, statement) in INVARIANTS.items():
        if broken := _asked(session, name, says, statement, {"now": now}):
            yield broken


def _asked(
    session: Session,
    name: str,
    says: str,
    statement: Select[Any] | CompoundSelect[Any],
    given: Mapping[str, object] | None = None,
) -> Broken | None:
    rows: Sequence[Row[Any]] = session.connection().execute(statement, given).all()
    if excused := _EXCUSED.get(name):
        rows = [row for row in rows if not excused(session, row)]
    shown = [", ".join(map(str, row)) for row in rows[:SHOWN]]
    return Broken(name, says, shown, len(rows)) if rows else None


def _orphans(session: Session) -> Iterator[Broken]:
    """Rows that point at one that is not there, whatever the database itself was told to hold."""
    for table in SQLModel.metadata.sorted_tables:
        keys: Sequence[Column[Any]] = list(table.primary_key) or list(table.columns)[:1]
        for column in table.columns:
            for foreign in column.foreign_keys:
                target = foreign.column.table.alias("target")
                there = select(literal(1)).where(target.c[foreign.column.name] == column).exists()
                lost = select(*keys).where(column.is_not(None), ~there)
                says = f"rows of {table.name} whose {column.name} is nothing in {foreign.column.table.name}"
                if broken := _asked(session, f"orphan:{table.name}.{column.name}", says, lost):
                    yield broken


def _not_erased(session: Session) -> Iterator[Broken]:
    """Rows of people who were erased, of the kinds that an erasure deletes."""
    for column in DELETED:
        table = column.table
        left = select(column).where(column.in_(_ERASED))
        says = f"rows of {table.name} of somebody who was erased: member"
        if broken := _asked(session, f"erased:{table.name}.{column.name}", says, left):
            yield broken


def _damaged(session: Session) -> Iterator[Broken]:
    """What SQLite finds in its own file (sqlite.org/pragma.html, integrity_check)."""
    if session.connection().dialect.name != "sqlite":
        return
    said = [str(row[0]) for row in session.connection().execute(text("PRAGMA integrity_check(100)"))]
    if said != ["ok"]:
        yield Broken("file", "the file is damaged: restore a backup", said[:SHOWN], len(said))


class _Undone(Exception):  # noqa: N818 - what was counted is not kept
    """Ends the transaction without saving."""


def _miscounted(database: Database) -> list[Broken]:
    """Figures that are not what they count."""
    wrong: list[str] = []
    try:
        with database.begin(long=True) as session:
            wrong = recount(session)
            raise _Undone
    except _Undone:
        pass
    says = "a figure is not what it counts: table"
    return [Broken("figures", says, wrong[:SHOWN], len(wrong))] if wrong else []
