"""Deadlines and reminders on the club's wall clock (article FACILITER).

Every instant that comes in or goes out is an aware `datetime` in UTC; `zone` says whose wall clock is meant,
and `work` on which days, and between which hours, people are reached.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

ANSWER_NOTICE = timedelta(days=7)
"""Article FACILITER: confirm at least one week before the activity."""

OFFER_WINDOW = timedelta(hours=24)
"""This close to the start, a freed seat is offered and no longer imposed."""

OFFER_LASTS = timedelta(hours=2)
"""An offered seat is kept this long, and never past the start."""

LAST_MINUTE = time(23, 59)
SATURDAY = 5
DAY = timedelta(days=1)

DaysOff = Container[date]
"""Public holidays."""


@dataclass(frozen=True, slots=True)
class WorkHours:
    """When a reminder reaches people: on working days, in these hours of their own clock."""

    off: DaysOff = ()
    """Days without work, beside Saturdays and Sundays."""
    opens: time = time(9)
    closes: time = time(18)

    @property
    def last_call(self) -> time:
        """What would come later in the day comes then: there is time left to send it, and to act on it."""
        return time(self.closes.hour - 1, self.closes.minute)


USUAL_HOURS = WorkHours()


@dataclass(frozen=True, slots=True)
class Nudge:
    """One reminder of a deadline: `name` is part of its identity in the outbox, `before` its distance."""

    name: str
    before: timedelta
    of_day: bool = False
    """Whether it falls due with its day, to come with whatever else that day has; else at the same hour."""


NUDGES: Sequence[Nudge] = (Nudge("week", timedelta(days=7), of_day=True), Nudge("day", timedelta(days=1)))
EVE = Nudge("eve", timedelta(days=1))


def nudges_of(first: int, last: int) -> Sequence[Nudge]:
    """The two reminders of a deadline, so many days before it."""
    days = (timedelta(days=first), timedelta(days=last))
    return [replace(one, before=before) for one, before in zip(NUDGES, days, strict=True)]


def wall_minus(instant: datetime, back: timedelta, zone: tzinfo) -> datetime:
    """The instant that shows the same wall-clock time in `zone`, `back` (whole days) earlier.

    Seven days before Thursday 9:00 is Thursday 9:00, also across the hour change. Where that time comes
    twice (the autumn change) the later one is meant: nobody is refused before the clock says so. Where it
    does not exist (spring) it is the instant that clocks not yet changed would have shown.
    """
    local = instant.astimezone(zone).replace(tzinfo=None) - back
    later = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return max(first, later) if _shows(later, zone) == local else first


def default_deadline(start: datetime, zone: tzinfo, notice: timedelta = ANSWER_NOTICE) -> datetime:
    """Until when answers change freely: so many calendar days before, same wall-clock time (FACILITER)."""
    return wall_minus(start, notice, zone)


def notice_of(start: datetime, deadline: datetime, zone: tzinfo) -> timedelta | None:
    """How many calendar days before the start a deadline is; None where its time of day is another."""
    notice = start.astimezone(zone).date() - deadline.astimezone(zone).date()
    return notice if notice > timedelta() and default_deadline(start, zone, notice) == deadline else None


def within_working_hours(moment: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS) -> bool:
    """Whether a reminder may reach somebody whose clock is `zone`."""
    local = moment.astimezone(zone)
    return is_worked(local.date(), work) and work.opens <= local.time() < work.closes


def working_moment(moment: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS) -> datetime:
    """The moment itself in working hours, else the nearest one before it.

    A reminder moved forward may come too late to act on; moved back it never does. So a Sunday becomes the
    Friday at the same hour, 7:30 becomes 9:00 of that day, 20:00 becomes 17:00.
    """
    local = moment.astimezone(zone).replace(tzinfo=None)
    hour = min(max(local.time(), work.opens), work.last_call)
    day = local.date()
    while not is_worked(day, work):
        day -= DAY
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def next_working_moment(moment: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS) -> datetime:
    """The moment itself in working hours, else when the next working day (or this one) opens."""
    if within_working_hours(moment, zone, work):
        return moment
    local = moment.astimezone(zone)
    day = local.date() if local.time() < work.opens else local.date() + DAY
    while not is_worked(day, work):
        day += DAY
    return datetime.combine(day, work.opens, tzinfo=zone).astimezone(UTC)


def may_reach(now: datetime, limit: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS) -> bool:
    """Whether a reminder may reach somebody now: in working hours, or when waiting for them is too late."""
    return within_working_hours(now, zone, work) or next_working_moment(now, zone, work) >= limit


def due_nudge(
    deadline: datetime,
    published: datetime,
    now: datetime,
    zone: tzinfo,
    work: WorkHours = USUAL_HOURS,
    nudges: Sequence[Nudge] = NUDGES,
) -> Nudge | None:
    """Which reminder of `deadline` is due now, for a reader whose clock is `zone`.

    The latest one whose moment has come, so that a program that was down sends one and not both; none
    whose moment was already past when the activity was published: the publication itself told people.
    """
    if now >= deadline or not may_reach(now, deadline, zone, work):
        return None
    due = [nudge for nudge, moment in _moments(deadline, published, zone, work, nudges) if moment <= now]
    return min(due, key=lambda nudge: nudge.before, default=None)


def falls_due(nudge: Nudge, deadline: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS) -> datetime:
    """When a reminder of a deadline comes up, for a reader whose clock is `zone`."""
    moment = working_moment(wall_minus(deadline, nudge.before, zone), zone, work)
    return _opening(moment, zone, work) if nudge.of_day else moment


def came_up(moment: datetime, now: datetime, zone: tzinfo) -> datetime:
    """When what was due at that moment came up: then, if that was today; now for whom it is late."""
    return moment if moment.astimezone(zone).date() == now.astimezone(zone).date() else now


def _opening(moment: datetime, zone: tzinfo, work: WorkHours) -> datetime:
    day = moment.astimezone(zone).date()
    return datetime.combine(day, work.opens, tzinfo=zone).astimezone(UTC)


def _moments(
    deadline: datetime, published: datetime, zone: tzinfo, work: WorkHours, nudges: Sequence[Nudge]
) -> list[tuple[Nudge, datetime]]:
    """The reminders that there are, each with its moment: none that was past at the publication."""
    return [
        (nudge, falls_due(nudge, deadline, zone, work))
        for nudge in nudges
        if published <= wall_minus(deadline, nudge.before, zone)
    ]


def coming_nudge(
    deadline: datetime,
    published: datetime,
    now: datetime,
    zone: tzinfo,
    work: WorkHours = USUAL_HOURS,
    nudges: Sequence[Nudge] = NUDGES,
) -> datetime | None:
    """When the next reminder of `deadline` comes by itself, if one still does."""
    coming = [moment for _, moment in _moments(deadline, published, zone, work, nudges) if moment > now]
    return min(coming, default=None)


def postponed(now: datetime, limit: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS) -> datetime | None:
    """When somebody who asks to be reminded later is: as the next working day opens.

    Where that is too late, late on the same day; None where no working hour is left before `limit`.
    """
    today = now.astimezone(zone).date()
    midnight = datetime.combine(today + DAY, time(), tzinfo=zone).astimezone(UTC)
    next_day = next_working_moment(midnight, zone, work)
    if next_day < limit:
        return next_day
    tonight = datetime.combine(today, work.last_call, tzinfo=zone).astimezone(UTC)
    return tonight if is_worked(today, work) and now < tonight < limit else None


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The last minute of a day on the wall clock: until then what is asked by that day may be answered."""
    return datetime.combine(day, LAST_MINUTE, tzinfo=zone).astimezone(UTC)


