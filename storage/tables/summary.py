"""Who represented which company when, and what is counted of those who did and are no longer known."""

from datetime import datetime

from sqlalchemy import Column, Index, Integer
from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class Tenure(SQLModel, table=True):
    """A member represents a company, from a moment until another; `storage.tenures` keeps it.

    What somebody did counts for the company that they represented then, whichever they represent now.
    """

    __table_args__ = (
        Index("ix_tenure_company_id", "company_id", "until"),
        Index("ix_tenure_member_id", "member_id", "until"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    company_id: int = Field(foreign_key="company.id")
    since: datetime = Field(sa_column=instant())
    """What they did from then on counts; a member's first tenure has all that was before."""
    known_since: datetime = Field(sa_column=instant())
    """When it began, as far as is known: before it they were asked nothing."""
    until: datetime = Field(sa_column=instant())
    expected: bool
    """Whether an answer was expected of them (`storage.people.EXPECTED`)."""


class KeptFigure(SQLModel, table=True):
    """What people did for a company in a year whose rows nothing ties to it any more: numbers alone."""

    __tablename__ = "kept_figure"

    company_id: int = Field(primary_key=True, foreign_key="company.id")
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    figure: str = Field(primary_key=True)
    """One of `club.summary.Figure`."""
    times: int = Field(sa_column=Column(Integer, nullable=False))
