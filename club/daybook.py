"""When organisers are told what is before them: as the week opens, and on the eve of an event (FACILITER).

Instants are in UTC; `zone` is the organiser's own clock, `off` the public holidays.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from club.calendar import DAY, WORKDAY, DaysOff, is_worked

AHEAD = timedelta(days=14)
"""How far the week's daybook looks."""
CATCH_UP = timedelta(days=2)
"""A daybook that an outage held up comes until then; later in the week it is no beginning any more."""
SILENCE = timedelta(days=182)
"""Six months: a company of which nothing was heard for so long is named."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week, and when its daybook comes."""

    monday: date
    opens: datetime


def week_of(now: datetime, zone: tzinfo, off: DaysOff = ()) -> Week | None:
    """The week that holds `now`; None where nobody works in it.

    Its daybook comes at nine on its first working day: on Monday, and after a public holiday on Tuesday.
    """
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    days = (monday + timedelta(days=number) for number in range(7))
    first = next((day for day in days if is_worked(day, off)), None)
    return None if first is None else Week(monday, _nine(first, zone))


def is_week_due(week: Week, now: datetime, since: datetime) -> bool:
    """Whether its daybook comes now. `since`: when Prime began; the week in which it did has none."""
    return since < week.opens <= now < week.opens + CATCH_UP


def eve_opens(start: datetime, zone: tzinfo, off: DaysOff = ()) -> datetime:
    """Nine on the last working day before the day of `start`: a whole day is left to call people.

    For a Monday it is the Friday; for the day after a public holiday, the working day before that.
    """
    day = start.astimezone(zone).date() - DAY
    while not is_worked(day, off):
        day -= DAY
    return _nine(day, zone)


def _nine(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, WORKDAY[0], tzinfo=zone).astimezone(UTC)
