"""Events, who answered, who waits, who comes with whom."""

from datetime import datetime

from sqlalchemy import Boolean, Column, Index, Integer, String, false, text
from sqlmodel import Field, SQLModel

from storage.tables.column import instant

COUNTED = text("counted")
ASKS = text("asks")
LATE = text("late_minutes IS NOT NULL")
BY_OTHERS, ASKED_FOR = text("answered_by IS NOT NULL"), text("asked_by IS NOT NULL")
OPEN = text("stage IN ('requested', 'waiting')")
"""Closed when the event starts. In the words of queries too."""
UNDECIDED = text("stage IN ('requested', 'offered')")
"""Somebody is to decide on them: an organiser, or whoever was offered seats. In the words of queries too."""


class Event(SQLModel, table=True):
    """An event of the club."""

    __table_args__ = (
        Index("ix_event_state_ends_at", "state", "ends_at"),
        Index("ix_event_state_deadline", "state", "deadline"),
        Index("ix_event_state_starts_at", "state", "starts_at"),
        Index("ix_event_hosted", "host_company_id", "state", "ends_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    """iCalendar's UID: stable for the event's whole life."""
    title: str
    folded: str
    kind: str
    starts_at: datetime = Field(sa_column=instant())
    ends_at: datetime = Field(sa_column=instant())
    deadline: datetime = Field(sa_column=instant())
    place: str = ""
    video_url: str = ""
    host_company_id: int | None = Field(default=None, foreign_key="company.id")
    capacity: int | None = None
    agenda: str = ""
    state: str = "draft"
    cancel_reason: str = ""
    sequence: int = 0
    schedule: int = 0
    published_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    public: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether the public site names it."""
    all_day: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether it lasts whole days (`club.whole_days`)."""
    company_seats: int | None = None
    """Chairs that one company may take; None for no limit."""
    reserved: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    """Chairs that organisers keep."""
    guests_each: int | None = None
    """People whom one member may bring; None for the club's own number."""
    minimum: int | None = None
    """People who must come for it to be held."""
    questions: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    """Questions asked of those who come: no click reads them where there are none."""
    questions_closed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class Rsvp(SQLModel, table=True):
    """A member's answer and the seats held by it."""

    __table_args__ = (
        Index("ix_rsvp_late", "event_id", sqlite_where=LATE, postgresql_where=LATE),
        Index("ix_rsvp_answered_by", "answered_by", sqlite_where=BY_OTHERS, postgresql_where=BY_OTHERS),
    )

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    says: str
    seats: int = 0
    with_member: bool = True
    schedule: int = 0
    late_minutes: int | None = None
    answered_at: datetime = Field(sa_column=instant())
    cancel_notice: int | None = None
    """Seconds before the start when seats were given back, negative afterwards."""
    late_notice: int | None = None
    """Seconds before the start when lateness was told."""
    present: bool | None = None
    """Whether the member came; None while nobody recorded it."""
    calendar_turns: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    """How often the calendar file changed sides: odd while the member's calendar is to hold the event."""
    answered_by: int | None = Field(default=None, foreign_key="member.id")
    """Who gave the answer in the member's name; None where they gave it themself."""
    remote: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether the party comes by the video link."""
    reserved: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    """Of the seats those that organisers kept and gave."""


class Claim(SQLModel, table=True):
    """Seats waited for or asked for: see `club.seating`."""

    __table_args__ = (
        Index("ix_claim_event_stage_line", "event_id", "stage", "line"),
        Index("ix_claim_member_event", "member_id", "event_id"),
        Index("ix_claim_line", "event_id", "line", sqlite_where=COUNTED, postgresql_where=COUNTED),
        Index("ix_claim_asks", "event_id", "id", sqlite_where=ASKS, postgresql_where=ASKS),
        Index("ix_claim_open", "event_id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_claim_undecided", "stage", "event_id", sqlite_where=UNDECIDED, postgresql_where=UNDECIDED),
        Index("ix_claim_asked_by", "asked_by", sqlite_where=ASKED_FOR, postgresql_where=ASKED_FOR),
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
    created_at: datetime = Field(sa_column=instant())
    offer_until: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    decided_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    decided_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    reason: str = ""
    counted: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether it moves up as seats come free: able, and its company has a seat left for it. Triggers say."""
    able: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether it waits, its member can act, and it can sit one day (`club.seating.able`). Triggers say."""
    asks: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """Whether it is a late request of somebody who can act. Triggers say."""
    asked_by: int | None = Field(default=None, foreign_key="member.id")
    """Who asked in the member's name; None where they asked themself."""


class Guest(SQLModel, table=True):
    """A companion or a representative, for whose confidentiality a member answers."""

    __table_args__ = (
        Index("ix_guest_event_member", "event_id", "member_id"),
        Index("ix_guest_called", "event_id", "called"),
        Index("ix_guest_reached", "event_id", text("lower(email)")),
    )

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    claim_id: int | None = Field(default=None, foreign_key="claim.id", index=True)
    """The claim this person waits with; None for a person who holds a seat."""
    representative: bool = False
    name: str
    called: str = Field(default="", sa_column=Column(String, nullable=False, server_default=text("''")))
    """The name without case and accents: two who are called alike are told apart."""
    email: str
    function: str
    company: str
    why: str = ""
    """Why a representative comes from another company."""
    attested_by: int = Field(foreign_key="member.id", index=True)
    attested_at: datetime = Field(sa_column=instant())
    """When the member attested that this person keeps the exchanges confidential."""
    present: bool | None = None


class EventCare(SQLModel, table=True):
    """Who looks after an event, and who noted who came."""

    __tablename__ = "event_care"

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    organiser_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    """Who published it; None for one that a file brought in."""
    noted_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    noted_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    """When who came was last noted."""
    held_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    """Who decided that it is held with fewer people than it needs."""
    held_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class EventCode(SQLModel, table=True):
    """The letters shown in the room, by which somebody says that they are there."""

    __tablename__ = "event_code"

    event_id: int = Field(primary_key=True, foreign_key="event.id")
    code: str = Field(index=True)
    made_at: datetime = Field(sa_column=instant())
