"""An event that comes again: by which rule, and what a change of one date means to those that follow.

Times of day are the club's wall clock's: a meeting at half past nine stays at half past nine when the clocks
change. All instants are aware and in UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from club.calendar import wall_minus
from club.events import Event
from club.ids import SeriesId

MOST_DATES = 24
"""Of one series: two years of months, half a year of weeks. What is said date by date stays readable."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_SAFE_DAY = 28
"""Every month has it."""


class Rhythm(StrEnum):
    """How often it comes again; which weekday or day of the month is its first date's."""

    NTH = "nth"
    """Each month on the third Thursday, say."""
    LAST = "last"
    """Each month on the last Thursday, say."""
    MONTH_DAY = "month_day"
    """Each month on the 21st, say."""
    WEEK = "week"
    FORTNIGHT = "fortnight"
    DAY = "day"
    """On the days that follow: an event of several days."""
    HALF = "half"
    """Half-days in turn (`club.halves`)."""


PARTS = (Rhythm.DAY, Rhythm.HALF)
"""Of these the dates are parts of one event: one is asked for all at once, until one deadline."""


@dataclass(frozen=True, slots=True)
class Series:
    """Dates that are one matter: they have one message in the channel."""

    id: SeriesId
    rhythm: Rhythm
    starts_on: date
    """The day that gives the rule its weekday, or its day of the month."""
    skips: bool
    """Whether public holidays were left out."""

    @property
    def in_parts(self) -> bool:
        """Whether its dates are parts of one event."""
        return self.rhythm in PARTS


def nth(day: date) -> int:
    """The which of its weekday in its month: 3 for a third Thursday."""
    return (day.day - 1) // 7 + 1


def rhythms(first: date) -> Sequence[Rhythm]:
    """Those that a first date has: there is no fifth Thursday in every month, and no 31st."""
    fits = {
        Rhythm.NTH: nth(first) < 5,
        Rhythm.LAST: (first + timedelta(days=7)).month != first.month,
        Rhythm.MONTH_DAY: first.day <= LAST_SAFE_DAY,
        Rhythm.HALF: False,  # made by another form
    }
    return [one for one in Rhythm if fits.get(one, True)]


def rule_of(rhythm: Rhythm, first: date) -> str:
    """The rule as iCalendar's RRULE has it (RFC 5545, 3.3.10), without how often."""
    weekday = DAYS[first.weekday()]
    return {
        Rhythm.NTH: f"FREQ=MONTHLY;BYDAY={nth(first)}{weekday}",
        Rhythm.LAST: f"FREQ=MONTHLY;BYDAY=-1{weekday}",
        Rhythm.MONTH_DAY: f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
        Rhythm.WEEK: "FREQ=WEEKLY",
        Rhythm.FORTNIGHT: "FREQ=WEEKLY;INTERVAL=2",
        Rhythm.DAY: "FREQ=DAILY",
        Rhythm.HALF: "FREQ=DAILY",
    }[rhythm]


def again(event: Event, first: date, day: date, zone: tzinfo, *, part: bool = False) -> Event:
    """Another event like this one, whose date is `first`, on another day: all at the same times of day.

    `part`: of one event, which is answered until one deadline.
    """
    back = first - day
    return replace(
        event,
        starts_at=wall_minus(event.starts_at, back, zone),
        ends_at=wall_minus(event.ends_at, back, zone),
        deadline=event.deadline if part else wall_minus(event.deadline, back, zone),
    )


OWN = {"id", "uid", "starts_at", "ends_at", "deadline", "state", "cancel_reason", "sequence", "schedule"}
"""What each date has of its own, beside when it was published: a change of it says nothing of others."""


def alike(old: Event, new: Event, other: Event, zone: tzinfo) -> Event:
    """`other` with what was changed from `old` to `new`, and nothing else: what it has of its own stays.

    A start moved from Thursday to Friday moves it by a day; one moved to ten is at ten there too.
    """
    names = {one.name for one in fields(Event)} - OWN - {"published_at"}
    said = {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}
    if new.all_day and not other.all_day:
        other = _on_its_days(other, new, zone)
    return replace(
        other,
        **said,
        starts_at=_moved(old.starts_at, new.starts_at, other.starts_at, zone),
        ends_at=_moved(old.ends_at, new.ends_at, other.ends_at, zone),
        deadline=_moved(old.deadline, new.deadline, other.deadline, zone),
    )


def _on_its_days(other: Event, new: Event, zone: tzinfo) -> Event:
    """Whole days have the instants of `new`, whatever hours were `other`'s."""
    days = [(at, like.astimezone(zone).time()) for at, like in zip(*_ends(other, new), strict=True)]
    starts, ends = (datetime.combine(at.astimezone(zone).date(), clock, tzinfo=zone) for at, clock in days)
    return replace(other, starts_at=starts.astimezone(UTC), ends_at=ends.astimezone(UTC))


def _ends(*events: Event) -> list[tuple[datetime, datetime]]:
    return [(event.starts_at, event.ends_at) for event in events]


def _moved(old: datetime, new: datetime, other: datetime, zone: tzinfo) -> datetime:
    """`other` by as many days, and at the new time of day where there is one."""
    if old == new:
        return other
    before, after = old.astimezone(zone), new.astimezone(zone)
    moved = wall_minus(other, before.date() - after.date(), zone)
    if before.time() == after.time():
        return moved
    day = moved.astimezone(zone).date()
    return datetime.combine(day, after.time(), tzinfo=zone).astimezone(UTC)
