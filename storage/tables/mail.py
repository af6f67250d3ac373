"""E-mail as the second way: who agreed to it, and what goes out."""

from datetime import datetime

from sqlalchemy import Column, Index, String, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

WAITING = text("due_at IS NOT NULL")
IN_HAND = text("stage = 'sending'")
"""In the words of queries too: so the indexes are found."""


class MailConsent(SQLModel, table=True):
    """Whether a member is written to: a word of theirs, or one that an organiser noted. A stop is kept."""

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    agreed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    noted_by: int | None = Field(default=None, foreign_key="member.id")
    """The organiser who noted the agreement; None where the member gave it themself."""
    stopped_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """Set while nothing is written to them: only they take that back."""
    notice_mail: int | None = None
    """The first e-mail that went out to them: it says what is kept of them, also where it goes out again."""


class Mail(SQLModel, table=True):
    """One e-mail: the same message as a posting of that kind, subject and moment, to a member's address."""

    __table_args__ = (
        UniqueConstraint("kind", "subject", "moment", "member_id", name="uq_mail_identity"),
        Index("ix_mail_due", "due_at", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("ix_mail_in_hand", "claimed_at", sqlite_where=IN_HAND, postgresql_where=IN_HAND),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str
    moment: str = ""
    member_id: int = Field(foreign_key="member.id", index=True)
    stage: str = "pending"
    """pending, sending, sent, dropped, expired or failed: `storage.postings.PostingStage`."""
    due_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    queued_at: datetime = Field(sa_column=instant())
    claimed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    claim: str = Field(default="", sa_column=Column(String, nullable=False, server_default=text("''")))
    attempts: int = 0
    fault: str = ""
    """The server's code for why it was refused."""
