"""When a place's clocks change, as yearly rules that a calendar program can follow (RFC 5545, 3.6.5).

A list of dates is not enough: desktop Outlook reads rules alone, and puts summer events an hour off without.
The rules are read off the zone database's own changes, whatever format its file has.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

CYCLE = 28
"""Years after which the days of the week fall on the same dates: every date a rule can give has occurred."""
STRIDE = timedelta(days=7)
"""Less than between any two changes: the shortest time between two is that of Ramadan, in Morocco."""


@dataclass(frozen=True, slots=True)
class Yearly:
    """Every year in this month: the `nth` such weekday (-1: the last), or the one among these `days`."""

    month: int
    weekday: int
    """0 is Monday."""
    nth: int = 0
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Onset:
    """The clocks go from one distance to UTC to another, once or every year."""

    at: datetime
    """Wall clock, naive, as it stood *before*: the last Sunday of March at 2:00 in Paris (RFC 5545)."""
    before: timedelta
    after: timedelta
    name: str
    """What the time is called from then on."""
    yearly: Yearly | None = None

    @property
    def summer(self) -> bool:
        """Whether the clocks go forward."""
        return self.after > self.before


def onsets(zone: ZoneInfo, starts_at: datetime, ends_at: datetime) -> list[Onset]:
    """All that tells what the zone's clocks show from `starts_at` to `ends_at` (aware, both).

    What follows a rule from the year before on is one onset with its rule; what follows none (Morocco; a
    country that gives the change up) is one onset a change. The first is never later than `starts_at`.
    """
    first = starts_at.astimezone(UTC).year - 1
    groups: dict[tuple[timedelta, timedelta, str], list[Onset]] = defaultdict(list)
    for onset in _changes(zone, first):
        groups[onset.before, onset.after, onset.name].append(onset)
    found = []
    for changes in groups.values():
        if rule := _rule(changes, first):
            found.append(Onset(changes[0].at, changes[0].before, changes[0].after, changes[0].name, rule))
        else:
            found += [one for one in changes if one.at.year <= ends_at.year + 1]
    if not any((one.at - one.before).replace(tzinfo=UTC) <= starts_at for one in found):
        found.append(_standing(zone, datetime(first, 1, 1, tzinfo=UTC)))
    return sorted(found, key=lambda one: one.at)


def _standing(zone: ZoneInfo, since: datetime) -> Onset:
    """What holds there, where nothing changes before the time that matters."""
    offset = _offset(zone, since)
    wall = since.astimezone(zone)
    return Onset(wall.replace(tzinfo=None), offset, offset, wall.tzname() or zone.key)


@lru_cache(maxsize=32)
def _changes(zone: ZoneInfo, first: int) -> Sequence[Onset]:
    """Every change of a cycle of years, in order."""
    return tuple(_walk(zone, datetime(first, 1, 1, tzinfo=UTC), datetime(first + CYCLE, 1, 1, tzinfo=UTC)))


def _walk(zone: ZoneInfo, at: datetime, end: datetime) -> Iterator[Onset]:
    while at < end:
        after = at + STRIDE
        if _offset(zone, at) != _offset(zone, after):
            moment = _moment(zone, at, after)
            before, now = _offset(zone, at), _offset(zone, after)
            name = moment.astimezone(zone).tzname() or zone.key
            yield Onset((moment + before).replace(tzinfo=None), before, now, name)
        at = after


def _moment(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second of what holds at `high`."""
    before = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _rule(changes: Sequence[Onset], first: int) -> Yearly | None:
    """The rule that gives every one of these changes, one a year throughout the cycle; None if none does."""
    years = [one.at.year for one in changes]
    kinds = {(one.at.month, one.at.weekday(), one.at.time()) for one in changes}
    if years != list(range(first, first + CYCLE)) or len(kinds) != 1:
        return None
    month, weekday, _ = kinds.pop()
    days = sorted({one.at.day for one in changes})
    if all((one.at + timedelta(days=7)).month != month for one in changes):
        return Yearly(month, weekday, nth=-1)
    if len({(day - 1) // 7 for day in days}) == 1:
        return Yearly(month, weekday, nth=(days[0] - 1) // 7 + 1)
    return Yearly(month, weekday, days=tuple(days)) if days[-1] - days[0] < len(days) == 7 else None
