"""What searches know beside the engine's own tables (migration 0002), and lists by their words."""

from sqlalchemy import Column, Index, String
from sqlmodel import Field, SQLModel


def _exact() -> Column[str]:
    """A part of the key, in the order of its characters, whatever the database's language."""
    by_character = String().with_variant(String(collation="C"), "postgresql")
    return Column(by_character, primary_key=True)


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


class ListedWord(SQLModel, table=True):
    """A word that something in a list is found by, and where in the list that stands (`storage.wording`)."""

    __tablename__ = "listed_word"
    __table_args__ = (Index("ix_listed_word_ref", "list", "ref", "word"),)

    list: str = Field(primary_key=True)
    """member, topic, work."""
    word: str = Field(sa_column=_exact())
    shelf: str = Field(sa_column=_exact())
    """The part of the list: of topics, by state, and those that wait for an answer (a trigger follows)."""
    place: str = Field(sa_column=_exact())
    """What the list is in the order of, before the id."""
    ref: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
