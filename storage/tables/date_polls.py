"""Finding a date: searches, their slots, who is asked by name, what was answered."""

from datetime import datetime

from sqlalchemy import Boolean, Column, Index, false, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

SOUGHT = text("state = 'open'")
"""In the words of queries too."""


class DatePoll(SQLModel, table=True):
    """A search for a date; what the columns mean is in `club.date_polls`."""

    __tablename__ = "date_poll"
    __table_args__ = (
        Index("ix_date_poll_closes", "closes_at", sqlite_where=SOUGHT, postgresql_where=SOUGHT),
        Index("ix_date_poll_remind", "remind_at", sqlite_where=SOUGHT, postgresql_where=SOUGHT),
    )

    id: int | None = Field(default=None, primary_key=True)
    title: str
    circle: str = "everybody"
    topic_id: int | None = Field(default=None, foreign_key="topic.id", index=True)
    company_id: int | None = Field(default=None, foreign_key="company.id", index=True)
    offer_id: int | None = Field(default=None, foreign_key="hosting_offer.id", index=True)
    state: str = "open"
    made_by: int = Field(foreign_key="member.id", index=True)
    made_at: datetime = Field(sa_column=instant())
    closes_at: datetime = Field(sa_column=instant())
    remind_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """When those who have not answered are reminded; empty once they are."""
    closing_told: bool = False
    """Whether organisers know that its closing has passed."""
    ended_at: datetime | None = Field(default=None, sa_column=instant(nullable=True, index=True))
    """When a slot was kept, or the search given up."""
    ended_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    chosen: int | None = None
    """The number of the slot that was kept."""
    event_id: int | None = Field(default=None, foreign_key="event.id", index=True)


class DateSlot(SQLModel, table=True):
    """One slot of a search, by its number in order of time."""

    __tablename__ = "date_slot"

    poll_id: int = Field(primary_key=True, foreign_key="date_poll.id")
    number: int = Field(primary_key=True)
    starts_at: datetime = Field(sa_column=instant())
    ends_at: datetime = Field(sa_column=instant())
    all_day: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))


class DateInvited(SQLModel, table=True):
    """Somebody who is asked by name: chosen, or the host of the premises in view."""

    __tablename__ = "date_invited"

    poll_id: int = Field(primary_key=True, foreign_key="date_poll.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    host: bool = False


class DateAnswer(SQLModel, table=True):
    """What one member says of one slot."""

    __tablename__ = "date_answer"
    __table_args__ = (Index("ix_date_answer_slot", "poll_id", "number", "says"),)

    poll_id: int = Field(primary_key=True, foreign_key="date_poll.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    number: int = Field(primary_key=True)
    says: str
    """One of `club.date_polls.DateFit`."""
    answered_at: datetime = Field(sa_column=instant())
