"""The outbox: what Slack is to be told, and where it stands once told.

A row is unique by `(kind, subject, recipient, moment)`, so that saying something twice queues it once. A
*live* posting follows its subject: `touch` marks it and the worker renders it again in place. What the worker
does with a row is in `storage.outbox`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
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
    literal_column,
    or_,
    select,
    update,
)

from club.ids import EventId, MemberId, PostingId, SlackId
from storage import tables
from storage.attendance import answered
from storage.mail import of_accounts, queue_mail
from storage.missed import note_missed
from storage.people import EXPECTED, MEMBER, PROFILE
from storage.prepared import Prepared
from storage.seats import RSVP
from storage.session import Session
from storage.stages import PostingStage as PostingStage
from storage.tables import core
from storage.types import Utc
from storage.upsert import Upsert, type_of
from storage.urgency import Urgency, is_mailed, is_passed_on, urgency_of

POSTING = core(tables.Posting)
ABOUT_MEMBER = "member:"


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
    queued_at: datetime | None = None
    doubted_at: datetime | None = None
    """Since when it may stand in Slack unrecorded: no answer came. It is looked for before it is sent."""
    file_id: str = ""
    """The uploaded file, which may be shared already; empty before its bytes are with Slack."""
    broke: int = 0
    """How often it could not be drawn."""
    claim: str = ""
    """Whose it is while it is being sent; nobody else may record what became of it."""
    merged_into: PostingId | None = None
    """The posting that says this together with others."""
    due_at: datetime | None = None
    """Since when it was due, when it was claimed."""


def subject_of(event_id: EventId) -> str:
    """The subject of everything that is about an event."""
    return f"event:{event_id}"


def subject_of_member(member_id: MemberId) -> str:
    """The subject of what is about somebody's membership."""
    return f"{ABOUT_MEMBER}{member_id}"


def member_of(subject: str) -> MemberId:
    """Back from `subject_of_member`."""
    return MemberId(int(subject.removeprefix(ABOUT_MEMBER)))


def event_of(subject: str) -> EventId:
    """The event a subject names; ValueError if it names none."""
    return EventId(int(subject.removeprefix("event:")))


_KEYS = ["kind", "subject", "recipient", "moment"]
_ENQUEUE = Upsert(POSTING, _KEYS)
_FIRST_ZONE = select(func.min(PROFILE.c.zone).label("zone")).cte("zones", recursive=True)
_NEXT_ZONE = select(func.min(PROFILE.c.zone)).where(PROFILE.c.zone > _FIRST_ZONE.c.zone).scalar_subquery()
_EACH = _FIRST_ZONE.union_all(select(_NEXT_ZONE).where(_FIRST_ZONE.c.zone.is_not(None)))
_ZONES = select(_EACH.c.zone).where(_EACH.c.zone.is_not(None))
_SUBJECT: BindParameter[str] = bindparam("b_subject")
_NOW: BindParameter[datetime] = bindparam("b_now", type_=Utc())
# Not IN: SQLAlchemy writes such a list out anew for each execution, and every click executes this. Nor
# bound: SQLite asks of each value whether a partial index has it, and compiles the statement anew for it.
_SHOWN = or_(
    *(
        POSTING.c.stage == literal_column(f"'{stage}'")
        for stage in (PostingStage.SENT, PostingStage.SENDING, PostingStage.MERGED)
    )
)
FOLLOWS = and_(POSTING.c.live, POSTING.c.due_at.is_(None), _SHOWN)
_TOUCH: Update = update(POSTING).where(POSTING.c.subject == _SUBJECT, FOLLOWS).values(due_at=_NOW)
_TOUCH_TWO = Prepared(
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
    POSTING.c.queued_at,
    POSTING.c.doubted_at,
    POSTING.c.file_id,
    POSTING.c.broke,
    POSTING.c.claim,
    POSTING.c.merged_into,
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
            "kind": str(note.kind),
            "urgency": urgency_of(note.kind),
            "subject": note.subject,
            "recipient": note.recipient,
            "moment": note.moment,
            "live": note.live,
            "stage": PostingStage.PENDING.value,
            "due_at": due,
            "queued_at": due,
            "channel": "",
            "ts": "",
            "attempts": 0,
            "fault": "",
        }
        for note in notes
    ]
    if rows:
        _ENQUEUE.run(session.connection(), rows if len(rows) > 1 else rows[0])
    _mail(session, [note for note in notes if is_mailed(note.kind)], due)


