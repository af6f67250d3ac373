"""Whom Prime does not reach, what they missed of it, and that somebody told them.

What is noted is what would have been sent: to members who read nothing in Slack now, and what Slack refused.
Whoever agreed to e-mails is reached by these. What is settled or over is no longer shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, update

from club.ids import MemberId, SlackId
from storage import tables
from storage.people import ADMITTED, COMPANY, MEMBER
from storage.session import Session
from storage.stages import PostingStage
from storage.tables import core
from storage.types import Utc
from storage.upsert import type_of

MISSED, CONSENT = core(tables.Missed), core(tables.MailConsent)
EVENT, BALLOT, POSTING = core(tables.Event), core(tables.Ballot), core(tables.Posting)
ANSWERED = core(tables.Answered)
NUDGE = "rsvp.nudge"
"""The one that an answer settles."""
LOOK_BACK = timedelta(days=30)
"""How long what is about no event or ballot is told of."""
_KEYS = ["member_id", "kind", "subject", "moment"]


@dataclass(frozen=True, slots=True)
class Unreached:
    """A member, and how much did not reach them."""

    id: MemberId
    name: str
    company: str
    slack_id: SlackId | None
    acts: bool
    """Whether they read Slack all the same: then it refused single messages."""
    fault: str
    """Slack's code for one of these; empty where nothing was refused."""
    count: int


@dataclass(frozen=True, slots=True)
class MissedMatter:
    """One thing that a member does not know."""

    kind: str
    subject: str
    moment: str
    title: str
    """Of the event or ballot; empty where it is about neither."""
    starts_at: datetime | None
    until: datetime | None
    """The deadline of the event, or the closing of the ballot."""
    open: bool
    """Whether the event still takes answers."""


def note_missed(
    session: Session, kind: str, subject: str, moment: str, who: ColumnElement[bool], now: datetime
) -> None:
    """Notes it for members for whom the condition holds, who read nothing in Slack and get no e-mail."""
    agreed = select(CONSENT.c.member_id).where(
        CONSENT.c.member_id == MEMBER.c.id, CONSENT.c.agreed_at.is_not(None), CONSENT.c.stopped_at.is_(None)
    )
    _note(session, (kind, subject, moment, ""), and_(~MEMBER.c.acts, ~agreed.exists(), who), now)


def note_refused(
    session: Session, kind: str, subject: str, moment: str, recipient: SlackId, fault: str, now: datetime
) -> None:
    """Notes what Slack refused for good; nothing for a channel, or for somebody who is no member."""
    _note(session, (kind, subject, moment, fault), MEMBER.c.slack_id == recipient, now)


def _note(session: Session, what: tuple[str, str, str, str], who: ColumnElement[bool], now: datetime) -> None:
    kind, subject, moment, fault = what
    about, _, number = subject.partition(":")
    fixed: dict[str, ColumnElement[Any]] = {
        "kind": literal(str(kind)),
        "subject": literal(subject),
        "moment": literal(moment),
        "event_id": literal(int(number) if about == "event" else None, EVENT.c.id.type),
        "ballot_id": literal(int(number) if about == "ballot" else None, BALLOT.c.id.type),
        "fault": literal(fault),
        "at": literal(now, Utc()),
    }
    rows = select(MEMBER.c.id, *fixed.values()).where(ADMITTED, who)
    connection = session.connection()
    statement: Any = type_of[connection.dialect.name](MISSED).from_select(["member_id", *fixed], rows)
    connection.execute(statement.on_conflict_do_nothing(index_elements=_KEYS))


def _standing(now: datetime) -> ColumnElement[bool]:
    """The condition that a row is still to be told: of what is to come, not settled, and not sent since."""
    answered = select(ANSWERED.c.member_id).where(
        ANSWERED.c.event_id == MISSED.c.event_id, ANSWERED.c.member_id == MISSED.c.member_id
    )
    awaited = and_(EVENT.c.state == "published", EVENT.c.deadline > now, ~answered.exists())
    of_event = and_(EVENT.c.starts_at > now, or_(MISSED.c.kind != NUDGE, awaited))
    of_ballot = and_(BALLOT.c.state == "open", BALLOT.c.closes_at > now)
    neither = and_(MISSED.c.event_id.is_(None), MISSED.c.ballot_id.is_(None), MISSED.c.at >= now - LOOK_BACK)
    refused = select(POSTING.c.id).where(
        *(POSTING.c.kind == MISSED.c.kind, POSTING.c.subject == MISSED.c.subject),
        *(POSTING.c.recipient == MEMBER.c.slack_id, POSTING.c.moment == MISSED.c.moment),
        POSTING.c.stage == PostingStage.FAILED.value,
    )
    unheard = or_(~MEMBER.c.acts, refused.exists())
    return and_(MISSED.c.passed_at.is_(None), ADMITTED, unheard, or_(of_event, of_ballot, neither))


_JOINED = (
    MISSED.join(MEMBER, MEMBER.c.id == MISSED.c.member_id)
    .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
    .outerjoin(EVENT, EVENT.c.id == MISSED.c.event_id)
    .outerjoin(BALLOT, BALLOT.c.id == MISSED.c.ballot_id)
)


def count_unreached(session: Session, now: datetime) -> int:
    """How many members missed something that is still to be told."""
    found = select(func.count(MISSED.c.member_id.distinct())).select_from(_JOINED).where(_standing(now))
    return int(session.connection().execute(found).scalar_one())


def list_unreached(session: Session, now: datetime, offset: int, limit: int) -> list[Unreached]:
    """Some of them, whoever missed something last first."""
    who = (MEMBER.c.id, MEMBER.c.name, COMPANY.c.name, MEMBER.c.slack_id, MEMBER.c.acts)
    found = (
        select(*who, func.max(MISSED.c.fault), func.count())
        .select_from(_JOINED)
        .where(_standing(now))
        .group_by(MISSED.c.member_id, *who)
        .order_by(func.max(MISSED.c.at).desc(), MEMBER.c.id)
        .offset(offset)
        .limit(limit)
    )
    rows = session.connection().execute(found)
    return [Unreached(row[0], row[1], row[2] or "", row[3], bool(row[4]), *row[5:]) for row in rows]


def list_matters(session: Session, member_id: MemberId, now: datetime) -> list[MissedMatter]:
    """What a member missed, the next first."""
    until = func.coalesce(EVENT.c.deadline, BALLOT.c.closes_at)
    title = func.coalesce(EVENT.c.title, BALLOT.c.title, "")
    found = (
        select(
            *(MISSED.c.kind, MISSED.c.subject, MISSED.c.moment, title, EVENT.c.starts_at, until),
            func.coalesce(EVENT.c.state == "published", False),
        )
        .select_from(_JOINED)
        .where(_standing(now), MISSED.c.member_id == member_id)
        .order_by(func.coalesce(EVENT.c.starts_at, BALLOT.c.closes_at), MISSED.c.at, MISSED.c.kind)
    )
    return [MissedMatter(*row) for row in session.connection().execute(found)]


def note_passed(
    session: Session, member_id: MemberId, matters: Sequence[MissedMatter], by: MemberId, now: datetime
) -> None:
    """Keeps who told a member of these, and when."""
    for one in matters:
        which = (MISSED.c.kind == one.kind, MISSED.c.subject == one.subject, MISSED.c.moment == one.moment)
        told = update(MISSED).where(MISSED.c.member_id == member_id, *which)
        session.connection().execute(told.values(passed_by=by, passed_at=now))
