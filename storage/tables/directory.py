"""The members' directory, and the companies' public pages."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class Detail(SQLModel, table=True):
    """One field of a member's profile, with a visibility and a date of its own."""

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    name: str = Field(primary_key=True)
    """expertise, career, seeks, phone, email, link."""
    value: str
    visibility: str = "nobody"
    """members, organisers, nobody."""
    changed_at: datetime = Field(sa_column=instant())


class Consultation(SQLModel, table=True):
    """Who was shown whose contact details, and when."""

    __table_args__ = (
        Index("ix_consultation_reader_at", "reader_id", "at"),
        Index("ix_consultation_subject_at", "subject_id", "at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    reader_id: int = Field(foreign_key="member.id")
    subject_id: int = Field(foreign_key="member.id")
    at: datetime = Field(sa_column=instant())


class Report(SQLModel, table=True):
    """A misuse of the directory, as a member told the organisers."""

    id: int | None = Field(default=None, primary_key=True)
    reporter_id: int = Field(foreign_key="member.id", index=True)
    subject_id: int = Field(foreign_key="member.id", index=True)
    word: str
    at: datetime = Field(sa_column=instant())


class CompanyPage(SQLModel, table=True):
    """A company's entry in the public directory, as its members last left it."""

    company_id: int = Field(primary_key=True, foreign_key="company.id")
    content: str
    """JSON: activity, sector, sites, website, logo, contact."""
    changed_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    changed_at: datetime = Field(sa_column=instant())


class Correction(SQLModel, table=True):
    """What organisers asked a company to correct in its page, and what became of it."""

    __table_args__ = (Index("ix_correction_company_id_state", "company_id", "state"),)

    id: int | None = Field(default=None, primary_key=True)
    company_id: int = Field(foreign_key="company.id")
    asked_by: int = Field(foreign_key="member.id", index=True)
    wording: str
    asked_at: datetime = Field(sa_column=instant())
    until: datetime = Field(sa_column=instant())
    state: str = "open"
    """open, changed, kept, withdrawn, over."""
    settled_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    settled_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    reason: str = ""


class Consent(SQLModel, table=True):
    """An agreement to publish one exact content of a company's page; append-only but for its revocation."""

    id: int | None = Field(default=None, primary_key=True)
    company_id: int = Field(foreign_key="company.id", index=True)
    content: str
    sha256: str
    agreed_by: int = Field(foreign_key="member.id", index=True)
    agreed_name: str
    agreed_at: datetime = Field(sa_column=instant())
    revoked_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    revoked_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class ContactConsent(SQLModel, table=True):
    """The agreement of the person named as a company's contact, given by themself."""

    id: int | None = Field(default=None, primary_key=True)
    company_id: int = Field(foreign_key="company.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    agreed_at: datetime = Field(sa_column=instant())
    revoked_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
