"""Hours and durations: 30 min, une demi-heure, 1h30; vers 10h, around 10, 2:30 pm."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from club.intents.tokens import place

NUMBERS = {
    **{"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8},
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8},
    **{"dix": 10, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "ten": 10, "fifteen": 15},
    **{"twenty": 20, "thirty": 30, "forty": 40},
}
LONGEST = timedelta(hours=6)
"""Somebody who arrives later than that after the start does not come late, but means another thing."""
HALF_DAY = timedelta(hours=12)

_NUMBER = rf"(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)})"
_MINUTES = "(?:mins?|mn|minutes?)"
_HOURS = "(?:h|heures?|hours?|hrs?|hr)"
Counted = Callable[[re.Match[str]], int]


def _number(found: str) -> int:
    return NUMBERS.get(found) or int(found)


_DURATIONS: Sequence[tuple[re.Pattern[str], Counted]] = [
    (re.compile(rf"(?:^|(?<= )){pattern}(?= |$)"), counted)
    for pattern, counted in (
        (r"(?:trois|3) quarts? d heure|three quarters of an hour", lambda m: 45),
        (r"(?:une heure et demie|1 heure et demie|(?:an|one) hour and a half)", lambda m: 90),
        (r"(?:une |1 )?demi heure|(?:a )?half (?:an )?hour", lambda m: 30),
        (r"(?:un |1 )?quart d heure|(?:a )?quarter of an hour", lambda m: 15),
        (
            r"(?P<h>\d)(?: )?(?:h|heures?|hours?)(?: )?(?P<n>\d{2})(?: (?:min|mn|minutes))?",
            lambda m: 60 * int(m["h"]) + int(m["n"]),
        ),
        (rf"{_NUMBER}(?: ?){_HOURS}", lambda m: 60 * _number(m["n"])),
        (rf"{_NUMBER}(?: ?){_MINUTES}", lambda m: _number(m["n"])),
    )
]

_AT = "(?P<at>a|vers|avant|apres|pour|des|jusqu a|at|around|before|by|about|until|after|till)"
_CLOCK = re.compile(
    rf"\b{_AT} (?P<hour>\d{{1,2}})(?:(?::| ?h ?| ?heures? ?)(?P<minute>\d\d)?)?(?: ?(?P<half>am|pm|"
    rf"du matin|du soir))?"
    r"(?! ?(?:min|mn|minutes|/|\d|heures de retard))(?= |$)"
)


def duration_in(text: str) -> tuple[int, range] | None:
    """The first duration in a line of folded words, in minutes, and the words that say it."""
    for pattern, counted in _DURATIONS:
        if match := pattern.search(text):
            return counted(match), place(text, match)
    return None


def hour_in(text: str) -> tuple[timedelta, range] | None:
    """The time of day that a line says somebody arrives at, since midnight, and the words that say it."""
    match = _CLOCK.search(text)
    if match is None or int(match["hour"]) > 23 or int(match["minute"] or 0) > 59:
        return None
    since = timedelta(hours=int(match["hour"]), minutes=int(match["minute"] or 0))
    if match["half"] in ("pm", "du soir") and since < HALF_DAY:
        since += HALF_DAY
    return since, place(text, match)


def delay_until(since: timedelta, starts_at: datetime) -> int:
    """How late, in minutes, somebody is who arrives at that time of day; 0 where that is not late."""
    start = timedelta(hours=starts_at.hour, minutes=starts_at.minute)
    for arrival in (since, since + HALF_DAY):
        if timedelta() < arrival - start <= LONGEST:
            return int((arrival - start).total_seconds()) // 60
    return 0
