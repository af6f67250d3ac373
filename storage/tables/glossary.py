"""The club's own terms, beside those that are built in (`club.glossary`)."""

from sqlmodel import Field, SQLModel


class OwnTerm(SQLModel, table=True):
    """One meaning; who wrote it is not kept, for it is everybody's."""

    __tablename__ = "glossary_term"

    id: int | None = Field(default=None, primary_key=True)
    french: str
    """What says it, between commas; the first is the usual one."""
    english: str
