"""Events that last whole days (article FACILITER): which days they are, and which instants stand for them.

Such an event is kept as every other one, from an instant to an instant: from when the club's working day
opens on its first day until it closes on its last. So whatever counts from a start or an end has a sensible
hour: answers close a week before at nine, the reminders of the eve and of the day come in the daytime,
presence is noted from half past eight, at ten it has begun, in the evening it is over, and its organiser is
asked who came as after any other. Only its days are ever said, in words and in calendars. They stay the same
days whatever becomes of the working hours or of summer time: no clock moves a working hour to another day.
"""

from datetime import UTC, date, datetime, tzinfo
from typing import Protocol

from club.calendar import DAY, USUAL_HOURS, WorkHours


class Lasting(Protocol):
    """What has a beginning and an end: an event, or a slot that may become one."""

    @property
    def starts_at(self) -> datetime:
        """In UTC."""

    @property
    def ends_at(self) -> datetime:
        """In UTC."""

    @property
    def all_day(self) -> bool:
        """Whether it lasts whole days."""


def whole_days(
    first: date, last: date, zone: tzinfo, work: WorkHours = USUAL_HOURS
) -> tuple[datetime, datetime]:
    """The instants that stand for these days, both included."""
    starts = datetime.combine(first, work.opens, tzinfo=zone)
    return starts.astimezone(UTC), datetime.combine(last, work.closes, tzinfo=zone).astimezone(UTC)


def days_of(held: Lasting, zone: tzinfo) -> tuple[date, date]:
    """Its first and its last day on the club's calendar."""
    return held.starts_at.astimezone(zone).date(), held.ends_at.astimezone(zone).date()


def calendar_times(held: Lasting, zone: tzinfo) -> tuple[date, date] | tuple[datetime, datetime]:
    """DTSTART and DTEND: of whole days two days, the later being the first that no longer belongs to it
    (RFC 5545, 3.6.1); else the times on the wall clock of `zone`."""
    if not held.all_day:
        return held.starts_at.astimezone(zone), held.ends_at.astimezone(zone)
    first, last = days_of(held, zone)
    return first, last + DAY
