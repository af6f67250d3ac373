"""The tables. One class a table; what a column means stands beside it.

`SQLModel(table=True)` does not validate: every value comes through `club` or a parsed form first.
"""

from datetime import datetime

from sqlalchemy import Column, Index, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.types import Utc

DUE = text("due_at IS NOT NULL")


def _instant(*, nullable: bool = False, index: bool = False) -> Column[datetime]:
    return Column(Utc(), nullable=nullable, index=index)


class Company(SQLModel, table=True):
    """A company of the alliance."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str = Field(unique=True)
    """The name without case and accents: one company, however it is typed."""


class Member(SQLModel, table=True):
    """A person of the club. Known by e-mail until Slack tells the id, or the other way round."""

    id: int | None = Field(default=None, primary_key=True)
    company_id: int | None = Field(default=None, foreign_key="company.id", index=True)
    name: str
    email: str | None = Field(default=None, unique=True)
    slack_id: str | None = Field(default=None, unique=True)
    role: str = "member"
    active: bool = True
    language: str | None = None
    """Chosen in Prime; where empty, Slack's locale decides."""


class Profile(SQLModel, table=True):
    """What Slack says of a person, cached: never fetched in a click."""

    slack_id: str = Field(primary_key=True)
    name: str = ""
    email: str | None = Field(default=None, index=True)
    locale: str = ""
    zone: str = ""
    standing: str = "full"
    """full, guest, stranger (another workspace), bot or deleted."""


class Event(SQLModel, table=True):
    """An event of the club."""

    __table_args__ = (Index("ix_event_state_ends_at", "state", "ends_at"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    """iCalendar's UID: stable for the event's whole life."""
    title: str
    folded: str
    kind: str
    starts_at: datetime = Field(sa_column=_instant())
    ends_at: datetime = Field(sa_column=_instant())
    deadline: datetime = Field(sa_column=_instant())
    place: str = ""
    video_url: str = ""
    host_company_id: int | None = Field(default=None, foreign_key="company.id")
    capacity: int | None = None
    agenda: str = ""
    state: str = "draft"
    cancel_reason: str = ""
    sequence: int = 0
    schedule: int = 0
    published_at: datetime | None = Field(default=None, sa_column=_instant(nullable=True))


class Rsvp(SQLModel, table=True):
    """A member's answer and the seats held by it."""

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    says: str
    seats: int = 0
    with_member: bool = True
    schedule: int = 0
    late_minutes: int | None = None
    answered_at: datetime = Field(sa_column=_instant())
    cancel_notice: int | None = None
    """Seconds before the start when seats were given back, negative afterwards."""
    late_notice: int | None = None
    """Seconds before the start when lateness was told."""
    present: bool | None = None
    """Whether the member came; None while nobody recorded it."""


class Claim(SQLModel, table=True):
    """Seats waited for or asked for: see `club.seating`."""

    __table_args__ = (
        Index("ix_claim_event_stage_line", "event_id", "stage", "line"),
        Index("ix_claim_member_event", "member_id", "event_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id")
    member_id: int = Field(foreign_key="member.id")
    kind: str
    stage: str
    seats: int
    with_member: bool = True
    line: int = 0
    note: str = ""
    created_at: datetime = Field(sa_column=_instant())
    offer_until: datetime | None = Field(default=None, sa_column=_instant(nullable=True))
    decided_by: int | None = Field(default=None, foreign_key="member.id")
    decided_at: datetime | None = Field(default=None, sa_column=_instant(nullable=True))
    reason: str = ""


class Guest(SQLModel, table=True):
    """A companion or a representative, for whose confidentiality a member answers."""

    __table_args__ = (Index("ix_guest_event_member", "event_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id")
    member_id: int = Field(foreign_key="member.id")
    claim_id: int | None = Field(default=None, foreign_key="claim.id", index=True)
    """The claim this person waits with; None for a person who holds a seat."""
    representative: bool = False
    name: str
    email: str
    function: str
    company: str
    why: str = ""
    """Why a representative comes from another company."""
    attested_by: int = Field(foreign_key="member.id")
    attested_at: datetime = Field(sa_column=_instant())
    """When the member attested that this person keeps the exchanges confidential."""
    present: bool | None = None


class Posting(SQLModel, table=True):
    """The outbox: something Slack is to be told, and afterwards the record of where it stands.

    `due_at` is set while there is something to do: send it, or refresh it since what it shows has changed.
    """

    __table_args__ = (
        UniqueConstraint("kind", "subject", "recipient", "moment", name="uq_posting_identity"),
        Index("ix_posting_due", "due_at", sqlite_where=DUE, postgresql_where=DUE),
        Index("ix_posting_subject", "subject", "recipient"),
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
    due_at: datetime | None = Field(default=None, sa_column=_instant(nullable=True))
    channel: str = ""
    ts: str = ""
    shown_at: datetime | None = Field(default=None, sa_column=_instant(nullable=True))
    claimed_at: datetime | None = Field(default=None, sa_column=_instant(nullable=True))
    attempts: int = 0
    fault: str = ""


class Seen(SQLModel, table=True):
    """Slack events already handled: Slack sends one up to four times."""

    event_id: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_column=_instant(index=True))


def core(model: type[SQLModel]) -> Table:
    """The Core table of a model: what the statements in this room are written with."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
