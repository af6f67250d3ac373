"""Calendars that are subscribed to."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class CalendarAddress(SQLModel, table=True):
    """The address of somebody's calendar, and what it last held; one row is everybody's."""

    __tablename__ = "calendar_address"

    digest: str = Field(primary_key=True)
    """SHA-256 of the address's secret part, in hexadecimal; `public` for everybody's."""
    member_id: int | None = Field(default=None, foreign_key="member.id", unique=True)
    scope: str
    """One of `club.subscriptions.CalendarScope`."""
    made_at: datetime = Field(sa_column=instant())
    tag: str = ""
    changed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
