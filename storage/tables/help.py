"""Mutual help: questions, who was asked, what is found again."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

OPEN = text("state = 'open'")
"""In the words of queries too."""


class HelpQuestion(SQLModel, table=True):
    """A question of mutual help; what the columns mean is in `club.mutual_help`."""

    __tablename__ = "help_question"
    __table_args__ = (
        Index("ix_help_question_due", "look_at", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_help_question_asker_state", "asker_id", "state"),
        Index("ix_help_question_closed_at", "closed_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    asker_id: int = Field(foreign_key="member.id")
    question: str
    """Empty once it is no longer kept."""
    detail: str = ""
    wanted_by: date | None = None
    seen: str = "chosen"
    """One of `club.mutual_help.HelpSeen`."""
    widens: bool = True
    state: str = "open"
    asked_at: datetime = Field(sa_column=instant())
    look_at: datetime = Field(sa_column=instant())
    """When something may come due of it by itself."""
    widened_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    escalated_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    closed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    helper_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    """Thanks to whom it was resolved."""
    thanks: str = ""
    sentence: str = ""
    """What the club may read of it."""
    publication: str = "none"
    published_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class HelpAsked(SQLModel, table=True):
    """One member asked one question, and what they answered."""

    __tablename__ = "help_asked"
    __table_args__ = (
        Index("ix_help_asked_once", "question_id", "member_id", unique=True),
        Index("ix_help_asked_member_at", "member_id", "asked_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="help_question.id")
    member_id: int = Field(foreign_key="member.id")
    answer: str = "asked"
    asked_at: datetime = Field(sa_column=instant())
    answered_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    reason: str = ""
    passed_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    word: str = ""
    """What whoever handed it on said with it."""
    offered_self: bool = False
    """Whether they came by themselves, from the channel: nobody asked them."""


class HelpOff(SQLModel, table=True):
    """A member who does not wish to be asked."""

    __tablename__ = "help_off"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    since: datetime = Field(sa_column=instant())


class HelpReport(SQLModel, table=True):
    """A question that somebody asked found to be no question, told to the organisers."""

    __tablename__ = "help_report"

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="help_question.id", index=True)
    reporter_id: int = Field(foreign_key="member.id", index=True)
    word: str
    at: datetime = Field(sa_column=instant(index=True))


class HelpWord(SQLModel, table=True):
    """A beginning of a word by which a published question is found: equality finds it on either engine."""

    __tablename__ = "help_word"
    __table_args__ = (Index("ix_help_word_beginning", "beginning", "question_id"),)

    question_id: int = Field(primary_key=True, foreign_key="help_question.id")
    beginning: str = Field(primary_key=True)
