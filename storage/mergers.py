"""Mergers of topics that members ask for, and what organisers decide of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, insert, or_, select, update

from club.ids import MemberId, TopicId
from storage import tables
from storage.people import COMPANY, MEMBER
from storage.session import Session
from storage.tables import core

MERGER = core(tables.Merger)
_DECIDER = MEMBER.alias("decider")


class Decision(StrEnum):
    """What became of a wish."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MOOT = "moot"
    """One of the topics went another way meanwhile."""


@dataclass(frozen=True, slots=True)
class MergerRequest:
    """A member asks that one topic go into another."""

    id: int
    topic_id: TopicId
    into_id: TopicId
    member_id: MemberId
    name: str
    company: str
    word: str
    state: Decision
    at: datetime
    decider: str
    decided_at: datetime | None
    reason: str


_WISHES = (
    select(
        MERGER.c.id,
        MERGER.c.topic_id,
        MERGER.c.into_id,
        MERGER.c.member_id,
        MEMBER.c.name,
        func.coalesce(COMPANY.c.name, "").label("company"),
        MERGER.c.word,
        MERGER.c.state,
        MERGER.c.at,
        func.coalesce(_DECIDER.c.name, "").label("decider"),
        MERGER.c.decided_at,
        MERGER.c.reason,
    )
    .select_from(MERGER)
    .join(MEMBER, MEMBER.c.id == MERGER.c.member_id)
    .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
    .outerjoin(_DECIDER, _DECIDER.c.id == MERGER.c.decided_by)
)
_OPEN = MERGER.c.state == Decision.OPEN.value


def add_wish(
    session: Session, topic_id: TopicId, into_id: TopicId, member: MemberId, word: str, now: datetime
) -> int:
    """A member's wish; returns its number."""
    row = {"topic_id": topic_id, "into_id": into_id, "member_id": member, "word": word, "at": now}
    row |= {"state": Decision.OPEN.value, "reason": ""}
    made = session.connection().execute(insert(MERGER).values(row).returning(MERGER.c.id))
    return int(made.scalar_one())


def get_wish(session: Session, wish_id: int) -> MergerRequest | None:
    """A wish as it stands."""
    row = session.connection().execute(_WISHES.where(MERGER.c.id == wish_id)).one_or_none()
    return _wish(row) if row else None


def find_wish(session: Session, topic_id: TopicId, into_id: TopicId) -> MergerRequest | None:
    """The open wish to merge these two, whoever asked for it."""
    same = _WISHES.where(_OPEN, MERGER.c.topic_id == topic_id, MERGER.c.into_id == into_id).limit(1)
    row = session.connection().execute(same).one_or_none()
    return _wish(row) if row else None


def decide_wish(
    session: Session, wish_id: int, decision: Decision, by: MemberId, now: datetime, reason: str = ""
) -> bool:
    """Decides an open wish; False where somebody has already."""
    values = {"state": decision.value, "decided_by": by, "decided_at": now, "reason": reason}
    done = update(MERGER).where(MERGER.c.id == wish_id, _OPEN).values(values)
    return session.connection().execute(done.execution_options(preserve_rowcount=True)).rowcount == 1


def settle_wishes(
    session: Session, topic_id: TopicId, into_id: TopicId, by: MemberId, now: datetime
) -> list[MergerRequest]:
    """At a merger: the wish for it is granted, others about the topic that goes are moot; returns all."""
    about = or_(MERGER.c.topic_id == topic_id, MERGER.c.into_id == topic_id)
    open_ = [_wish(row) for row in session.connection().execute(_WISHES.where(_OPEN, about)).all()]
    for wish in open_:
        granted = (wish.topic_id, wish.into_id) == (topic_id, into_id)
        decide_wish(session, wish.id, Decision.ACCEPTED if granted else Decision.MOOT, by, now)
    return open_


def _wish(row: Any) -> MergerRequest:
    id_, topic_id, into_id, member_id, name, company, word, state, *decided = row
    about = (id_, topic_id, into_id, member_id, name, company, word)
    return MergerRequest(*about, Decision(state), *decided)