def _mail(session: Session, notes: Sequence[Note], due: datetime) -> None:
    """The same by e-mail, to those who agreed: one statement for what all are told alike."""
    told = defaultdict[tuple[str, str, str], list[SlackId]](list)
    for note in notes:
        told[note.kind, note.subject, note.moment].append(note.recipient)
    for (kind, subject, moment), recipients in told.items():
        queue_mail(session, kind, subject, moment, of_accounts(recipients), due)


def touch(session: Session, subject: str, one: SlackId, other: SlackId, now: datetime) -> None:
    """Has what these two recipients see of a subject rendered again. Built once: every click does it."""
    where = {"b_subject": subject, "b_first": one, "b_second": other, "b_now": now}
    _TOUCH_TWO.run(session.connection(), where)


def touch_all(session: Session, subject: str, now: datetime, *, moment: str | None = None) -> None:
    """Has everything about a subject rendered again, wherever it stands; of all moments, or of one and what
    follows it up (`moment/…`)."""
    statement = _TOUCH
    if moment is not None:
        followed = POSTING.c.moment.startswith(f"{moment}/", autoescape=True)
        statement = _TOUCH.where(or_(POSTING.c.moment == moment, followed))
    session.connection().execute(statement, {"b_subject": subject, "b_now": now})


def touch_some(session: Session, subject: str, recipients: Iterable[SlackId], now: datetime) -> None:
    """The same, where these recipients see it."""
    statement = _TOUCH.where(POSTING.c.recipient.in_(list(recipients)))
    session.connection().execute(statement, {"b_subject": subject, "b_now": now})


def touching(recipients: Select[Any]) -> Prepared:
    """The same, for whichever recipients a query finds (`b_subject`, `b_now`); to be built once."""
    return Prepared(_TOUCH.where(POSTING.c.recipient.in_(recipients)))


def enqueue_silent(
    session: Session, note: Note, event_id: EventId, due: datetime, *, zones: Iterable[str] | None = None
) -> int:
    """Queues the note for every member Slack knows of whom an answer is still expected; returns how many."""
    return enqueue_members(session, note, and_(EXPECTED, ~answered(event_id)), due, zones)


def enqueue_coming(
    session: Session,
    note: Note,
    event_id: EventId,
    due: datetime,
    *,
    zones: Iterable[str] | None = None,
    on_site: bool = False,
) -> int:
    """Queues the note for every active member Slack knows who holds a seat; returns how many.

    `on_site`: not for those who come by the link alone, nor as a posting that would be taken for said later.
    """
    holding = select(RSVP.c.member_id).where(
        RSVP.c.event_id == event_id, RSVP.c.member_id == MEMBER.c.id, RSVP.c.seats > 0
    )
    if on_site:
        holding = holding.where(~RSVP.c.remote)
    return enqueue_members(session, note, holding.exists(), due, zones)


def enqueue_members(
    session: Session, note: Note, who: ColumnElement[bool], due: datetime, zones: Iterable[str] | None = None
) -> int:
    """Queues the note for every member who can act and for whom the condition holds; returns how many.

    `zones` keeps to members of those time zones. What is mailed also goes to members who are not in Slack.
    """
    if zones is not None:
        who = and_(who, func.coalesce(PROFILE.c.zone, "").in_(list(zones)))
    profiles = MEMBER.outerjoin(PROFILE, PROFILE.c.slack_id == MEMBER.c.slack_id)
    found = MEMBER.c.id.in_(select(MEMBER.c.id).select_from(profiles).where(who))
    if is_mailed(note.kind):
        queue_mail(session, note.kind, note.subject, note.moment, found, due)
    elif is_passed_on(note.kind):
        note_missed(session, note.kind, note.subject, note.moment, found, due)
    known = select(cast(MEMBER.c.slack_id, String)).select_from(profiles)
    return enqueue_found(session, note, known.where(MEMBER.c.acts, who), due)


