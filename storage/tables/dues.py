"""What companies owe the club, in whole cents: calls, instalments, payments."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class Dues(SQLModel, table=True):
    """A call: what one company owes for one year."""

    __table_args__ = (
        UniqueConstraint("year", "company_id", name="uq_dues_company"),
        Index("ix_dues_stand_day", "stand", "day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    company_id: int = Field(foreign_key="company.id", index=True)
    year: int
    net: int
    gross: int
    day: date
    """Until when, on the club's calendar."""
    reference: str = Field(unique=True)
    stand: str = "called"
    """One of `club.dues.Stand`."""
    reason: str = ""
    told_on: date | None = None
    """The day on which the company says it has paid."""
    told_reference: str = ""
    address: str = ""
    """With whom the company wants it settled."""
    told_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    called_on: date
    called_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    at: datetime = Field(sa_column=instant())


class DuesContact(SQLModel, table=True):
    """Who of a company sees its dues and is reminded of them; nobody named: all its members."""

    company_id: int = Field(primary_key=True, foreign_key="company.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    at: datetime = Field(sa_column=instant())


class DuesTerm(SQLModel, table=True):
    """An instalment."""

    dues_id: int = Field(primary_key=True, foreign_key="dues.id")
    day: date = Field(primary_key=True)
    cents: int


class DuesPayment(SQLModel, table=True):
    """Money that came in."""

    id: int | None = Field(default=None, primary_key=True)
    dues_id: int = Field(foreign_key="dues.id", index=True)
    cents: int
    day: date
    reference: str = ""
    trace: str = Field(unique=True)
    """Names the payment by what is known of it: noted twice, or imported twice, it is one."""
    noted_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    at: datetime = Field(sa_column=instant())
