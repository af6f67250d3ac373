"""Slots as people type them, one a line: “jeu. 14 janv. 9 h 30”, “14/01/2027 9h30-12h”, “Thu 14 Jan 9:30am”,
“jeu. 14 janv., toute la journée”, “14/01 au 15/01, toute la journée”.

A line is read whole or refused, by its number, with the reason: a date search sent to many rests on no guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from club.calendar import USUAL_HOURS, WorkHours
from club.date_polls import DateSlot
from club.folding import fold
from club.intents.moments import DAYS, MONTHS
from club.whole_days import whole_days

USUAL_LENGTH = timedelta(hours=2)
"""Of a slot whose end is not said."""
FAR = timedelta(days=730)
"""Nobody looks for a date further ahead: such a year is a slip."""


class SlotFault(StrEnum):
    """Why a line is refused."""

    UNREADABLE = "unreadable"
    NO_TIME = "no_time"
    """A day, and no hour."""
    NO_SUCH_DAY = "no_such_day"
    OTHER_WEEKDAY = "other_weekday"
    NO_SUCH_TIME = "no_such_time"
    SKIPPED = "skipped"
    """The clocks go forward over that time."""
    ENDS_BEFORE = "ends_before"
    PAST = "past"
    FAR = "far"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class SlotTrouble:
    """A line that is refused."""

    line: int
    """Counted from 1, as an editor does."""
    fault: SlotFault
    day: date | None = None
    """The day that was read, where one was."""


_WEEKDAY = "|".join(sorted(DAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY})\b\.?,? ?)?(?:le |the )?(?:"
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2})[/.](?P<month2>\d{1,2})(?:[/.](?P<year2>\d{4}|\d{2}))?"
    rf"|(?P<day3>\d{{1,2}})(?:er|st|nd|rd|th)? (?P<month3>{_MONTH})\b\.?(?:,? ?(?P<year3>\d{{4}}))?"
    rf"|(?P<month4>{_MONTH})\b\.? (?P<day4>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year4>\d{{4}}))?"
    r")(?![\d/])[ ,:]*"
)
_CLOCK = r"(?P<hour{0}>\d{{1,2}})(?: ?[h:] ?(?P<minute{0}>\d{{2}})?)?(?: ?(?P<half{0}>am|pm))?"
_TIMES = re.compile(
    rf"(?:a |de |at |from )?{_CLOCK.format('')}(?: ?(?:-|a|to|jusqu'a|et) ?{_CLOCK.format('2')})?$"
)
_WHOLE = re.compile(r"(?:sur )?(?:toute la journee|(?:la )?journee entiere|journee|all day|whole days?)\.?$")
_UNTIL = re.compile(r"(?:-|au|a|to|until|jusqu'au) ?")
_FROM = re.compile(r"(?:du|from) ")
_DASHES = str.maketrans("–—−‑", "----")


def read_slots(
    text: str, now: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS
) -> tuple[list[DateSlot], list[SlotTrouble]]:
    """The slots of all lines in order of time, and each line that is refused. Empty lines are none."""
    found, troubles = dict[DateSlot, int](), list[SlotTrouble]()
    for number, line in _lines(text):
        read = _read(line, number, now, zone, work)
        if isinstance(read, SlotTrouble):
            troubles.append(read)
        elif read in found:
            troubles.append(SlotTrouble(number, SlotFault.TWICE, read.starts_at.astimezone(zone).date()))
        else:
            found[read] = number
    return sorted(found), troubles


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if words := fold(line).translate(_DASHES).lstrip("-•* "):
            yield number, words


def _read(line: str, number: int, now: datetime, zone: tzinfo, work: WorkHours) -> DateSlot | SlotTrouble:
    line = _FROM.sub("", line, count=1) if _FROM.match(line) else line
    read = _day_at(line, number, now.astimezone(zone).date())
    if isinstance(read, SlotTrouble):
        return read
    day, rest = read
    if _WHOLE.match(rest) or (_UNTIL.match(rest) and _DAY.match(_UNTIL.sub("", rest, count=1))):
        return _whole(day, rest, number, now, zone, work)
    times = _TIMES.match(rest)
    if times is None:
        return SlotTrouble(number, SlotFault.UNREADABLE if rest else SlotFault.NO_TIME, day)
    made = slot_of(day, _time_of(times, ""), _time_of(times, "2") if times["hour2"] else None, now, zone)
    return made if isinstance(made, DateSlot) else SlotTrouble(number, made, day)


def _whole(
    day: date, rest: str, number: int, now: datetime, zone: tzinfo, work: WorkHours
) -> DateSlot | SlotTrouble:
    """Whole days: the one that was read, or from it to the one that the rest of the line begins with."""
    last = day
    if not _WHOLE.match(rest):
        read = _day_at(_UNTIL.sub("", rest, count=1), number, day)
        if isinstance(read, SlotTrouble):
            return read
        last, rest = read
        if not _WHOLE.match(rest):
            return SlotTrouble(number, SlotFault.UNREADABLE if rest else SlotFault.NO_TIME, day)
    made = whole_slot(day, last, now, zone, work)
    return made if isinstance(made, DateSlot) else SlotTrouble(number, made, day)


def whole_slot(
    first: date, last: date, now: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS
) -> DateSlot | SlotFault:
    """The slot of these days, both whole."""
    starts, ends = whole_days(first, last, zone, work)
    if last < first:
        return SlotFault.ENDS_BEFORE
    if starts <= now:
        return SlotFault.PAST
    return SlotFault.FAR if ends > now + FAR else DateSlot(starts, ends, all_day=True)


def _day_at(line: str, number: int, today: date) -> tuple[date, str] | SlotTrouble:
    """The day that a line begins with, and what follows it; without a year the next one from `today` on."""
    head = _DAY.match(line)
    if head is None:
        return SlotTrouble(number, SlotFault.UNREADABLE)
    day = _day_of(head, today)
    if day is None:
        return SlotTrouble(number, SlotFault.NO_SUCH_DAY)
    if (weekday := head["weekday"]) and DAYS[weekday] != day.weekday():
        return SlotTrouble(number, SlotFault.OTHER_WEEKDAY, day)
    return day, line[head.end() :]


def slot_of(
    day: date, first: time | None, last: time | None, now: datetime, zone: tzinfo
) -> DateSlot | SlotFault:
    """The slot of a day from one time of its clock to another (None for `first`: no such time is).

    Without an end it lasts as long as usual. Where a time comes twice, the first is the start, the later one
    the end.
    """
    if first is None:
        return SlotFault.NO_SUCH_TIME
    starts = _instant(day, first, zone, later=False)
    ends = (
        starts + USUAL_LENGTH if starts and last is None else _instant(day, last or first, zone, later=True)
    )
    if starts is None or ends is None:
        return SlotFault.SKIPPED
    if ends <= starts:
        return SlotFault.ENDS_BEFORE
    if starts <= now:
        return SlotFault.PAST
    return SlotFault.FAR if starts > now + FAR else DateSlot(starts, ends)


def _day_of(match: re.Match[str], today: date) -> date | None:
    """The day that was typed; without a year the next one to come."""
    said = {name.rstrip("234"): text for name, text in match.groupdict().items() if text}
    month = int(said["month"]) if said["month"].isdigit() else MONTHS[said["month"]]
    if year := said.get("year"):
        return _date(int(year) if len(year) == 4 else 2000 + int(year), month, int(said["day"]))
    coming = (_date(today.year + ahead, month, int(said["day"])) for ahead in range(9))  # 29 February too
    return next((day for day in coming if day and day >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time_of(match: re.Match[str], which: str) -> time | None:
    hour, minute = int(match[f"hour{which}"]), int(match[f"minute{which}"] or 0)
    if half := match[f"half{which}"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _instant(day: date, clock: time, zone: tzinfo, *, later: bool) -> datetime | None:
    local = datetime.combine(day, clock)
    meant = local.replace(tzinfo=zone, fold=int(later)).astimezone(UTC)
    return meant if meant.astimezone(zone).replace(tzinfo=None) == local else None
