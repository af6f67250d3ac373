"""Study groups, and who is in them."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class StudyGroup(SQLModel, table=True):
    """A group that works on a chosen topic; one for each."""

    __tablename__ = "study_group"
    __table_args__ = (Index("ix_study_group_rank_id", "rank", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", unique=True)
    title: str
    folded: str
    """The title as it is searched."""
    purpose: str
    state: str = "open"
    """One of `club.groups.GroupState`."""
    rank: int = 0
    """1 once it is done: such groups stand last in the list."""
    lead_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    opened_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    opened_at: datetime = Field(sa_column=instant())


class GroupMember(SQLModel, table=True):
    """A member in a group, and what they bring for their company, in words."""

    __tablename__ = "group_member"

    group_id: int = Field(primary_key=True, foreign_key="study_group.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    hours: str = ""
    data: str = ""
    site: str = ""
    money: str = ""
    joined_at: datetime = Field(sa_column=instant())
