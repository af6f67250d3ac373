"""What organisers did, line by line."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

PURGED = text("upto IS NOT NULL")
"""In the words of queries too."""


class JournalLine(SQLModel, table=True):
    """One act of an organiser. Triggers refuse that a line is changed, and that one goes before its time."""

    __tablename__ = "journal_line"
    __table_args__ = (
        Index("ix_journal_line_by_id", "by_id", "theme", "id"),
        Index("ix_journal_line_theme", "theme", "id"),
        Index("ix_journal_line_at", "at"),
        Index("ix_journal_line_upto", "upto", sqlite_where=PURGED, postgresql_where=PURGED),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=instant())
    by_id: int | None = Field(default=None, foreign_key="member.id")
    """Who did it; None for the program itself, which only purges."""
    entry: str
    """The button, form or command, by its name."""
    theme: str
    about: str
    """What it is about: `event:12 member:4`."""
    changes: str
    """Before and after, in JSON (`storage.acts.Change`)."""
    upto: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """Of a purge: until which instant lines may go. Triggers let nothing else go."""
