"""An event of the club, and the phases it goes through (articles PARTICIPER and FACILITER)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from club.calendar import OFFER_LASTS, OFFER_WINDOW
from club.ids import CompanyId, EventId


class EventKind(StrEnum):
    """What sort of activity it is."""

    MEETING = "meeting"
    WORKSHOP = "workshop"
    FORUM = "forum"
    OTHER = "other"


class EventState(StrEnum):
    """What the organisers made of it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Ways(StrEnum):
    """How one can take part, by what the event has: a place, a video link, or both."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    BOTH = "both"


class Phase(StrEnum):
    """What that means for an answer given now."""

    DRAFT = "draft"
    OPEN = "open"
    LATE = "late"
    STARTED = "started"
    OVER = "over"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Limits:
    """What an event allows, and what it needs to be held; None where nothing is said of it."""

    company: int | None = None
    """Chairs that one company may take."""
    reserved: int = 0
    """Chairs of the capacity that organisers keep, to give them to whom they choose."""
    guests: int | None = None
    """People whom one member may bring; the club's own number holds where it is None."""
    minimum: int | None = None
    """People who must come, on site or by the link, for it to be held."""


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Asks:
    """What an event asks of those who come (`club.event_questions`)."""

    count: int = 0
    """Questions."""
    closed_at: datetime | None = None
    """When the list was handed over: nothing is changed any more."""


ASKS_NOTHING = Asks()


@dataclass(frozen=True, slots=True)
class Event:
    """What the rules need to know of an event; all instants in UTC."""

    id: EventId
    title: str
    kind: EventKind
    starts_at: datetime
    ends_at: datetime
    deadline: datetime
    capacity: int | None
    state: EventState
    place: str = ""
    video_url: str = ""
    host_company_id: CompanyId | None = None
    host_company: str = ""
    agenda: str = ""
    cancel_reason: str = ""
    sequence: int = 0
    """iCalendar's SEQUENCE (RFC 5545, 3.8.7.4): grows with each change of date, place or state."""
    schedule: int = 0
    """Grows when the date or place moves: answers stand, and are asked to be confirmed."""
    published_at: datetime | None = None
    uid: str = ""
    public: bool = False
    """Whether the club's public site names it: title, dates, place and programme, never who comes."""
    all_day: bool = False
    """Whether it lasts whole days: only they are said, and `club.whole_days` has what its instants are."""
    limits: Limits = NO_LIMITS
    asks: Asks = ASKS_NOTHING

    @property
    def ways(self) -> Ways:
        """How one can take part; an event of which neither is known yet has its place to be announced."""
        if not self.video_url:
            return Ways.ON_SITE
        return Ways.BOTH if self.place or self.host_company_id is not None else Ways.REMOTE

    @property
    def chairs(self) -> int | None:
        """How many may come on site, beside reserved chairs; None where there is no limit, or nobody does."""
        if self.ways is Ways.REMOTE or self.capacity is None:
            return None
        return self.capacity - self.limits.reserved

    @property
    def most_together(self) -> int | None:
        """How many may come on site in one party: all chairs, or all of a company where those are fewer."""
        limits = (self.chairs, None if self.ways is Ways.REMOTE else self.limits.company)
        return min((one for one in limits if one is not None), default=None)

    def may_bring(self, usual: int) -> int:
        """How many people one member may bring; `usual` in the club."""
        return usual if self.limits.guests is None else self.limits.guests

    def falls_short(self, coming: int) -> bool:
        """Whether so many people are too few for it to be held."""
        return self.limits.minimum is not None and coming < self.limits.minimum

    def is_remote(self, wished: bool) -> bool:
        """Whether somebody comes by the link, who would rather come by it or not."""
        return self.ways is Ways.REMOTE or (wished and self.ways is Ways.BOTH)


def phase(event: Event, now: datetime) -> Phase:
    """Where the event stands. The deadline itself is already late: one answers *before* it."""
    if event.state is not EventState.PUBLISHED:
        return Phase(event.state.value)
    if now < min(event.deadline, event.starts_at):
        return Phase.OPEN
    if now < event.starts_at:
        return Phase.LATE
    return Phase.STARTED if now < event.ends_at else Phase.OVER


def notice(event: Event, now: datetime) -> timedelta:
    """How long before the start something was said; negative once it has begun (article FACILITER)."""
    return event.starts_at - now


@dataclass(frozen=True, slots=True)
class Offering:
    """When a freed seat is offered and not imposed, for plans may have been made; and how long it is kept."""

    window: timedelta = OFFER_WINDOW
    """Before the start."""
    lasts: timedelta = OFFER_LASTS


def seats_are_offered(event: Event, now: datetime, offering: Offering = Offering()) -> bool:
    """Whether the start is so near that a freed seat is offered."""
    return event.starts_at - now <= offering.window


def offer_ends(event: Event, now: datetime, offering: Offering = Offering()) -> datetime:
    """Until when an offered seat is kept for the person it is offered to."""
    return min(now + offering.lasts, event.starts_at)


class EventFault(StrEnum):
    """Why an event cannot be saved or published as it stands; each belongs to one field."""

    NO_TITLE = "no_title"
    ENDS_BEFORE_START = "ends_before_start"
    STARTS_IN_PAST = "starts_in_past"
    DEADLINE_NEEDED = "deadline_needed"
    DEADLINE_AFTER_START = "deadline_after_start"
    CAPACITY = "capacity"
    LINK = "link"
    COMPANY = "company"
    RESERVED = "reserved"
    """No seat would be left for members."""
    GUESTS = "guests"
    MINIMUM = "minimum"
    """More people than there are seats."""


def publication_faults(event: Event, now: datetime) -> list[EventFault]:
    """What keeps it from being published now.

    Inside the seven days the usual deadline is already past: the organiser must set one (FACILITER).
    """
    faults = []
    if event.starts_at <= now:
        faults.append(EventFault.STARTS_IN_PAST)
    elif event.deadline <= now:
        faults.append(EventFault.DEADLINE_NEEDED)
    return faults + faults_of(event)


def faults_of(event: Event) -> list[EventFault]:
    """What is wrong with the event whenever it is saved, field by field."""
    checks = {
        EventFault.NO_TITLE: not event.title.strip(),
        EventFault.ENDS_BEFORE_START: event.ends_at <= event.starts_at,
        EventFault.DEADLINE_AFTER_START: event.deadline > event.starts_at,
        EventFault.CAPACITY: event.capacity is not None and event.capacity < 1,
        EventFault.COMPANY: event.limits.company is not None and event.limits.company < 1,
        EventFault.RESERVED: event.capacity is not None and 0 < event.capacity <= event.limits.reserved,
        EventFault.MINIMUM: _too_many_needed(event),
        EventFault.LINK: bool(event.video_url) and not event.video_url.startswith(("https://", "http://")),
    }
    return [fault for fault, wrong in checks.items() if wrong]


def _too_many_needed(event: Event) -> bool:
    """Whether more people are needed than can come; by the link there is room for everybody."""
    needed, chairs = event.limits.minimum, event.capacity
    return event.ways is Ways.ON_SITE and needed is not None and chairs is not None and needed > chairs