def is_worked(day: date, work: WorkHours) -> bool:
    """Whether a day is neither of a weekend nor a public holiday."""
    return day.weekday() < SATURDAY and day not in work.off


@dataclass(frozen=True, slots=True)
class DaysLeftOut:
    """Which days an event that comes again, or lasts for several, passes over."""

    off: DaysOff
    weekends: bool = False
    """Whether Saturdays and Sundays are."""
    holidays: bool = False
    """Whether public holidays are."""

    def has(self, day: date) -> bool:
        """Whether it is one of them."""
        return self.for_holiday(day) or self._for_weekend(day)

    def for_holiday(self, day: date) -> bool:
        """Whether it is one of them as a holiday, and would not be anyhow as a day of the weekend."""
        return self.holidays and day in self.off and not self._for_weekend(day)

    def _for_weekend(self, day: date) -> bool:
        return self.weekends and day.weekday() >= SATURDAY


def after_working_days(moment: datetime, days: int, zone: tzinfo, work: WorkHours = USUAL_HOURS) -> datetime:
    """The same wall-clock time so many working days later."""
    local = moment.astimezone(zone).replace(tzinfo=None)
    while days:
        local += DAY
        days -= is_worked(local.date(), work)
    return local.replace(tzinfo=zone).astimezone(UTC)


def _shows(instant: datetime, zone: tzinfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)
