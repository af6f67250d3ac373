"""What happened to a topic, in the order it did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, select

from club.ids import BallotId, MemberId, TopicId
from club.topics import TopicStep
from storage import tables
from storage.people import MEMBER
from storage.session import Session
from storage.tables import core
from storage.topics import BACKING, STEP

BALLOT, WORK = core(tables.Ballot), core(tables.Work)
_OTHER = core(tables.Topic).alias("other")
_GONE = STEP.alias("gone")


def _about(*steps: TopicStep) -> Any:
    return STEP.c.what.in_([step.value for step in steps])


_REMOVED = and_(
    _about(TopicStep.DELIVERED, TopicStep.EVALUATED, TopicStep.WORK_REMOVED),
    _GONE.c.topic_id == STEP.c.topic_id,
    _GONE.c.other_id == STEP.c.other_id,
    _GONE.c.what == TopicStep.WORK_REMOVED.value,
)
"""The step by which a work was taken away from the topic; its reason is the work's title."""
_ITS_TITLE = select(func.max(_GONE.c.reason)).where(_REMOVED).correlate(STEP).scalar_subquery()


@dataclass(frozen=True, slots=True)
class Happened:
    """One step of a topic's life."""

    id: int
    topic_id: TopicId
    what: TopicStep
    by: MemberId | None
    name: str
    """Of who did it; empty for nobody."""
    other_id: int | None
    other: str
    """The title of the topic, the ballot or the work that it is about."""
    reason: str
    at: datetime


_STEPS = (
    select(
        STEP.c.id,
        STEP.c.topic_id,
        STEP.c.what,
        STEP.c.by,
        func.coalesce(MEMBER.c.name, ""),
        STEP.c.other_id,
        func.coalesce(_OTHER.c.title, BALLOT.c.title, WORK.c.title, _ITS_TITLE, ""),
        STEP.c.reason,
        STEP.c.at,
    )
    .select_from(STEP)
    .outerjoin(MEMBER, MEMBER.c.id == STEP.c.by)
    .outerjoin(_OTHER, and_(_OTHER.c.id == STEP.c.other_id, _about(TopicStep.MERGED, TopicStep.RECEIVED)))
    .outerjoin(
        BALLOT,
        and_(
            BALLOT.c.id == STEP.c.other_id,
            _about(TopicStep.ON_BALLOT, TopicStep.CHOSEN, TopicStep.NOT_CHOSEN),
        ),
    )
    .outerjoin(WORK, and_(WORK.c.id == STEP.c.other_id, _about(TopicStep.DELIVERED, TopicStep.EVALUATED)))
)


def list_steps(session: Session, topic_id: TopicId) -> list[Happened]:
    """All that happened to a topic, the latest last."""
    found = _STEPS.where(STEP.c.topic_id == topic_id).order_by(STEP.c.id)
    return [_step(row) for row in session.connection().execute(found)]


def list_votes_on(
    session: Session, ballot_id: BallotId, member: MemberId, steps: Iterable[TopicStep]
) -> list[Happened]:
    """These steps of a ballot's topics that a member stands behind."""
    about = (STEP.c.other_id == ballot_id, _about(*steps))
    mine = select(BACKING.c.topic_id).where(BACKING.c.member_id == member)
    found = _STEPS.where(*about, STEP.c.topic_id.in_(mine)).order_by(STEP.c.id)
    return [_step(row) for row in session.connection().execute(found)]


def get_step(session: Session, step_id: int) -> Happened | None:
    """One step by its number."""
    row = session.connection().execute(_STEPS.where(STEP.c.id == step_id)).one_or_none()
    return _step(row) if row else None


def get_last(session: Session, topic_id: TopicId, steps: Iterable[TopicStep]) -> Happened | None:
    """The latest of these steps; what was said of a work that was taken away since is none."""
    holds = ~exists().where(_REMOVED, _GONE.c.id > STEP.c.id).correlate(STEP)
    wanted = (STEP.c.topic_id == topic_id, _about(*steps), holds)
    found = _STEPS.where(*wanted).order_by(STEP.c.id.desc()).limit(1)
    row = session.connection().execute(found).one_or_none()
    return _step(row) if row else None


def _step(row: Any) -> Happened:
    id_, topic_id, what, *rest = row
    return Happened(id_, topic_id, TopicStep(what), *rest)
