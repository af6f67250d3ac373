"""Files handed over in Slack: which one, what it comes to, and never what is in it."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class HandedFile(SQLModel, table=True):
    """A file that an organiser handed over; its content stays with Slack."""

    id: int | None = Field(default=None, primary_key=True)
    handed_by: int = Field(foreign_key="member.id", index=True)
    file_id: str
    """Slack's."""
    stage: str = "received"
    """One of `storage.handed.HandedStage`."""
    kind: str = ""
    """What it is a list of; empty until it was read."""
    digest: str = ""
    """SHA-256 of what was read: what is imported is that and nothing else."""
    outcome: str = ""
    """What it comes to, in JSON: figures, and the lines in doubt. Gone after an hour but for the figures."""
    at: datetime = Field(sa_column=instant(index=True))
    look_at: datetime | None = Field(default=None, sa_column=instant(nullable=True, index=True))
    """When it is to be read next; None: it waits for a person, or for nothing."""
