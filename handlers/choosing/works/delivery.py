"""Topics and what comes of them: one is delivered as long as a work of it is there (article ÉVALUER)."""

from datetime import datetime

from club.ids import MemberId, TopicId, WorkId
from club.topics import Topic, TopicState, TopicStep
from club.works import Work, state_without
from handlers.choosing.shared.topics import record
from handlers.kit.services import Services
from storage.database import Session
from storage.topic_steps import list_steps
from storage.topics import get_topic, lock_topic
from storage.works import list_works_of_topic, return_topic


def moved(
    session: Session, services: Services, old: Work | None, new: Work | None, by: MemberId, now: datetime
) -> None:
    """A work that came, went or changed is saved: the topic it left stands where it stood before, the one
    that it came to is delivered. Whoever stands behind either hears of it."""
    before = old.topic_id if old else None
    after = new.topic_id if new else None
    if before == after:
        return
    for topic_id in sorted(one for one in (before, after) if one is not None):
        lock_topic(session, topic_id)
    if old and before is not None:
        _left(session, services, before, old, by, now)
    if new and after is not None:
        record(session, services, after, TopicStep.DELIVERED, now, by=by, other_id=new.id)


def _left(
    session: Session, services: Services, topic_id: TopicId, work: Work, by: MemberId, now: datetime
) -> None:
    topic = get_topic(session, topic_id)
    if topic and (state := state_after(session, topic, work.id)) is not topic.state:
        return_topic(session, topic_id, state, now)
    record(
        session, services, topic_id, TopicStep.WORK_REMOVED, now, by=by, other_id=work.id, reason=work.title
    )


def state_after(session: Session, topic: Topic, work_id: WorkId) -> TopicState:
    """Where a topic stands without this work."""
    others = (one for one in list_works_of_topic(session, topic.id) if one.id != work_id)
    if topic.state is not TopicState.DELIVERED or any(others):
        return topic.state
    return state_without(step.what for step in list_steps(session, topic.id))
