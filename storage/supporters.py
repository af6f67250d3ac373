"""Who stands behind a topic, and what they say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, exists, func, insert, or_, select, update

from club.ids import MemberId, SlackId, TopicId
from club.topics import Topic
from storage import tables
from storage.people import ADMITTED, COMPANY, MEMBER
from storage.postings import Note, enqueue_members
from storage.session import Session
from storage.tables import core
from storage.topics import BACKING, TOPIC, back

COMMENT = core(tables.Comment)


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


def enqueue_behind(
    session: Session, note: Note, topic_ids: Iterable[TopicId], due: datetime, *, but: MemberId | None
) -> int:
    """Queues the note for everybody behind any of these topics, but for one; returns how many."""
    behind = exists().where(BACKING.c.member_id == MEMBER.c.id, BACKING.c.topic_id.in_(list(topic_ids)))
    who = behind if but is None else and_(behind, MEMBER.c.id != but)
    return enqueue_members(session, note, who, due)


def get_backing(session: Session, topic_id: TopicId, member: MemberId) -> bool | None:
    """Whether a member stands behind a topic as a co-author; None for one who does not stand there."""
    found = select(BACKING.c.coauthor).where(BACKING.c.topic_id == topic_id, BACKING.c.member_id == member)
    coauthor: bool | None = session.connection().execute(found).scalar_one_or_none()
    return coauthor


def hand_over(session: Session, topic: Topic, into: TopicId, now: datetime) -> None:
    """Whoever stands behind a topic stands behind another too; who carries the one carries the other.

    What was merged into the first is from now on merged into the second: a topic is never two steps away.
    """
    connection = session.connection()
    kept = select(BACKING.c.member_id, BACKING.c.coauthor).where(BACKING.c.topic_id == topic.id)
    for member, coauthor in connection.execute(kept).all():
        back(session, into, member, now, coauthor=coauthor or member == topic.author_id)
    moved = update(TOPIC).where(TOPIC.c.merged_into == topic.id).values(merged_into=into)
    connection.execute(moved)


def list_merged(session: Session, into: TopicId) -> list[tuple[TopicId, str]]:
    """The topics that went into this one, with their titles."""
    found = select(TOPIC.c.id, TOPIC.c.title).where(TOPIC.c.merged_into == into).order_by(TOPIC.c.id)
    return [(row.id, row.title) for row in session.connection().execute(found)]


@dataclass(frozen=True, slots=True)
class TopicRemark:
    """What a member says of a topic."""

    id: int
    name: str
    company: str
    text: str
    at: datetime
    of: str
    """The title of the merged topic that it was said of; empty for this one."""


_REMARKS = (
    select(
        COMMENT.c.id,
        MEMBER.c.name,
        func.coalesce(COMPANY.c.name, "").label("company"),
        COMMENT.c.text,
        COMMENT.c.at,
        case((TOPIC.c.merged_into.is_(None), ""), else_=TOPIC.c.title).label("of"),
    )
    .select_from(COMMENT)
    .join(MEMBER, MEMBER.c.id == COMMENT.c.member_id)
    .join(TOPIC, TOPIC.c.id == COMMENT.c.topic_id)
    .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
)


def add_comment(session: Session, topic_id: TopicId, member: MemberId, text: str, now: datetime) -> int:
    """A member's word; returns its number."""
    row = {"topic_id": topic_id, "member_id": member, "text": text, "at": now}
    made = session.connection().execute(insert(COMMENT).values(row).returning(COMMENT.c.id))
    return int(made.scalar_one())


def has_said(session: Session, topic_id: TopicId, member: MemberId, text: str) -> bool:
    """Whether this member's last word on the topic is this very one."""
    last = select(COMMENT.c.text).where(COMMENT.c.topic_id == topic_id, COMMENT.c.member_id == member)
    newest = last.order_by(COMMENT.c.id.desc()).limit(1)
    return session.connection().execute(newest).scalar_one_or_none() == text


def get_comment(session: Session, comment_id: int) -> TopicRemark | None:
    """One comment."""
    row = session.connection().execute(_REMARKS.where(COMMENT.c.id == comment_id)).one_or_none()
    return TopicRemark(*row) if row else None


def list_comments(
    session: Session, topic_id: TopicId, offset: int, limit: int
) -> tuple[list[TopicRemark], int]:
    """A page of what was said of a topic and of those that went into it, the newest first; and how much."""
    these = select(TOPIC.c.id).where(or_(TOPIC.c.id == topic_id, TOPIC.c.merged_into == topic_id))
    about = COMMENT.c.topic_id.in_(these)
    connection = session.connection()
    counted = select(func.count()).select_from(COMMENT).join(TOPIC, TOPIC.c.id == COMMENT.c.topic_id)
    total: int = connection.execute(counted.where(about)).scalar_one()
    page = _REMARKS.where(about).order_by(COMMENT.c.id.desc()).offset(offset).limit(limit)
    return [TopicRemark(*row) for row in connection.execute(page)], total
