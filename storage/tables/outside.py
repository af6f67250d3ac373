"""Events that are not the club's, and who of its members goes there."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

TAKEN_BACK = text("NOT going")


class OutsideEvent(SQLModel, table=True):
    """One that a member signalled."""

    __tablename__ = "outside_event"
    __table_args__ = (Index("ix_outside_event_state_last_day", "state", "last_day"),)

    id: int | None = Field(default=None, primary_key=True)
    title: str
    folded: str = Field(index=True)
    """The title as titles are compared."""
    first_day: date
    last_day: date
    place: str
    link: str
    by_id: int = Field(foreign_key="member.id", index=True)
    made_at: datetime = Field(sa_column=instant())
    state: str = "stands"
    """One of `club.outside.OutsideState`."""


class OutsideGoing(SQLModel, table=True):
    """A member who goes there too; or who said so a minute ago at most, and took it back."""

    __tablename__ = "outside_going"
    __table_args__ = (
        Index("ix_outside_going_outside_id_at", "outside_id", "at"),
        Index("ix_outside_going_taken_back", "at", sqlite_where=TAKEN_BACK, postgresql_where=TAKEN_BACK),
    )

    outside_id: int = Field(primary_key=True, foreign_key="outside_event.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    going: bool = True
    at: datetime = Field(sa_column=instant())
