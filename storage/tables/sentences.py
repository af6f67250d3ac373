"""How well sentences typed to Prime are understood."""

from datetime import date

from sqlmodel import Field, SQLModel


class SentenceCount(SQLModel, table=True):
    """How many sentences of a kind were read on a day of the club's calendar: no word of them, no name."""

    __tablename__ = "sentence_count"

    day: date = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    """What came of them: see `handlers/asking/service.py`."""
    number: int
