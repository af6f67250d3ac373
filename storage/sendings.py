"""The outbox as people look at it: what waits, what was sent, what never will be, and why.

Each list is read a page at a time through an index, and no count goes beyond `MOST`: neither grows with the
club or its years.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, update
from sqlmodel import SQLModel

from club.ids import EventId, MemberId, PostingId, SlackId
from storage import tables
from storage.people import MEMBER
from storage.postings import POSTING, PostingStage, send_anew, subject_of
from storage.session import Session
from storage.tables import core

EVENT = core(tables.Event)
MOST = 1000
"""The newest of each list: older ones are in the database, and in no list."""


class Standing(StrEnum):
    """Where a message stands, in a reader's terms."""

    WAITING = "waiting"
    SENT = "sent"
    PAST = "past"
    """Nothing was left to say when its turn came, or it was too late."""
    REFUSED = "refused"
    BROKEN = "broken"
    CANCELLED = "cancelled"


STAGES: Mapping[Standing, Sequence[PostingStage]] = {
    Standing.WAITING: (PostingStage.PENDING, PostingStage.SENDING),
    Standing.SENT: (PostingStage.SENT, PostingStage.MERGED),
    Standing.PAST: (PostingStage.DROPPED, PostingStage.EXPIRED),
    Standing.REFUSED: (PostingStage.FAILED,),
    Standing.BROKEN: (PostingStage.BROKEN,),
    Standing.CANCELLED: (PostingStage.CANCELLED,),
}
_TITLED: Mapping[str, type[SQLModel]] = {
    "event": tables.Event,
    "topic": tables.Topic,
    "ballot": tables.Ballot,
    "company": tables.Company,
}
_AGAIN = (PostingStage.FAILED.value, PostingStage.BROKEN.value, PostingStage.CANCELLED.value)
_ENDS = (PostingStage.FAILED.value, PostingStage.BROKEN.value, PostingStage.PENDING.value)


@dataclass(frozen=True, slots=True)
class Sending:
    """One message, and what became of it."""

    id: PostingId
    kind: str
    subject: str
    recipient: SlackId
    stage: PostingStage
    fault: str
    due_at: datetime | None
    queued_at: datetime | None
    tried_at: datetime | None
    ts: str
    name: str
    """Of the member it goes to; empty for a channel, or for somebody in no book."""
    told_at: datetime | None = None
    """When its reader was first told it, by itself or with others; None for what was sent long ago."""
    title: str = ""
    """Of what it is about, where that has one."""

    @property
    def sent_at(self) -> datetime | None:
        """When it was first shown, by Slack's own clock; of a file, when it was queued. Later changes of it
        are not told: they would say when its reader acted."""
        try:
            return datetime.fromtimestamp(float(self.ts), UTC)
        except ValueError:
            return self.queued_at


@dataclass(frozen=True, slots=True)
class WantedSendings:
    """Which of them: of one standing or all, to one person or all, about one event or all."""

    standing: Standing | None = None
    recipient: SlackId | None = None
    event_id: EventId | None = None
    discreet: Collection[str] = ()
    """Kinds of which only what Slack refused, or what is broken, is shown."""
    since: datetime | None = None


_COLUMNS = (
    *(POSTING.c.id, POSTING.c.kind, POSTING.c.subject, POSTING.c.recipient, POSTING.c.stage, POSTING.c.fault),
    *(POSTING.c.due_at, POSTING.c.queued_at, POSTING.c.claimed_at, POSTING.c.ts),
    POSTING.c.told_at,
)


def count_sendings(session: Session, wanted: WantedSendings) -> int:
    """How many; `MOST` where there are so many or more."""
    return min(MOST, sum(_count(session, wanted, stages) for stages in _stages(wanted)))


def list_sendings(session: Session, wanted: WantedSendings, offset: int, limit: int) -> list[Sending]:
    """Those of a page, the newest first."""
    found: list[Any] = []
    for stage in _stages(wanted):
        rows = select(*_COLUMNS).where(*_which(wanted, stage)).order_by(POSTING.c.id.desc())
        found += session.connection().execute(rows.limit(min(offset + limit, MOST))).all()
    page = sorted(found, key=lambda row: -row.id)[offset : offset + limit]
    return _named(session, page)


def get_sending(session: Session, posting_id: PostingId) -> Sending | None:
    """One of them."""
    row = session.connection().execute(select(*_COLUMNS).where(POSTING.c.id == posting_id)).one_or_none()
    return _named(session, [row])[0] if row else None


def _stages(wanted: WantedSendings) -> Sequence[PostingStage | None]:
    """Each is read by itself, for its rows stand in order in the index."""
    return STAGES[wanted.standing] if wanted.standing else (None,)


