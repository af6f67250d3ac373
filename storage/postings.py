"""The outbox: what Slack is to be told, and where it stands once told.

A row is unique by `(kind, subject, recipient, moment)`, so that saying something twice queues it once. It
is claimed by a conditional UPDATE, sent by the worker, then recorded. A *live* posting follows its subject:
`touch` marks it and the worker renders it again in place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Select,
    String,
    Update,
    and_,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlmodel import Session

from club.ids import EventId, PostingId, SlackId
from storage import tables
from storage.attendance import EXPECTED, answered
from storage.people import ADMITTED, CAN_ACT, MEMBER, PROFILE
from storage.ready import Ready
from storage.seats import RSVP
from storage.tables import core
from storage.types import Utc
from storage.upsert import Upsert, type_of

POSTING = core(tables.Posting)
REFRESH_EVERY = timedelta(seconds=2)
"""A message many people click on is refreshed at most this often."""


class PostingStage(StrEnum):
    """Where a posting stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    """Had nothing left to say when its turn came."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Posting:
    """One message of the outbox."""

    id: PostingId
    kind: str
    subject: str
    recipient: SlackId
    moment: str
    channel: SlackId
    """Where it stands (`C…`, `D…`); empty while it was never sent."""
    ts: str
    attempts: int
    live: bool


def subject_of(event_id: EventId) -> str:
    """The subject of everything that is about an event."""
    return f"event:{event_id}"


def event_of(subject: str) -> EventId:
    """The event a subject names; ValueError if it names none."""
    return EventId(int(subject.removeprefix("event:")))


_KEYS = ["kind", "subject", "recipient", "moment"]
_ENQUEUE = Upsert(POSTING, _KEYS)
_SUBJECT: BindParameter[str] = bindparam("b_subject")
_NOW: BindParameter[datetime] = bindparam("b_now", type_=Utc())
# Not IN: SQLAlchemy writes such a list out anew for each execution, and every click executes this.
_SHOWN = or_(POSTING.c.stage == PostingStage.SENT.value, POSTING.c.stage == PostingStage.SENDING.value)
FOLLOWS = and_(POSTING.c.live, POSTING.c.due_at.is_(None), _SHOWN)
_TOUCH: Update = update(POSTING).where(POSTING.c.subject == _SUBJECT, FOLLOWS).values(due_at=_NOW)
_TOUCH_TWO = Ready(
    _TOUCH.where(
        or_(POSTING.c.recipient == bindparam("b_first"), POSTING.c.recipient == bindparam("b_second"))
    )
)
COLUMNS = (
    POSTING.c.id,
    POSTING.c.kind,
    POSTING.c.subject,
    POSTING.c.recipient,
    POSTING.c.moment,
    POSTING.c.channel,
    POSTING.c.ts,
    POSTING.c.attempts,
    POSTING.c.live,
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say: the identity of a posting before it is one."""

    kind: str
    subject: str
    recipient: SlackId
    moment: str = ""
    live: bool = False


def enqueue(session: Session, notes: Sequence[Note], due: datetime) -> None:
    """Queues notes; one already queued or sent under the same identity stays as it is."""
    rows = [
        {
            "kind": note.kind,
            "subject": note.subject,
            "recipient": note.recipient,
            "moment": note.moment,
            "live": note.live,
            "stage": PostingStage.PENDING.value,
            "due_at": due,
            "channel": "",
            "ts": "",
            "attempts": 0,
            "fault": "",
        }
        for note in notes
    ]
    if rows:
        _ENQUEUE.run(session.connection(), rows if len(rows) > 1 else rows[0])


def touch(session: Session, subject: str, one: SlackId, other: SlackId, now: datetime) -> None:
    """Has what these two recipients see of a subject rendered again. Built once: every click does it."""
    where = {"b_subject": subject, "b_first": one, "b_second": other, "b_now": now}
    _TOUCH_TWO.run(session.connection(), where)


def touch_all(session: Session, subject: str, now: datetime, *, moment: str | None = None) -> None:
    """Has everything about a subject rendered again, wherever it stands; of one moment or of all."""
    statement = _TOUCH if moment is None else _TOUCH.where(POSTING.c.moment == moment)
    session.connection().execute(statement, {"b_subject": subject, "b_now": now})


def touching(recipients: Select[Any]) -> Ready:
    """The same, for whichever recipients a query finds (`b_subject`, `b_now`); to be built once."""
    return Ready(_TOUCH.where(POSTING.c.recipient.in_(recipients)))


def enqueue_silent(
    session: Session, note: Note, event_id: EventId, due: datetime, *, zones: Iterable[str] | None = None
) -> int:
    """Queues the note for every member Slack knows of whom an answer is still expected; returns how many."""
    return enqueue_members(session, note, and_(EXPECTED, ~answered(event_id)), due, zones)


def enqueue_coming(
    session: Session, note: Note, event_id: EventId, due: datetime, *, zones: Iterable[str] | None = None
) -> int:
    """Queues the note for every active member Slack knows who holds a seat; returns how many."""
    holding = select(RSVP.c.member_id).where(
        RSVP.c.event_id == event_id, RSVP.c.member_id == MEMBER.c.id, RSVP.c.seats > 0
    )
    return enqueue_members(session, note, holding.exists(), due, zones)


def enqueue_members(
    session: Session, note: Note, who: ColumnElement[bool], due: datetime, zones: Iterable[str] | None = None
) -> int:
    """Queues the note for every member who can act and for whom the condition holds; returns how many.

    `zones` keeps to members of those time zones.
    """
    chosen = and_(CAN_ACT, who)
    if zones is not None:
        chosen = and_(chosen, func.coalesce(PROFILE.c.zone, "").in_(list(zones)))
    profiles = MEMBER.outerjoin(PROFILE, PROFILE.c.slack_id == MEMBER.c.slack_id)
    known = select(cast(MEMBER.c.slack_id, String)).select_from(profiles)
    return enqueue_found(session, note, known.where(chosen), due)


