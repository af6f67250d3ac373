"""Who is there: a code that is shown in the room, and from when to when it counts (article PARTICIPER)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

from club.events import Event
from club.folding import fold

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Without vowels: no word comes of them, and none is read as a figure."""
LENGTH = 4
OPENS_BEFORE, CLOSES_AFTER = timedelta(minutes=30), timedelta(hours=1)
"""Of the event's start and end: people are let in before, and some note it on their way out."""
TOLD_BEFORE = timedelta(hours=2)
EARLIEST = time(7, 30)
"""No message of the day before this hour."""


CORRECTED_FOR, LATE_PAGES = timedelta(days=7), timedelta(hours=1)
"""How long after an event who came is corrected; and, noted only then, how long one may go on noting it."""


class CodeState(StrEnum):
    """Of an event's code, at an instant."""

    EARLY = "early"
    GOOD = "good"
    PAST = "past"


def opens(event: Event) -> datetime:
    """From when presence at it may be noted by who is there."""
    return event.starts_at - OPENS_BEFORE


def closes(event: Event) -> datetime:
    """Until when."""
    return event.ends_at + CLOSES_AFTER


def corrected_until(event: Event, noted_at: datetime | None = None) -> datetime:
    """Until when who came may be corrected; `noted_at`: when it was noted last."""
    until = event.ends_at + CORRECTED_FOR
    return until if noted_at is None or noted_at < until else noted_at + LATE_PAGES


def is_settled(event: Event, noted_at: datetime | None, now: datetime) -> bool:
    """Whether it stands for good. What nobody noted within the time may still be noted, once."""
    return noted_at is not None and now >= corrected_until(event, noted_at)


def code_state(event: Event, now: datetime) -> CodeState:
    """Whether its code counts now."""
    if now < opens(event):
        return CodeState.EARLY
    return CodeState.GOOD if now < closes(event) else CodeState.PAST


def meant(bear: Sequence[Event], now: datetime) -> Event | None:
    """Which of the events that bear one code is meant: the one where it counts, else the next to come, else
    the last; codes are given out again."""
    good = [one for one in bear if code_state(one, now) is CodeState.GOOD]
    early = [one for one in bear if code_state(one, now) is CodeState.EARLY]
    ordered = sorted(good or early or bear, key=lambda one: one.starts_at)
    return (ordered[0] if good or early else ordered[-1]) if ordered else None


def told_at(start: datetime, zone: tzinfo, before: timedelta = TOLD_BEFORE) -> datetime | None:
    """When who comes is told of the day: so long before, but not before 7:30; None: too late for one."""
    morning = datetime.combine(start.astimezone(zone).date(), EARLIEST, tzinfo=zone).astimezone(UTC)
    return max(start - before, morning) if morning < start else None


def read_code(typed: str) -> str:
    """The letters of what was typed, however they are set apart: "k p-r t." is "KPRT"."""
    return "".join(letter for letter in fold(typed).upper() if letter.isalnum())


def make_code(draw: Callable[[int], int], taken: Iterable[str] = ()) -> str:
    """A code that is none of those `taken`; `draw(n)` gives a number below n."""
    used = set(taken)
    while (code := "".join(LETTERS[draw(len(LETTERS))] for _ in range(LENGTH))) in used:
        pass
    return code
