"""What waits for a person, until when nobody need look at it again."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class FollowUp(SQLModel, table=True):
    """One matter that waits; the row goes once it is looked at and waits no longer. See `club.followup`."""

    __tablename__ = "follow_up"
    __table_args__ = (Index("ix_follow_up_due", "matter", "due_at"),)

    matter: str = Field(primary_key=True)
    ref: int = Field(primary_key=True)
    """The row it is about: a claim, an admission, a topic…"""
    since: datetime = Field(sa_column=instant())
    told_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """Up to which moment of its plan everything was said."""
    times: int = 0
    """How often somebody was called."""
    due_at: datetime = Field(sa_column=instant())