def _which(wanted: WantedSendings, stage: PostingStage | None) -> list[ColumnElement[bool]]:
    which: list[ColumnElement[bool]] = []
    if stage:
        which.append(POSTING.c.stage == literal(stage.value))
    if wanted.recipient:
        which.append(POSTING.c.recipient == wanted.recipient)
    if wanted.event_id:
        which.append(POSTING.c.subject == subject_of(wanted.event_id))
    if wanted.since:
        which.append(POSTING.c.queued_at >= wanted.since)
    if wanted.discreet:
        refused = POSTING.c.stage.in_((PostingStage.FAILED.value, PostingStage.BROKEN.value))
        shown = and_(refused, POSTING.c.ts == "")
        which.append(or_(POSTING.c.kind.not_in(list(wanted.discreet)), shown))
    return which


def _count(session: Session, wanted: WantedSendings, stage: PostingStage | None) -> int:
    some = select(POSTING.c.id).where(*_which(wanted, stage)).limit(MOST).subquery()
    return int(session.connection().execute(select(func.count()).select_from(some)).scalar_one())


def _named(session: Session, rows: Sequence[Any]) -> list[Sending]:
    people = list({row.recipient for row in rows})
    named = select(MEMBER.c.slack_id, MEMBER.c.name).where(MEMBER.c.slack_id.in_(people))
    names = {row.slack_id: row.name for row in session.connection().execute(named)}
    titles = _titles(session, {row.subject for row in rows})
    return [_sending(row, names.get(row.recipient, ""), titles.get(row.subject, "")) for row in rows]


def _sending(row: Any, name: str, title: str) -> Sending:
    number, kind, subject, recipient, stage, fault, *times, ts, told_at = row
    due_at, queued_at, tried_at = times
    about = {"name": name, "title": title, "told_at": told_at}
    standing = PostingStage(stage)
    return Sending(
        number, kind, subject, recipient, standing, fault, due_at, queued_at, tried_at, ts, **about
    )


def _titles(session: Session, subjects: Collection[str]) -> dict[str, str]:
    """What subjects are called, of those that have a title: one statement for each kind of them."""
    found: dict[str, str] = {}
    for prefix, table in _TITLED.items():
        ids = [int(one.partition(":")[2]) for one in subjects if one.partition(":")[0] == prefix]
        if ids:
            columns = core(table).c
            title = columns.name if prefix == "company" else columns.title
            rows = session.connection().execute(select(columns.id, title).where(columns.id.in_(ids)))
            found |= {f"{prefix}:{row[0]}": row[1] for row in rows}
    return found


def count_waiting(session: Session) -> dict[str, int]:
    """How many messages wait to be sent for the first time, by kind; reads them all: for an operator."""
    waiting = POSTING.c.stage.in_([stage.value for stage in STAGES[Standing.WAITING]])
    kinds = select(POSTING.c.kind, func.count()).where(waiting).group_by(POSTING.c.kind)
    return {row[0]: row[1] for row in session.connection().execute(kinds.order_by(POSTING.c.kind))}


def count_due(session: Session, until: datetime) -> int:
    """How many messages are to be sent or refreshed by then."""
    due = select(func.count()).where(POSTING.c.due_at <= until)
    return int(session.connection().execute(due).scalar_one())


def try_again(session: Session, posting_id: PostingId, now: datetime) -> bool:
    """Has sent what was refused, broken or cancelled; False where it is none of these any more."""
    return send_anew(session, and_(POSTING.c.id == posting_id, POSTING.c.stage.in_(_AGAIN)), now) == 1


def cancel_sending(session: Session, posting_id: PostingId) -> bool:
    """Has a message that nobody has seen never sent; False where it is under way or sent already."""
    unseen = and_(POSTING.c.ts == "", POSTING.c.stage.in_(_ENDS), POSTING.c.doubted_at.is_(None))
    ended = {"stage": PostingStage.CANCELLED.value, "due_at": None}
    which = and_(POSTING.c.id == posting_id, unseen)
    return session.connection().execute(update(POSTING).where(which).values(ended)).rowcount == 1


def find_recipients(session: Session, words: str, limit: int) -> list[tuple[MemberId, str]]:
    """Members whose name holds what was typed, by name."""
    rows = select(MEMBER.c.id, MEMBER.c.name).where(MEMBER.c.slack_id.is_not(None))
    for word in words.split():
        rows = rows.where(MEMBER.c.name.icontains(word, autoescape=True))
    return [
        (row.id, row.name)
        for row in session.connection().execute(rows.order_by(func.lower(MEMBER.c.name)).limit(limit))
    ]


def find_subjects(session: Session, words: str, limit: int) -> list[tuple[EventId, str]]:
    """Events whose title holds what was typed, the newest first."""
    rows = select(EVENT.c.id, EVENT.c.title).where(EVENT.c.state != "draft")
    for word in words.split():
        rows = rows.where(EVENT.c.title.icontains(word, autoescape=True))
    return [
        (row.id, row.title)
        for row in session.connection().execute(rows.order_by(EVENT.c.id.desc()).limit(limit))
    ]
