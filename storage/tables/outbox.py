"""The outbox, and Slack events already handled."""

from datetime import datetime

from sqlalchemy import Column, Index, Integer, String, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

DUE = text("due_at IS NOT NULL")
EMPTY = text("''")
OPEN = text("stage IN ('sending', 'broken')")
"""What somebody has in hand, and what is set aside. Queries repeat these words: so the index is found."""
REFUSED = text("stage = 'failed'")
"""What Slack refused for good; in the words of queries too."""


MERGED = text("merged_into IS NOT NULL")


def _given() -> Column[str]:
    """Of no concern to whoever queues: the database fills it in."""
    return Column(String, nullable=False, server_default=EMPTY)


class Posting(SQLModel, table=True):
    """The outbox: something Slack is to be told, and afterwards the record of where it stands.

    `due_at` is set while there is something to do: send it, or refresh it since what it shows has changed.
    """

    __table_args__ = (
        UniqueConstraint("kind", "subject", "recipient", "moment", name="uq_posting_identity"),
        Index("ix_posting_due", "urgency", "due_at", "id", sqlite_where=DUE, postgresql_where=DUE),
        Index("ix_posting_open", "stage", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_posting_refused", "claimed_at", sqlite_where=REFUSED, postgresql_where=REFUSED),
        Index("ix_posting_subject", "subject", "recipient"),
        Index("ix_posting_stage", "stage", "id"),
        Index("ix_posting_recipient", "recipient", "id"),
        Index("ix_posting_merged", "merged_into", sqlite_where=MERGED, postgresql_where=MERGED),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str
    """What it is about, such as `event:12`."""
    recipient: str
    """A person's or a channel's Slack id."""
    moment: str = ""
    """Which of several of that kind: `week`, `claim:7`, `schedule:2`."""
    live: bool = False
    """Whether it follows the state of its subject after it was sent."""
    stage: str = "pending"
    due_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    channel: str = ""
    ts: str = ""
    shown_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    claimed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    attempts: int = 0
    fault: str = ""
    """Slack's word for why it is not there; of one set aside, the reference under which the log has it."""
    urgency: int = Field(default=1, sa_column=Column(Integer, nullable=False, server_default="1"))
    queued_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    doubted_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    file_id: str = Field(default="", sa_column=_given())
    broke: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    claim: str = Field(default="", sa_column=_given())
    version: str = Field(default="", sa_column=_given())
    """Of the program that could not draw it."""
    merged_into: int | None = None
    """The posting that says this together with others."""
    told_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """When its reader was first told it, by itself or with others."""


class DataNotice(SQLModel, table=True):
    """Who was told what is kept of them, and by which posting: its message goes on saying it."""

    slack_id: str = Field(primary_key=True)
    posting_id: int
    """No foreign key: the record of what was sent is kept for a shorter time."""
    told_at: datetime = Field(sa_column=instant())


class Seen(SQLModel, table=True):
    """Slack events already handled: Slack sends one up to four times."""

    event_id: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_column=instant(index=True))
