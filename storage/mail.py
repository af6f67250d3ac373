"""E-mail as the second way: whom the club may write to, and the mails that wait.

A mail has the identity of a posting, with the member in place of the Slack account: so it is queued with it,
once, and also for members whom Slack does not know. Nothing is queued for whoever has not agreed.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, cast

from sqlalchemy import ColumnElement, and_, insert, literal, literal_column, null, or_, select, update

from club.ids import MemberId, SlackId
from storage import tables
from storage.missed import note_missed
from storage.people import ADMITTED, MEMBER
from storage.session import Session
from storage.stages import PostingStage
from storage.tables import core
from storage.types import Utc
from storage.upsert import Upsert, type_of

MAIL, CONSENT = core(tables.Mail), core(tables.MailConsent)
DIGEST = "digest"
"""The subject of a mail that says several."""
LAPSES = timedelta(minutes=2)
"""A process still alive has recorded its mail by then: no conversation with a server lasts so long."""
_KEYS = ["kind", "subject", "moment", "member_id"]
_CONSENT = Upsert(CONSENT, ["member_id"], ["agreed_at", "noted_by", "stopped_at"])
_IN_HAND: ColumnElement[bool] = literal_column("stage = 'sending'")
"""In the words of the index."""
AGREED = and_(CONSENT.c.agreed_at.is_not(None), CONSENT.c.stopped_at.is_(None), MEMBER.c.email.is_not(None))
"""The condition that a member may be written to, and has an address."""


@dataclass(frozen=True, slots=True)
class MailConsent:
    """What a member said of e-mail."""

    agreed_at: datetime | None = None
    noted_by: MemberId | None = None
    stopped_at: datetime | None = None

    @property
    def given(self) -> bool:
        """Whether they may be written to."""
        return self.agreed_at is not None and self.stopped_at is None


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail that a process has claimed."""

    id: int
    kind: str
    subject: str
    moment: str
    member_id: MemberId
    attempts: int
    queued_at: datetime
    claim: str


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """One e-mail in nobody's hands, or said in another."""

    id: int
    kind: str
    subject: str
    moment: str
    attempts: int
    queued_at: datetime


def get_consent(session: Session, member_id: MemberId) -> MailConsent:
    """What holds for a member; nothing said where there is no row."""
    columns = (CONSENT.c.agreed_at, CONSENT.c.noted_by, CONSENT.c.stopped_at)
    row = session.connection().execute(select(*columns).where(CONSENT.c.member_id == member_id)).one_or_none()
    return MailConsent(*row) if row else MailConsent()


def agree(session: Session, member_id: MemberId, now: datetime, *, noted_by: MemberId | None = None) -> bool:
    """They may be written to. False where they stopped that and an organiser says so: a stop is kept."""
    if noted_by is not None and get_consent(session, member_id).stopped_at is not None:
        return False
    row = {"member_id": member_id, "agreed_at": now, "noted_by": noted_by, "stopped_at": None}
    _CONSENT.run(session.connection(), row)
    return True


def bears_notice(session: Session, mail: Mail) -> bool:
    """Whether this e-mail says what is kept of its reader: the first one does, whenever it goes out again."""
    first = select(CONSENT.c.notice_mail).where(CONSENT.c.member_id == mail.member_id)
    return session.connection().execute(first).scalar_one_or_none() in (None, mail.id)


def note_notice(session: Session, mail: Mail) -> None:
    """It went out."""
    untold = and_(CONSENT.c.member_id == mail.member_id, CONSENT.c.notice_mail.is_(None))
    session.connection().execute(update(CONSENT).where(untold).values(notice_mail=mail.id))


def stop(session: Session, member_id: MemberId, now: datetime) -> None:
    """Nothing is written to them any more; what waits is not sent. Saying it twice changes nothing."""
    known = get_consent(session, member_id)
    row = {"member_id": member_id, "agreed_at": known.agreed_at, "noted_by": known.noted_by}
    _CONSENT.run(session.connection(), row | {"stopped_at": known.stopped_at or now})
    waiting = and_(MAIL.c.member_id == member_id, MAIL.c.stage == PostingStage.PENDING.value)
    dropped = {"stage": PostingStage.DROPPED.value, "due_at": None}
    session.connection().execute(update(MAIL).where(waiting).values(dropped))


