"""Colleagues asked to accompany a new member, and what they answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, and_, exists, literal_column, select, update

from club.buddies import BuddyAnswer
from club.ids import CompanyId, MemberId
from storage import tables
from storage.indexing import DETAIL
from storage.people import CAN_ACT, MEMBER
from storage.seats import RSVP
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

BUDDY = core(tables.Buddy)
_ASK = Upsert(BUDDY, ["newcomer_id", "member_id"])
_WAITS: ColumnElement[bool] = literal_column("buddy.waits_until IS NOT NULL")
"""In the words of the index."""
MOST_COLLEAGUES = 50
"""Looked at for one newcomer."""


@dataclass(frozen=True, slots=True)
class AskedBuddy:
    """One colleague who was asked for one newcomer."""

    newcomer_id: MemberId
    member_id: MemberId
    answer: BuddyAnswer
    asked_at: datetime
    waits_until: datetime | None
    """When the next one is asked, unless they answer."""


def ask_buddy(
    session: Session, newcomer_id: MemberId, member_id: MemberId, now: datetime, until: datetime
) -> None:
    """A colleague is asked; once, whoever asks."""
    row = {"newcomer_id": newcomer_id, "member_id": member_id, "answer": BuddyAnswer.ASKED.value}
    _ASK.run(session.connection(), {**row, "asked_at": now, "waits_until": until})


def list_buddies(session: Session, newcomer_id: MemberId) -> Sequence[AskedBuddy]:
    """Everybody who was asked for a newcomer, the first first."""
    found = (
        select(BUDDY).where(BUDDY.c.newcomer_id == newcomer_id).order_by(BUDDY.c.asked_at, BUDDY.c.member_id)
    )
    return [_buddy(row) for row in session.connection().execute(found)]


def list_accompanied(session: Session, member_id: MemberId) -> Sequence[AskedBuddy]:
    """The newcomers for whom a member was asked."""
    found = select(BUDDY).where(BUDDY.c.member_id == member_id).order_by(BUDDY.c.newcomer_id)
    return [_buddy(row) for row in session.connection().execute(found)]


def list_overdue(session: Session, now: datetime) -> Sequence[AskedBuddy]:
    """Those who were waited for long enough."""
    found = select(BUDDY).where(_WAITS, BUDDY.c.waits_until <= now).order_by(BUDDY.c.waits_until)
    return [_buddy(row) for row in session.connection().execute(found)]


def note_buddy(session: Session, newcomer_id: MemberId, member_id: MemberId, answer: BuddyAnswer) -> bool:
    """What one of them answers, or that they are waited for no longer; whether they were asked at all."""
    change = update(BUDDY).where(BUDDY.c.newcomer_id == newcomer_id, BUDDY.c.member_id == member_id)
    done = session.connection().execute(change.values(answer=answer.value, waits_until=None))
    return done.rowcount > 0


def give_up_waiting(session: Session, newcomer_id: MemberId, member_id: MemberId, now: datetime) -> bool:
    """They are waited for no longer; whether they were, so that of two who notice one asks the next."""
    change = update(BUDDY).where(BUDDY.c.newcomer_id == newcomer_id, BUDDY.c.member_id == member_id)
    done = session.connection().execute(change.where(BUDDY.c.waits_until <= now).values(waits_until=None))
    return done.rowcount > 0


def list_settled_colleagues(session: Session, company_id: CompanyId, besides: MemberId) -> list[MemberId]:
    """Members of a company whom the club knows: they answered for an event, or wrote in their profile."""
    answered = exists().where(RSVP.c.member_id == MEMBER.c.id)
    written = exists().where(DETAIL.c.member_id == MEMBER.c.id)
    theirs = and_(MEMBER.c.company_id == company_id, MEMBER.c.id != besides, CAN_ACT, answered | written)
    found = select(MEMBER.c.id).where(theirs).order_by(MEMBER.c.id).limit(MOST_COLLEAGUES)
    return [MemberId(one) for one in session.connection().execute(found).scalars()]


def _buddy(row: Row[tuple[object, ...]]) -> AskedBuddy:
    found = row._mapping
    ids = MemberId(found["newcomer_id"]), MemberId(found["member_id"])
    return AskedBuddy(*ids, BuddyAnswer(found["answer"]), found["asked_at"], found["waits_until"])