def enqueue_found(session: Session, note: Note, recipients: Select[Any], due: datetime) -> int:
    """Queues the note for whomever a query finds, in one INSERT … SELECT; returns how many."""
    fixed: dict[str, ColumnElement[Any]] = {
        "kind": literal(str(note.kind)),
        "urgency": literal(urgency_of(note.kind)),
        "subject": literal(note.subject),
        "moment": literal(note.moment),
        "live": literal(note.live, Boolean),
        "stage": literal(PostingStage.PENDING.value),
        "due_at": literal(due, Utc()),
        "queued_at": literal(due, Utc()),
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


def list_unknown_posts(session: Session, channel: str, ts: Iterable[str]) -> list[str]:
    """Those of a channel's messages, by their timestamps, that no posting of this database stands in."""
    asked = set(ts)
    known = select(POSTING.c.ts).where(POSTING.c.recipient == channel, POSTING.c.ts.in_(list(asked)))
    return sorted(asked - set(session.connection().execute(known).scalars()))


def list_zones(session: Session) -> list[str]:
    """The time zones that people live in; empty for those Slack has said nothing of.

    From one to the next in the index: there are few, however many people.
    """
    return sorted({"", *session.connection().execute(_ZONES).scalars()})


def get_posting(session: Session, kind: str, subject: str, recipient: str) -> Posting | None:
    """The posting of that kind about a subject to a recipient, whatever its moment; the newest."""
    found = select(*COLUMNS).where(
        POSTING.c.kind == kind, POSTING.c.subject == subject, POSTING.c.recipient == recipient
    )
    row = session.connection().execute(found.order_by(POSTING.c.id.desc()).limit(1)).one_or_none()
    return row and Posting(*row)


def get_by_id(session: Session, posting_id: PostingId) -> Posting | None:
    """One posting, whatever became of it."""
    row = session.connection().execute(select(*COLUMNS).where(POSTING.c.id == posting_id)).one_or_none()
    return Posting(*row) if row else None


def repost(session: Session, kind: str, subject: str, recipient: SlackId, now: datetime) -> None:
    """Sends a posting anew, as a new message (its old one was deleted or its channel lost)."""
    about = and_(POSTING.c.kind == kind, POSTING.c.subject == subject)
    send_anew(session, and_(about, POSTING.c.recipient == recipient), now)


def send_anew(session: Session, which: ColumnElement[bool], now: datetime, **more: object) -> int:
    """The same, for those of a condition; how many. `more` is what else changes of them."""
    fresh = {"stage": PostingStage.PENDING.value, "ts": "", "channel": "", "attempts": 0, "fault": ""}
    fresh |= {
        "claim": "",
        "file_id": "",
        "doubted_at": None,
        "broke": 0,
        "merged_into": None,
        "told_at": None,
    }
    values = {**fresh, "due_at": now, "queued_at": now, **more}
    return session.connection().execute(update(POSTING).where(which).values(values)).rowcount


def list_files(session: Session, subject: str) -> list[tuple[PostingId, str]]:
    """The files in Slack that postings about a subject handed over."""
    found = select(POSTING.c.id, POSTING.c.file_id).where(
        POSTING.c.subject == subject, POSTING.c.file_id != ""
    )
    return [(PostingId(row[0]), row[1]) for row in session.connection().execute(found)]


def forget_file(session: Session, posting_id: PostingId) -> None:
    """The file is deleted in Slack."""
    session.connection().execute(update(POSTING).where(POSTING.c.id == posting_id).values(file_id=""))


def next_due(session: Session) -> datetime | None:
    """When the next posting is due, if any is."""
    firsts = [select(func.min(POSTING.c.due_at)).where(POSTING.c.urgency == int(one)) for one in Urgency]
    found = session.connection().execute(select(*(first.scalar_subquery() for first in firsts))).one()
    return min((due for due in found if due is not None), default=None)
