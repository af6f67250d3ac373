"""What comes together, and when (articles FACILITER and ÊTRE constructif): decent manners of a secretary.

Whatever is not urgent waits for its reader's own hour and comes in one message a day: the *digest*. Every
instant is aware and in UTC; `zone` and `work` are as in `club.calendar`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Protocol, TypeVar

from club.calendar import DAY, USUAL_HOURS, WorkHours, is_worked

LINES = 5
"""Matters that a digest shows; the rest is on the home tab."""
A_WEEK = 5
"""Messages a week that nobody asked for: what exceeds waits for the next, and comes with it."""
WEEK = timedelta(days=7)
LAST_CALL = timedelta(hours=25)
"""So close to its deadline, a call comes by itself and at once. A day, and the hour of the autumn change."""
ROOM = timedelta(hours=4)
"""What would come with a digest closer to its deadline than this does not wait for it."""
GRACE = timedelta(minutes=15)
"""What falls due when the hour has just struck still goes with it."""
LETS_PASS = 3
"""Whoever was told of so many deadlines and let each go by is *silent*: they hear of the next once, without a
last call, and of several together as early as they are known; until they answer again."""
RESTS = timedelta(days=14)
"""After a message to somebody silent, nothing but what has to be answered sooner."""
LATELY = timedelta(days=3)
"""What was said so recently is not said again by itself."""
NEAR = LATELY + timedelta(days=1)
"""So close to its deadline, what a message says that goes anyway needs no last call."""
AHEAD = timedelta(days=14)
"""A message that goes anyway takes in what has to be answered by then."""
FAR_AHEAD = timedelta(days=42)
"""The same for somebody silent: as early as most invitations go out."""


class Theme(StrEnum):
    """What reminders are about, as far as people choose."""

    EVENTS = "events"
    VOTES = "votes"
    CHARTER = "charter"
    HELP = "help"
    TOPICS = "topics"
    WORKS = "works"
    PROFILE = "profile"
    DUES = "dues"


class Way(StrEnum):
    """How somebody wants to hear of a theme."""

    EACH = "each"
    """Each by itself, when it falls due."""
    TOGETHER = "together"
    """With whatever else the day has."""
    NEVER = "never"
    """Not at all: what is urgent comes nevertheless."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants to be reminded."""

    ways: Mapping[Theme, Way] = field(default_factory=dict)
    hour: int = USUAL_HOURS.opens.hour
    """On their own clock."""
    weekly: bool = False
    """On the first working day of the week alone."""
    absent_from: date | None = None
    absent_to: date | None = None
    """The first and the last day away, both included."""

    def way(self, theme: Theme) -> Way:
        """How they hear of a theme; together, where they said nothing."""
        return self.ways.get(theme, Way.TOGETHER)

    def is_absent(self, day: date) -> bool:
        """Whether they are away on that day."""
        return (
            self.absent_from is not None
            and self.absent_to is not None
            and self.absent_from <= day <= self.absent_to
        )


USUAL = Wishes()


@dataclass(frozen=True, slots=True)
class Reader:
    """On whose clock and by whose wishes."""

    zone: tzinfo
    work: WorkHours = USUAL_HOURS
    wishes: Wishes = USUAL
    most: int = A_WEEK
    """Messages a week that they did not ask for."""
    silent: bool = False
    """Whether they let the last deadlines go by."""
    rests: timedelta = RESTS
    """Between two messages to somebody silent."""

    @property
    def remembers(self) -> timedelta:
        """How far back what they were told counts for what they are told next."""
        return self.rests if self.silent else WEEK

    def day(self, moment: datetime) -> date:
        """The day on their clock."""
        return moment.astimezone(self.zone).date()

    def works(self, day: date) -> bool:
        """Whether it is a working day of theirs, and they are there."""
        return self._worked(day) and not self.wishes.is_absent(day)

    def has_digest(self, day: date, *, daily: bool = False) -> bool:
        """Whether a digest may come on that day; `daily`: whatever they said of the week."""
        if not self.works(day):
            return False
        if daily or not self.wishes.weekly:
            return True
        return not any(self._worked(day - DAY * back) for back in range(1, day.weekday() + 1))

    def _worked(self, day: date) -> bool:
        return is_worked(day, self.work)


def digest_hour(after: datetime, reader: Reader, *, daily: bool = False) -> datetime:
    """The first hour of a digest that `after` is not past, by more than `GRACE`."""
    day = reader.day(after)
    while not (reader.has_digest(day, daily=daily) and after <= _hour(day, reader) + GRACE):
        day += DAY
    return _hour(day, reader)