def queue_mail(
    session: Session, kind: str, subject: str, moment: str, who: ColumnElement[bool], due: datetime
) -> None:
    """Queues the mail for every member for whom the condition holds and who agreed; once for an identity.

    For those of the others who read nothing in Slack it is noted that they missed it.
    """
    note_missed(session, kind, subject, moment, who, due)
    fixed = {
        "kind": literal(str(kind)),
        "subject": literal(subject),
        "moment": literal(moment),
        "stage": literal(PostingStage.PENDING.value),
        "due_at": literal(due, Utc()),
        "queued_at": literal(due, Utc()),
        "attempts": literal(0),
        "fault": literal(""),
    }
    agreed = MEMBER.join(CONSENT, CONSENT.c.member_id == MEMBER.c.id)
    rows = select(MEMBER.c.id, *fixed.values()).select_from(agreed).where(AGREED, ADMITTED, who)
    connection = session.connection()
    statement: Any = type_of[connection.dialect.name](MAIL).from_select(["member_id", *fixed], rows)
    connection.execute(statement.on_conflict_do_nothing(index_elements=_KEYS))


def of_accounts(recipients: Collection[SlackId]) -> ColumnElement[bool]:
    """The members with these Slack accounts."""
    return MEMBER.c.slack_id.in_(list(recipients))


def of_members(member_ids: Collection[MemberId]) -> ColumnElement[bool]:
    """These members."""
    return MEMBER.c.id.in_(list(member_ids))


def claim_mail(session: Session, now: datetime) -> Mail | None:
    """Takes the mail that is due for longest, so that no other process sends it; None where none is."""
    # What a process that died had in hand comes again, under the same Message-ID.
    lapsed = and_(_IN_HAND, or_(MAIL.c.claimed_at <= now - LAPSES, MAIL.c.claimed_at > now + LAPSES))
    session.connection().execute(
        update(MAIL).where(lapsed).values(stage=PostingStage.PENDING.value, due_at=now, claim="")
    )
    due = select(MAIL.c.id).where(MAIL.c.due_at <= now).order_by(MAIL.c.due_at, MAIL.c.id).limit(1)
    chosen = due.with_for_update(skip_locked=True).cte("chosen")
    mine = {"stage": PostingStage.SENDING.value, "claimed_at": now, "claim": secrets.token_hex(8)}
    columns = (MAIL.c.id, MAIL.c.kind, MAIL.c.subject, MAIL.c.moment, MAIL.c.member_id, MAIL.c.attempts)
    taken = (
        update(MAIL)
        .where(MAIL.c.id.in_(select(chosen.c.id)))
        .values(due_at=null(), **mine)
        .returning(*columns, MAIL.c.queued_at, MAIL.c.claim)
    )
    row = session.connection().execute(taken).one_or_none()
    return Mail(*row) if row else None


_QUEUED = (MAIL.c.id, MAIL.c.kind, MAIL.c.subject, MAIL.c.moment, MAIL.c.attempts, MAIL.c.queued_at)
_FREE = and_(MAIL.c.stage == PostingStage.PENDING.value, MAIL.c.attempts == 0)
"""The condition that nobody has it in hand, and it cannot have been sent."""


def list_mailed(
    session: Session, member_id: MemberId, kinds: Collection[str], since: datetime
) -> list[datetime]:
    """When this member was sent an e-mail of these kinds, since then."""
    sent = and_(MAIL.c.stage == PostingStage.SENT.value, MAIL.c.claimed_at > since)
    found = select(MAIL.c.claimed_at).where(MAIL.c.member_id == member_id, MAIL.c.kind.in_(list(kinds)), sent)
    return list(session.connection().execute(found).scalars())


