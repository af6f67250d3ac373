"""Topics that members propose, what is said of them, and the works that come of them."""

from datetime import datetime

from sqlalchemy import Boolean, Column, Index, String, UniqueConstraint, false, text, true
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

UNANSWERED, UNJUDGED = text("unanswered"), text("unjudged")


class Topic(SQLModel, table=True):
    """A proposal: a study, a programme, an activity, an outside event."""

    __table_args__ = (
        Index("ix_topic_state_id", "state", "id"),
        Index("ix_topic_answered", "state", "unanswered", "id"),
        Index("ix_topic_unanswered", "id", sqlite_where=UNANSWERED, postgresql_where=UNANSWERED),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    title: str
    folded: str
    """Title and description without case and accents: what is searched, and compared with new proposals."""
    description: str = ""
    why: str = ""
    """Why it matters."""
    state: str = "proposed"
    """One of `club.topics.TopicState`."""
    author_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    merged_into: int | None = Field(default=None, foreign_key="topic.id", index=True)
    reason: str = ""
    """Why it was declined."""
    proposed_at: datetime = Field(sa_column=instant())
    changed_at: datetime = Field(sa_column=instant())
    unanswered: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether it is proposed and organisers never answered it; a trigger keeps it."""


class Backing(SQLModel, table=True):
    """A member stands behind a topic: supports it, or carries it with its author."""

    topic_id: int = Field(primary_key=True, foreign_key="topic.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    coauthor: bool = False
    at: datetime = Field(sa_column=instant())


class Comment(SQLModel, table=True):
    """A member's word on a topic."""

    id: int | None = Field(default=None, primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    text: str
    at: datetime = Field(sa_column=instant())


class Merger(SQLModel, table=True):
    """A member asks that a topic be merged into another; organisers decide."""

    id: int | None = Field(default=None, primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", index=True)
    into_id: int = Field(foreign_key="topic.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    word: str = ""
    state: str = "open"
    """open, accepted, declined."""
    at: datetime = Field(sa_column=instant())
    decided_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    decided_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    reason: str = ""


class Step(SQLModel, table=True):
    """A step in a topic's life, append-only."""

    __table_args__ = (Index("ix_step_other", "what", "other_id"),)

    id: int | None = Field(default=None, primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", index=True)
    what: str
    """One of `club.topics.TopicStep`."""
    by: int | None = Field(default=None, foreign_key="member.id", index=True)
    other_id: int | None = None
    """The topic merged with, the ballot or the work that the step is about."""
    reason: str = ""
    at: datetime = Field(sa_column=instant())


class Work(SQLModel, table=True):
    """A work delivered: what a library of works builds on, and what is evaluated."""

    __table_args__ = (
        Index("ix_work_year", "year", "id"),
        Index("ix_work_unjudged", "year", "id", sqlite_where=UNJUDGED, postgresql_where=UNJUDGED),
    )

    id: int | None = Field(default=None, primary_key=True)
    title: str
    folded: str
    year: int
    link: str = ""
    summary: str = ""
    topic_id: int | None = Field(default=None, foreign_key="topic.id", index=True)
    """The topic it came from."""
    previous_id: int | None = Field(default=None, foreign_key="work.id", index=True)
    """Last year's edition of the same work."""
    added_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    added_at: datetime = Field(sa_column=instant())
    level: str = Field(
        default="members", sa_column=Column(String, nullable=False, server_default=text("'members'"))
    )
    """One of `club.works.Level`."""
    unjudged: bool = Field(default=True, sa_column=Column(Boolean, nullable=False, server_default=true()))
    """Whether no evaluation has judged it or is to judge it. Kept by triggers."""


class WorkCompany(SQLModel, table=True):
    """Whose work it is."""

    work_id: int = Field(primary_key=True, foreign_key="work.id")
    company_id: int = Field(primary_key=True, foreign_key="company.id", index=True)


class WorkUse(SQLModel, table=True):
    """A member says that a work was used. Of one place in one year there is one."""

    __table_args__ = (
        UniqueConstraint("work_id", "member_id", "year", "folded", name="uq_workuse_place"),
        Index("ix_workuse_year", "year", "id"),
        Index("ix_workuse_uncited", "year", "cited", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    work_id: int = Field(foreign_key="work.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    company_id: int | None = Field(default=None, foreign_key="company.id", index=True)
    """The member's at that time."""
    year: int
    place: str
    folded: str
    """The place without case and accents: told twice, it is one."""
    link: str = ""
    cited: bool
    at: datetime = Field(sa_column=instant())
