"""What was proposed within a span of time."""

from datetime import datetime

from sqlalchemy import select

from club.ids import TopicId
from club.topics import LIVING
from storage.session import Session
from storage.topics import TOPIC


def list_proposed(session: Session, since: datetime, until: datetime) -> list[TopicId]:
    """Topics proposed from `since` and before `until` that are still open, the first first."""
    within = (TOPIC.c.proposed_at >= since, TOPIC.c.proposed_at < until)
    living = TOPIC.c.state.in_([state.value for state in LIVING])
    found = select(TOPIC.c.id).where(*within, living).order_by(TOPIC.c.id)
    return [TopicId(one) for one in session.connection().execute(found).scalars()]
