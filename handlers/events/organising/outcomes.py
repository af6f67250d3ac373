"""What an organiser's act came to: a state that holds now, and what belongs to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from club.events import Event, EventFault
from club.seating import Room
from handlers.kit.positions import Page


class EventTrouble(StrEnum):
    """What cannot be read from a field of the form."""

    MISSING = "missing"
    NO_HOUR = "no_hour"
    """A day and no time, and it does not last whole days."""
    NO_SUCH_TIME = "no_such_time"
    """The clocks go forward over it."""
    DAY_MISSING = "day_missing"
    """A time of day without its day."""
    NO_CHANNEL = "no_channel"
    """No channel is set to publish in."""
    RESERVED_GIVEN = "reserved_given"
    """Fewer reserved seats than are given already."""
    OFFER_GONE = "offer_gone"
    """The premises were taken for another event, or withdrawn, while the form was open."""
    DATE_KEPT = "date_kept"
    """A slot of the search was kept, it was given up, or its slot is past by now."""
    DATE_FAULTY = "date_faulty"
    """One of the dates that follow could not hold the change."""
    TOO_FEW_HALVES = "too_few_halves"
    HALVES_CROSS = "halves_cross"
    """One begins before the other has ended."""
    OUTSIDE_EVENT = "outside_event"
    """A half-day that reaches beyond what people answered."""
    NOON_BETWEEN = "noon_between"
    """The morning begins at noon or later, or the afternoon before noon."""
    ONLY_WEEKENDS = "only_weekends"
    """They are left out, and its rule knows no other days."""
    TOO_FEW = "too_few"
    """No number of dates, or fewer than two."""


Faults = Mapping[str, EventFault | EventTrouble]
"""By field of the form."""


class EventChange(StrEnum):
    """How an act ended; each has its own sentence."""

    SAVED = "saved"
    CHANGED_MEANWHILE = "changed_meanwhile"
    FAULTY = "faulty"
    PUBLISHED = "published"
    ALREADY_PUBLISHED = "already_published"
    NO_CHANNEL = "no_channel"
    CANCELLED = "cancelled"
    ALREADY_CANCELLED = "already_cancelled"
    OVER = "over"
    GONE = "gone"
    REMINDED = "reminded"
    ALREADY_REMINDED = "already_reminded"
    ALL_ANSWERED = "all_answered"
    ANSWERS_CLOSED = "answers_closed"
    NOT_PUBLISHED = "not_published"
    EXPORTED = "exported"
    RECORDED = "recorded"
    NOT_STARTED = "not_started"
    NOBODY_CAME = "nobody_came"
    ATTENDANCE_SETTLED = "attendance_settled"
    REPEATED = "repeated"
    HALVED = "halved"
    SPLIT_LATE = "split_late"
    """Answers are closed: whoever comes comes to the whole."""
    SPLIT_AWAITED = "split_awaited"
    """Somebody is to decide about seats of the whole."""
    SPLIT_LISTED = "split_listed"
    """The site was asked, or told, who comes to the whole."""
    OVER_FOR_GOOD = "over_for_good"
    ALREADY_REPEATED = "already_repeated"
    DATES_SAVED = "dates_saved"
    DATES_CANCELLED = "dates_cancelled"


@dataclass(frozen=True, slots=True)
class EventOutcome:
    """A result and the event as it stands now."""

    result: EventChange
    event: Event | None = None
    count: int = 0
    """People told, reminded or present."""
    due: datetime | None = None
    """When they will be, if not at once."""
    faults: Faults = field(default_factory=dict)
    room: Room | None = None
    """How full a changed event is."""
    over: Sequence[tuple[str, int]] = ()
    """Companies that have more seats than one may have now, and how many."""
    dated: bool = False
    """Whether the day tells which of several is meant."""
    dates: Sequence[Event] = ()
    """Of a series: those that were made, changed or called off, the next first."""
    skipped: Sequence[date] = ()
    """Public holidays on which there is none."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as the organisers' list shows it."""

    event: Event
    room: Room
    yes: int
    no: int
    silent: int
    present: int
    unconfirmed: int = 0
    """Members who hold seats and have not confirmed them since the event moved."""
    date: tuple[int, int] | None = None
    """Of a series: which date it is, and of how many."""


@dataclass(frozen=True, slots=True)
class EventPage:
    """One page of the organisers' list."""

    page: Page[EventLine]
    missed: str = ""
    """Words that fit no event: the list shows all."""
