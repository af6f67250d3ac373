"""The first day: how far the club's setting up has come, and a new member's first steps."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

WAITS = text("waits_until IS NOT NULL")


class SetUpNote(SQLModel, table=True):
    """What somebody did about one step of the setting up; what can be seen elsewhere is not noted."""

    __tablename__ = "set_up_note"

    step: str = Field(primary_key=True)
    """One of `club.firstday.SetUpStep`, or `over`: there is nothing to set up any more."""
    aside: bool = False
    """Whether it was put aside."""
    found: str = ""
    """What Prime found out: `ok`, or Slack's error."""
    about: str = ""
    """What it is about, where that may change: the channel's id, the language and the zone."""
    by_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    at: datetime = Field(sa_column=instant())


class FirstStepsNote(SQLModel, table=True):
    """What a member did of their first steps that shows nowhere else."""

    __tablename__ = "first_steps"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    aside: str = ""
    """Of `club.firstday.MemberStep`, those that are for later, with spaces between them."""
    agenda: bool = False
    """Whether they looked at the events."""
    words: str = ""
    """What they say of themselves in the channel."""
    introduced_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class Buddy(SQLModel, table=True):
    """A colleague who was asked to accompany somebody new to the club."""

    __table_args__ = (
        Index("ix_buddy_waits", "waits_until", sqlite_where=WAITS, postgresql_where=WAITS),
        Index("ix_buddy_member_id", "member_id"),
    )

    newcomer_id: int = Field(primary_key=True, foreign_key="member.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    answer: str
    """One of `club.buddies.BuddyAnswer`."""
    asked_at: datetime = Field(sa_column=instant())
    waits_until: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """When the next colleague is asked; none once there is nothing to wait for."""
