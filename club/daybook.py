"""When organisers are told what is before them: as the week opens, and on the eve of an event (FACILITER).

Instants are in UTC; `zone` is the organiser's own clock, `work` the public holidays.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from club.calendar import DAY, USUAL_HOURS, WorkHours, is_worked

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


def week_of(now: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS) -> Week | None:
    """The week that holds `now`; None where nobody works in it.

    Its daybook comes as its first working day opens: on Monday, and after a public holiday on Tuesday.
    """
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    days = (monday + timedelta(days=number) for number in range(7))
    first = next((day for day in days if is_worked(day, work)), None)
    return None if first is None else Week(monday, _opening(first, zone, work))


def is_week_due(week: Week, now: datetime, since: datetime) -> bool:
    """Whether its daybook comes now. `since`: when Prime began; the week in which it did has none."""
    return since < week.opens <= now < week.opens + CATCH_UP


def eve_opens(start: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS) -> datetime:
    """As the last working day opens before the day of `start`: a whole day is left to call people.

    For a Monday it is the Friday; for the day after a public holiday, the working day before that.
    """
    day = start.astimezone(zone).date() - DAY
    while not is_worked(day, work):
        day -= DAY
    return _opening(day, zone, work)


def _opening(day: date, zone: tzinfo, work: WorkHours) -> datetime:
    return datetime.combine(day, work.opens, tzinfo=zone).astimezone(UTC)
