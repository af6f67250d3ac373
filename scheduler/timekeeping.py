"""Whether the clock can be believed: it is compared with one that only runs."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

log = logging.getLogger(__name__)

TOLERANCE = timedelta(seconds=5)
"""A clock that is corrected by less is none that jumps."""
FAR = timedelta(minutes=1)
"""A jump ahead of more is not believed at once: what comes due by it could not be taken back."""
RESTS = 30.0
"""Seconds that nothing is done after such a jump; a clock that is set back by then has done no harm."""


class Timekeeper:
    """Compares the clock with seconds that pass whatever becomes of it (time.monotonic)."""

    def __init__(self, now: Callable[[], datetime], steady: Callable[[], float]) -> None:
        self._now, self._steady = now, steady
        self._lock = threading.Lock()
        self._seen, self._at = now(), steady()
        self._until = 0.0

    def look(self) -> bool:
        """Whether time may do its work. A jump is logged once, with its size."""
        with self._lock:
            now, at = self._now(), self._steady()
            jump = (now - self._seen) - timedelta(seconds=at - self._at)
            self._seen, self._at = now, at
            if jump > FAR:
                self._until = at + RESTS
            elif jump < -TOLERANCE:
                self._until = 0.0
            if abs(jump) > TOLERANCE:
                self._tell(jump)
            return at >= self._until

    def _tell(self, jump: timedelta) -> None:
        seconds = jump.total_seconds()
        where = "ahead" if seconds > 0 else "back"
        rest = f"; nothing is done for {RESTS:.0f} s, in case it is set right" if jump > FAR else ""
        log.warning("the clock jumped %s by %.0f s%s", where, abs(seconds), rest)
