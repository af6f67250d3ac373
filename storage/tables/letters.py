"""What organisers write to the members of a company."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class CompanyLetter(SQLModel, table=True):
    """A few words from an organiser to those who represent a company."""

    __tablename__ = "company_letter"
    __table_args__ = (Index("ix_company_letter_company_id", "company_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    company_id: int = Field(foreign_key="company.id")
    by_id: int = Field(foreign_key="member.id", index=True)
    wording: str
    at: datetime = Field(sa_column=instant())
