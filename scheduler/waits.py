"""Waiting, on a clock that may be wrong for a while."""

from collections.abc import Callable
from datetime import datetime, timedelta

Chance = Callable[[], float]
"""A random number from 0 to 1, as `random.random`; tests give their own."""
LONGEST = timedelta(minutes=10)
"""Between two tries of anything."""


class Wait:
    """So long from an instant on, and no longer, whatever becomes of the clock.

    Where the clock is set back before its beginning, it begins anew.
    """

    def __init__(self, began: datetime, length: timedelta) -> None:
        self._began, self._length = began, length

    def left(self, now: datetime) -> timedelta:
        """How much is left; zero when it is over."""
        self._began = min(self._began, now)
        return max(timedelta(0), self._began + self._length - now)


def growing(first: timedelta, step: int, chance: Chance) -> timedelta:
    """The pause before the try after `step` failures: doubled each time, up to `LONGEST`, and jittered.

    Jitter keeps those who failed together from coming back together: between half and all of it.
    """
    full: timedelta = min(first * (1 << min(step, 12)), LONGEST)
    return full * (0.5 + chance() / 2)
