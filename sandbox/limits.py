"""Rate limits, on the box's clock.

Source: https://docs.slack.dev/apis/web-api/rate-limits
"""

import math
from collections import deque
from datetime import datetime, timedelta

from sandbox.clock import SettableClock

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100, 9: 600}
"""Calls a minute by tier; 9 stands for the special tiers of several hundred."""
BURST = 5
"""Messages that a channel takes at once where a box is told to be as patient as Slack is."""
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


class Limits:
    """Counts calls by method, and messages by channel; switch off with `enabled = False`."""

    def __init__(self, clock: SettableClock) -> None:
        self.enabled = True
        self.burst = 1
        """So many messages a channel takes at once, if as many seconds pass with no more.

        One is all that Slack promises; it tolerates short bursts, without saying how short.
        """
        self._clock = clock
        self._calls: dict[str, deque[datetime]] = {}

    def wait_for(self, method: str, tier: int, channel: str | None) -> int | None:
        """Seconds to wait (`Retry-After`) when the call is too much, None when it is counted and allowed."""
        if not self.enabled:
            return None
        now = self._clock.now()
        wait = self._wait(method, PER_MINUTE[tier], MINUTE, now)
        if channel is not None:
            wait = max(wait, self._wait(f"{method}:{channel}", self.burst, self.burst * SECOND, now))
        if wait:
            return wait
        self._calls[method].append(now)
        return None

    def posted(self, method: str, channel: str | None) -> None:
        """Count a message that a channel got: one a second, however many were refused."""
        if channel is not None:
            self._calls.setdefault(f"{method}:{channel}", deque()).append(self._clock.now())

    def _wait(self, key: str, most: int, window: timedelta, now: datetime) -> int:
        calls = self._calls.setdefault(key, deque())
        while calls and now - calls[0] >= window:
            calls.popleft()
        if len(calls) < most:
            return 0
        return max(1, math.ceil((calls[0] + window - now).total_seconds()))
