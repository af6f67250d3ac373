"""Who stands behind a topic, what they say of it, and the mergers they ask for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session

from club.ids import MemberId, SlackId, TopicId
from storage.people import ADMITTED, COMPANY, MEMBER
from storage.topics import BACKING, TOPIC


@dataclass(frozen=True, slots=True)
class Backer:
    """A member who stands behind a topic."""

    id: MemberId
    name: str
    company: str
    slack_id: SlackId | None
    coauthor: bool
    at: datetime


def list_behind(session: Session, topic_id: TopicId) -> list[Backer]:
    """The members behind a topic: its author and co-authors first, then by time."""
    first = TOPIC.c.author_id == MEMBER.c.id
    found = (
        select(
            MEMBER.c.id,
            MEMBER.c.name,
            func.coalesce(COMPANY.c.name, "").label("company"),
            MEMBER.c.slack_id,
            BACKING.c.coauthor,
            BACKING.c.at,
        )
        .join(BACKING, BACKING.c.member_id == MEMBER.c.id)
        .join(TOPIC, TOPIC.c.id == BACKING.c.topic_id)
        .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
        .where(BACKING.c.topic_id == topic_id, ADMITTED)
        .order_by(first.desc(), BACKING.c.coauthor.desc(), BACKING.c.at, MEMBER.c.id)
    )
    return [Backer(*row) for row in session.connection().execute(found)]
