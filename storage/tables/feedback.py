"""Two questions after an event. No column, number or time ties an answer to a name."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

UNTOLD = text("told_at IS NULL")
APART = {"sqlite_with_rowid": False}


class FeedbackAsked(SQLModel, table=True):
    """The questions of one event."""

    __tablename__ = "feedback_asked"
    __table_args__ = (
        Index("ix_feedback_asked_untold", "closes_at", sqlite_where=UNTOLD, postgresql_where=UNTOLD),
    )

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    asked: int
    closes_at: datetime = Field(sa_column=instant())
    closed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    told_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    answers: int = 0


class FeedbackGiven(SQLModel, table=True):
    """That somebody answered, never what; gone once the questions close."""

    __tablename__ = "feedback_given"
    __table_args__ = (APART,)

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)


class FeedbackPaper(SQLModel, table=True):
    """What somebody answered, never who; written anew once the questions close."""

    __tablename__ = "feedback_paper"
    __table_args__ = (Index("ix_feedback_paper_event_id", "event_id"), APART)

    id: str = Field(primary_key=True)
    """Random."""
    event_id: int = Field(foreign_key="event.id")
    useful: int
    wish: str