def _hour(day: date, reader: Reader) -> datetime:
    """The hour that they chose, or the nearest at which the club still reaches people."""
    hour = min(max(time(reader.wishes.hour), reader.work.opens), reader.work.last_call)
    return datetime.combine(day, hour, tzinfo=reader.zone).astimezone(UTC)


def comes(
    fell_due: datetime, limit: datetime | None, now: datetime, reader: Reader, said: Sequence[datetime] = ()
) -> datetime:
    """When something that may wait is sent: now, or the digest it waits for.

    `fell_due` is when it came up, `limit` until when it can be acted on; `said`: when the reader was told
    something that they had not asked for, as far back as the reader remembers. A deadline goes before the
    week's number, the one digest a day and the weekly rhythm, and not before an absence: before that, it was
    told. Somebody silent who would hear too often hears of it a few days before.
    """
    if limit is not None and not reader.wishes.is_absent(reader.day(now)):
        if limit - now <= LAST_CALL:
            return now
        hours = [_free_hour(fell_due, now, reader, said, daily=daily) for daily in (False, True)]
        if reader.silent:
            hours.append(max(now, digest_hour(limit - NEAR - DAY, reader, daily=True)))
        return next((hour for hour in hours if hour + ROOM <= limit), now)
    hour = _free_hour(fell_due, now, reader, said)
    return hour if limit is None else min(hour, limit)


def _free_hour(
    fell_due: datetime, now: datetime, reader: Reader, said: Sequence[datetime], *, daily: bool = False
) -> datetime:
    """The next digest in which it fits: none went on that day, nor too many in the time before."""
    hour = digest_hour(fell_due, reader, daily=daily)
    if hour < now:  # its hour went by unused: it goes today, if today is a day for it
        hour = now if reader.works(reader.day(now)) else digest_hour(now, reader, daily=daily)
    while any(reader.day(one) == reader.day(hour) for one in said) or _is_full(hour, reader, said):
        hour = digest_hour(_midnight_after(hour, reader), reader, daily=daily)
    return hour


def _is_full(hour: datetime, reader: Reader, said: Sequence[datetime]) -> bool:
    since = (
        reader.day(hour) - reader.remembers
    )  # by days: an hour that slips a minute makes no sixth of a Monday's
    return sum(reader.day(one) > since for one in said) >= (1 if reader.silent else reader.most)


def _midnight_after(moment: datetime, reader: Reader) -> datetime:
    return datetime.combine(reader.day(moment) + DAY, time(), tzinfo=reader.zone).astimezone(UTC)


def due_day(fell_due: datetime, reader: Reader) -> date:
    """The day of the digest that something belongs to: whenever it is made, it is that day's."""
    return reader.day(digest_hour(fell_due, reader))


def repeats(told: datetime | None, now: datetime) -> bool:
    """Whether a matter was told so recently that a reminder which comes by itself says nothing new."""
    return told is not None and now - told <= LATELY


def taken_in(waiting: int, reader: Reader) -> tuple[timedelta, int]:
    """What a message that goes anyway takes in before its time: with deadlines how far ahead, and how many.

    `waiting`: the matters that it has; what it cannot show would not be told.
    """
    return (FAR_AHEAD if reader.silent else AHEAD), max(0, LINES - waiting)


def is_near(limit: datetime, now: datetime) -> bool:
    """Whether a matter with this deadline needs no last call once a message that goes anyway has said it."""
    return limit - now <= NEAR


class Dated(Protocol):
    """What has a deadline, or none."""

    @property
    def limit(self) -> datetime | None: ...

    @property
    def awaited(self) -> bool:
        """Whether it still waits for the reader."""
        ...


Matter = TypeVar("Matter", bound=Dated)
_NEVER = datetime.max.replace(tzinfo=UTC)


def nearest_first(matters: Sequence[Matter]) -> list[Matter]:
    """In the order of their deadlines, what has none last; of equals the one that came first."""
    return sorted(matters, key=lambda one: one.limit or _NEVER)


def shown(matters: Sequence[Matter]) -> tuple[list[Matter], int]:
    """Of a digest's matters those that it shows, nearest first, and how many others still wait.

    What is settled stays in sight, as far as there is room beside what waits.
    """
    ordered = nearest_first(matters)
    waiting = [one for one in ordered if one.awaited]
    settled = [one for one in ordered if not one.awaited]
    seen = [*waiting[:LINES], *settled[: max(LINES, 2 * LINES - len(waiting))]]
    return [one for one in ordered if any(one is other for other in seen)], max(0, len(waiting) - LINES)