def last_mailed(session: Session, mail: Mail, most: int, since: datetime) -> datetime | None:
    """When this member was last sent the same matter since then, by itself or in a letter of several.

    A letter of more than `most` matters does not show all: none of them counts as told by it.
    """
    sent = and_(MAIL.c.stage == PostingStage.SENT.value, MAIL.c.claimed_at > since)
    columns = (MAIL.c.kind, MAIL.c.subject, MAIL.c.moment, MAIL.c.claimed_at)
    found = (
        select(*columns).where(MAIL.c.member_id == mail.member_id, sent).order_by(MAIL.c.claimed_at.desc())
    )
    for row in session.connection().execute(found):
        told = [(row.kind, row.subject)]
        if row.subject == DIGEST and len(ids := parts_of(row)) <= most:
            told = [(one.kind, one.subject) for one in get_mails(session, ids)]
        if (mail.kind, mail.subject) in told:
            return cast(datetime, row.claimed_at)
    return None


def list_waiting_mails(
    session: Session, member_id: MemberId, kinds: Collection[str], now: datetime
) -> list[QueuedMail]:
    """What waits for this member and is in nobody's hands, the oldest first."""
    theirs = and_(MAIL.c.member_id == member_id, MAIL.c.kind.in_(list(kinds)), MAIL.c.queued_at <= now)
    found = select(*_QUEUED).where(theirs, _FREE).order_by(MAIL.c.id)
    return [QueuedMail(*row) for row in session.connection().execute(found)]


def get_mails(session: Session, ids: Collection[int]) -> list[QueuedMail]:
    """These, in the order in which they came up."""
    found = select(*_QUEUED).where(MAIL.c.id.in_(list(ids))).order_by(MAIL.c.id)
    return [QueuedMail(*row) for row in session.connection().execute(found)]


def merge_mails(
    session: Session, lead: Mail, kind: str, day: str, others: Collection[int], now: datetime
) -> bool:
    """Puts a mail in hand and others that wait into one of that kind; its moment names them (`parts_of`).

    False where the mail is somebody else's by now; of the others, those that are still free.
    """
    merged = {"stage": PostingStage.MERGED.value, "due_at": None}
    if not _record(session, lead, **merged):
        return False
    connection = session.connection()
    rest = update(MAIL).where(MAIL.c.id.in_(list(others)), _FREE).values(merged).returning(MAIL.c.id)
    ids = sorted([lead.id, *connection.execute(rest).scalars()])
    row = {"kind": kind, "subject": DIGEST, "moment": f"{day}/{','.join(map(str, ids))}"}
    waits = {"stage": PostingStage.PENDING.value, "due_at": now, "queued_at": now, "fault": ""}
    connection.execute(insert(MAIL).values(member_id=lead.member_id, attempts=0, **row, **waits))
    return True


class Moment(Protocol):
    """What has one."""

    @property
    def moment(self) -> str:
        """The third part of a mail's identity."""


def parts_of(mail: Moment) -> list[int]:
    """The mails that one says together."""
    return [int(one) for one in mail.moment.partition("/")[2].split(",")]


def record_mail(session: Session, mail: Mail, stage: PostingStage, fault: str = "") -> bool:
    """What became of it, for good; False where somebody else has it by now, and nothing is recorded."""
    return _record(session, mail, stage=stage.value, fault=fault, due_at=None)


def put_mail_off(session: Session, mail: Mail, due: datetime, fault: str = "", *, counted: bool) -> bool:
    """Again at `due`; `counted` says whether this was an attempt."""
    attempts = mail.attempts + counted
    return _record(
        session, mail, stage=PostingStage.PENDING.value, due_at=due, fault=fault, attempts=attempts
    )


def _record(session: Session, mail: Mail, **values: object) -> bool:
    mine = and_(MAIL.c.id == mail.id, MAIL.c.claim == mail.claim)
    done = session.connection().execute(update(MAIL).where(mine).values(claim="", **values))
    return done.rowcount == 1
