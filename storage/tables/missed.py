"""What did not reach a member, and who told them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

UNTOLD = text("passed_at IS NULL")
TOLD_BY = text("passed_by IS NOT NULL")
"""In the words of queries too: so the indexes are found."""


class Missed(SQLModel, table=True):
    """A message that would have been for a member: they read nothing in Slack, or Slack refused it."""

    __table_args__ = (
        UniqueConstraint("member_id", "kind", "subject", "moment", name="uq_missed_identity"),
        Index("ix_missed_untold", "member_id", sqlite_where=UNTOLD, postgresql_where=UNTOLD),
        Index("ix_missed_passed_by", "passed_by", sqlite_where=TOLD_BY, postgresql_where=TOLD_BY),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id")
    kind: str
    subject: str
    moment: str = ""
    event_id: int | None = Field(default=None, foreign_key="event.id")
    ballot_id: int | None = Field(default=None, foreign_key="ballot.id")
    """What it is about, where it is about one."""
    fault: str = ""
    """Slack's code; empty where nothing was sent, for they read nothing there."""
    at: datetime = Field(sa_column=instant())
    passed_by: int | None = Field(default=None, foreign_key="member.id")
    """The organiser who told them."""
    passed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
