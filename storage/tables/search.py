"""What the directory's index knows beside the engine's own tables (migration 0002)."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class Word(SQLModel, table=True):
    """A word of the index that an audience may find; mistyped words are corrected against these.

    Not unique: two transactions that bring the same word need not wait for each other, and the word that
    is there twice does no harm.
    """

    __table_args__ = (Index("ix_word_audience_word", "audience", "word"),)

    id: int | None = Field(default=None, primary_key=True)
    audience: str
    """members, organisers."""
    word: str
