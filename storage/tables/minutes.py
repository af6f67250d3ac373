"""Minutes of events, and corrections proposed of them."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, String, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

NOTHING = text("''")
PROVISIONAL = text("NOT final")


class EventMinutes(SQLModel, table=True):
    """One version; never changed afterwards, but for being final."""

    __tablename__ = "event_minutes"
    __table_args__ = (
        UniqueConstraint("event_id", "version", name="uq_event_minutes_version"),
        Index(
            "ix_event_minutes_provisional",
            "corrected_until",
            sqlite_where=PROVISIONAL,
            postgresql_where=PROVISIONAL,
        ),
        Index("ix_event_minutes_at", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id")
    version: int
    text: str
    link: str
    audience: str
    """One of `club.minutes.MinutesAudience`."""
    by_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    at: datetime = Field(sa_column=instant())
    corrected_until: datetime = Field(sa_column=instant())
    short: str = Field(default="", sa_column=Column(String, nullable=False, server_default=NOTHING))
    """What all other members read; empty: nothing."""
    final: bool = False
    """Whether that has passed, and who has the minutes was shown so."""


class MinutesRemark(SQLModel, table=True):
    """A correction that somebody proposes, and what became of it."""

    __tablename__ = "minutes_remark"
    __table_args__ = (Index("ix_minutes_remark_event_id", "event_id", "state"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id")
    by_id: int = Field(foreign_key="member.id", index=True)
    passage: str
    proposed: str
    at: datetime = Field(sa_column=instant())
    state: str = "open"
    """One of `club.minutes.RemarkState`."""
    reason: str = ""
    settled_by: int | None = Field(default=None, foreign_key="member.id", index=True)


class MinutesReading(SQLModel, table=True):
    """The last version that somebody opened, while others may follow."""

    __tablename__ = "minutes_reading"

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    version: int


class VersionFile(SQLModel, table=True):
    """The file of one version: all that is said of it, so that nothing that lists reads its bytes."""

    __tablename__ = "minutes_file"

    minutes_id: int = Field(primary_key=True, foreign_key="event_minutes.id")
    content_id: int = Field(foreign_key="minutes_content.id", index=True)
    name: str
    kind: str
    """The ending that its bytes deserve."""
    size: int
    sha256: str
    by_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    """Whoever handed it over, whoever deposited a later version that keeps it."""


class MinutesContent(SQLModel, table=True):
    """The bytes, once for all versions that have the same."""

    __tablename__ = "minutes_content"
    __table_args__ = (UniqueConstraint("sha256", name="uq_minutes_content_sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    sha256: str
    content: bytes = Field(sa_type=LargeBinary)
