"""What events decided, and who is charged with it."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

AWAITED = text("state = 'open' AND member_id IS NOT NULL")


class EventTask(SQLModel, table=True):
    """A decision, or an action that somebody is charged with."""

    __tablename__ = "event_task"
    __table_args__ = (
        Index("ix_event_task_event_id", "event_id"),
        Index("ix_event_task_awaited", "until", "id", sqlite_where=AWAITED, postgresql_where=AWAITED),
    )

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id")
    what: str
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    """Who is charged; none for a decision."""
    until: date | None = None
    at: datetime = Field(sa_column=instant())
    by_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    state: str = "open"
    """One of `club.tasks.TaskState`."""
    settled_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    settled_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    put_off: int = 0
