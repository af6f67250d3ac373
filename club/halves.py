"""An event in half-days: each is an event of its own, answered apart, and all are asked about at once.

Half-days come in turn from the first one on, mornings and afternoons of days that follow each other. Times
are the club's wall clock's. They are answered until one deadline, that of the event of which they are made.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import islice

from club.events import Event
from club.whole_days import days_of

NOON = time(12)
LEAST_HALVES = 2
LOOKED_AT = 100
"""Days: among so many there are those of the longest event, whichever are left out."""


class Half(StrEnum):
    """Of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class HalfHours:
    """From when to when the two halves of a day last."""

    morning: tuple[time, time] = (time(9), time(12, 30))
    afternoon: tuple[time, time] = (time(14), time(17))

    def of(self, half: Half) -> tuple[time, time]:
        """Those of one."""
        return self.morning if half is Half.MORNING else self.afternoon

    @property
    def in_order(self) -> bool:
        """Whether each ends after it begins, and the afternoon begins when the morning has ended."""
        (first, then), (later, last) = self.morning, self.afternoon
        return first < then <= later < last

    @property
    def told_apart(self) -> bool:
        """Whether noon lies between their beginnings: by these the halves are called."""
        return self.morning[0] < NOON <= self.afternoon[0]


USUAL_HALVES = HalfHours()


def half_days(
    first: date, begins: Half, count: int, left_out: Callable[[date], bool] = lambda _day: False
) -> Iterator[tuple[date, Half]]:
    """So many half-days in turn, the first of them on the day `first`; none on later days `left_out`."""
    order = (Half.MORNING, Half.AFTERNOON)
    after = (first + timedelta(days=number) for number in range(1, LOOKED_AT))
    days = [first, *islice((day for day in after if not left_out(day)), count)]
    for number in range(order.index(begins), order.index(begins) + count):
        yield days[number // 2], order[number % 2]


def half_of(start: datetime, zone: tzinfo) -> Half:
    """What half of its day begins then."""
    return Half.MORNING if start.astimezone(zone).time() < NOON else Half.AFTERNOON


def hours_in(event: Event, zone: tzinfo) -> HalfHours:
    """Those to propose for an event: the usual ones, from when it begins and until when it ends."""
    if event.all_day:
        return USUAL_HALVES
    begins, ends = (at.astimezone(zone).time() for at in (event.starts_at, event.ends_at))
    (first, then), (later, last) = USUAL_HALVES.morning, USUAL_HALVES.afternoon
    return HalfHours((begins if begins < then else first, then), (later, ends if ends > later else last))


def in_halves(event: Event, zone: tzinfo) -> bool:
    """Whether it lasts more than half a day: there is something to part."""
    first, last = days_of(event, zone)
    ends = event.ends_at.astimezone(zone).time()
    lasts = half_of(event.starts_at, zone) is Half.MORNING and ends > USUAL_HALVES.afternoon[0]
    return event.all_day or first != last or lasts


def halves_in(event: Event, zone: tzinfo) -> tuple[Half, int]:
    """With which half an event begins, and how many lie in it: two of one day, at least."""
    first, last = days_of(event, zone)
    begins = half_of(event.starts_at, zone)
    ends = last == first or event.all_day or half_of(event.ends_at, zone) is Half.AFTERNOON
    count = 2 * ((last - first).days + 1) - (begins is Half.AFTERNOON) - (not ends)
    return begins, max(LEAST_HALVES, count)
