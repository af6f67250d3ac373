"""The list for a site's gate, what people said for it, and what the site was told."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.column import instant


class GateListed(SQLModel, table=True):
    """What the site of an event asks."""

    __tablename__ = "gate_list"

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    company_id: int = Field(foreign_key="company.id", index=True)
    fields: str
    """Of `club.gate.GateField`, a line each."""
    format: str = Field(default="xlsx", sa_column_kwargs={"server_default": "xlsx"})
    """Of `club.gate.GateFormat`."""
    due_at: datetime = Field(sa_column=instant())
    to_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    version: int = 0
    told_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    ended_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    to_wipe: int = 0
    """How often something was deleted that the database's files may still hold."""


class GateIdentity(SQLModel, table=True):
    """What somebody said for the gate: deleted when they withdraw it, and soon after the event."""

    __tablename__ = "gate_identity"
    __table_args__ = (Index("ix_gate_identity_party", "event_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    guest_id: int | None = Field(default=None, foreign_key="guest.id", ondelete="CASCADE", index=True)
    """Who comes with the member, or in their place; None for the member. Gone with them."""
    birth_date: str
    nationality: str
    id_number: str
    vehicle: str
    withdrawn: bool = False
    """Whether it was taken back, and is empty: the site is not told of this person."""


class GateTold(SQLModel, table=True):
    """Somebody of whom the site was told: in which version, and in which that they come no more."""

    __tablename__ = "gate_told"
    __table_args__ = (Index("ix_gate_told_event_id", "event_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    key: str
    number: int
    name: str
    company: str
    added_in: int
    removed_in: int | None = None
