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


class GroupRoom(SQLModel, table=True):
    """A private channel in Slack that is kept in step with a group."""

    __tablename__ = "group_room"

    group_id: int = Field(primary_key=True, foreign_key="study_group.id")
    state: str
    """One of `club.groups.RoomState`."""
    channel: str = ""
    """Its id in Slack; empty before it is made."""
    name: str = ""
    attempt: int = 0
    """How often making it was begun: each attempt has a name of its own."""
    held_until: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """Until when one process works at it."""
    seen_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """When it was last looked whether it is still there."""


class GroupRoomGuest(SQLModel, table=True):
    """Somebody whom Prime brought into a group's channel; gone once they are taken out of it."""

    __tablename__ = "group_room_guest"

    group_id: int = Field(primary_key=True, foreign_key="study_group.id")
    slack_id: str = Field(primary_key=True, index=True)
    refused: bool = False
    """Whether Slack would not have them in."""