def enqueue_found(session: Session, note: Note, recipients: Select[Any], due: datetime) -> int:
    """Queues the note for whomever a query finds, in one INSERT … SELECT; returns how many."""
    fixed: dict[str, ColumnElement[Any]] = {
        "kind": literal(note.kind),
        "subject": literal(note.subject),
        "moment": literal(note.moment),
        "live": literal(note.live, Boolean),
        "stage": literal(PostingStage.PENDING.value),
        "due_at": literal(due, Utc()),
        "channel": literal(""),
        "ts": literal(""),
        "attempts": literal(0),
        "fault": literal(""),
    }
    connection, rows = session.connection(), recipients.add_columns(*fixed.values())
    statement: Any = type_of[connection.dialect.name](POSTING).from_select(["recipient", *fixed], rows)
    # Without the option an INSERT's count is -1 on PostgreSQL: its cursor is closed before it is read.
    counted = statement.on_conflict_do_nothing(index_elements=_KEYS).execution_options(preserve_rowcount=True)
    return int(connection.execute(counted).rowcount)


def list_zones(session: Session) -> list[str]:
    """The time zones that members live in; empty for those Slack has said nothing of."""
    zones = select(func.coalesce(PROFILE.c.zone, "")).select_from(MEMBER)
    known = zones.outerjoin(PROFILE, PROFILE.c.slack_id == MEMBER.c.slack_id).where(ADMITTED)
    return sorted(session.connection().execute(known.distinct()).scalars())


def claim_due(session: Session, now: datetime, limit: int) -> list[Posting]:
    """Takes up to `limit` postings that are due, the oldest first: no other worker gets them."""
    quiet = or_(POSTING.c.shown_at.is_(None), POSTING.c.shown_at <= now - REFRESH_EVERY)
    ready = and_(POSTING.c.due_at <= now, POSTING.c.stage.in_(("pending", "sent")), quiet)
    chosen = select(POSTING.c.id).where(ready).order_by(POSTING.c.due_at, POSTING.c.id).limit(limit)
    taken = (
        update(POSTING)
        .where(POSTING.c.id.in_(chosen.with_for_update(skip_locked=True)))
        .values(stage=PostingStage.SENDING.value, due_at=null(), claimed_at=now)
        .returning(*COLUMNS)
    )
    rows = session.connection().execute(taken).all()
    return [Posting(*row) for row in sorted(rows)]


def record_sent(session: Session, posting: Posting, channel: str, ts: str, now: datetime) -> None:
    """It stands in Slack; whatever marked it due meanwhile stays marked."""
    values = {"stage": PostingStage.SENT.value, "channel": channel, "ts": ts, "shown_at": now, "fault": ""}
    _record(session, posting, **values)


def record_dropped(session: Session, posting: Posting) -> None:
    """There was nothing left to say."""
    stage = PostingStage.SENT if posting.ts else PostingStage.DROPPED
    _record(session, posting, stage=stage.value)


def record_later(
    session: Session, posting: Posting, due: datetime, *, counted: bool, fault: str = ""
) -> None:
    """Try again at `due`; `counted` says whether this was an attempt or Slack only asked to wait."""
    stage = PostingStage.SENT if posting.ts else PostingStage.PENDING
    attempts = posting.attempts + counted
    _record(session, posting, stage=stage.value, due_at=due, attempts=attempts, fault=fault)


def record_failed(session: Session, posting: Posting, fault: str) -> None:
    """It cannot be delivered; `fault` is Slack's error code."""
    _record(session, posting, stage=PostingStage.FAILED.value, fault=fault)


def _record(session: Session, posting: Posting, **values: object) -> None:
    session.connection().execute(update(POSTING).where(POSTING.c.id == posting.id).values(values))


def get_posting(session: Session, kind: str, subject: str, recipient: str) -> Posting | None:
    """The posting of that kind about a subject to a recipient, whatever its moment; the newest."""
    found = select(*COLUMNS).where(
        POSTING.c.kind == kind, POSTING.c.subject == subject, POSTING.c.recipient == recipient
    )
    row = session.connection().execute(found.order_by(POSTING.c.id.desc()).limit(1)).one_or_none()
    return row and Posting(*row)


def repost(session: Session, kind: str, subject: str, recipient: SlackId, now: datetime) -> None:
    """Sends a posting anew, as a new message (its old one was deleted or its channel lost)."""
    about = and_(POSTING.c.kind == kind, POSTING.c.subject == subject)
    send_anew(session, and_(about, POSTING.c.recipient == recipient), now)


def send_anew(session: Session, which: ColumnElement[bool], now: datetime, **more: object) -> None:
    """The same, for those of a condition; `more` is what else changes of them."""
    fresh = {"stage": PostingStage.PENDING.value, "ts": "", "channel": "", "attempts": 0, "fault": ""}
    values = {**fresh, "due_at": now, **more}
    session.connection().execute(update(POSTING).where(which).values(values))


def next_due(session: Session) -> datetime | None:
    """When the next posting is due, if any is."""
    return session.connection().execute(select(func.min(POSTING.c.due_at))).scalar_one_or_none()


def list_unfinished(session: Session, before: datetime) -> list[Posting]:
    """Postings claimed before then and never recorded: a worker died while sending them."""
    lost = select(*COLUMNS).where(
        POSTING.c.stage == PostingStage.SENDING.value, POSTING.c.claimed_at <= before
    )
    return [Posting(*row) for row in session.connection().execute(lost.order_by(POSTING.c.id))]
