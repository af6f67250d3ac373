"""What an event asks of those who come, and what they say to it."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class EventQuestion(SQLModel, table=True):
    """One question of an event."""

    __tablename__ = "event_question"
    __table_args__ = (Index("ix_event_question_batch", "batch"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", index=True)
    template: str
    """One of `club.event_questions.Template`."""
    wording: str
    choices: str
    """A line each."""
    required: bool
    batch: datetime = Field(sa_column=instant())
    """When those who come already are asked it."""


class QuestionReply(SQLModel, table=True):
    """What was said to a question, for the member or for somebody who comes with them."""

    __tablename__ = "question_reply"
    __table_args__ = (
        Index("ix_question_reply_party", "event_id", "member_id"),
        Index("ix_question_reply_question_id", "question_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="event_question.id", ondelete="CASCADE")
    event_id: int = Field(foreign_key="event.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    guest_id: int | None = Field(default=None, foreign_key="guest.id", ondelete="CASCADE", index=True)
    """Who comes with the member, or in their place; None for the member. Gone with them."""
    value: str
    """Empty where nothing was said."""
    at: datetime = Field(sa_column=instant())
