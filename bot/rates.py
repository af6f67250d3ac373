"""How often something may be asked, for each key; in memory, of each process its own."""

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

KEYS = 10_000
"""Remembered at most; those that were asked for longest ago are forgotten first."""


class Rate:
    """So many times, filled up again over `every` (a token bucket a key)."""

    def __init__(self, times: int, every: timedelta) -> None:
        self._times, self._every = times, every
        self._left: OrderedDict[str, tuple[float, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def takes(self, key: str, now: datetime) -> bool:
        """Whether it may be asked once more now; counted if so."""
        with self._lock:
            left, at = self._left.pop(key, (float(self._times), now))
            gained = max(timedelta(), now - at) / self._every * self._times
            left = min(float(self._times), left + gained)
            self._left[key] = (left - 1 if left >= 1 else left, now)
            while len(self._left) > KEYS:
                self._left.popitem(last=False)
        return left >= 1
