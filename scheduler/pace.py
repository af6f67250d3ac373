"""Slack's limits, kept on our side so that they are seldom met (docs.slack.dev, rate limits)."""

import threading
from collections import deque
from datetime import datetime, timedelta

from scheduler.waits import Wait

CHANNEL_EVERY = timedelta(seconds=1)
"""chat.postMessage: about one message a second in one channel."""
MINUTE = timedelta(minutes=1)
UPDATES_A_MINUTE = 48
"""chat.update is Tier 3: some fifty a minute for the whole workspace; two are left for clicks."""
POSTS_A_MINUTE = 300
"""What a workspace has been seen to take without complaint."""
UPLOADS_A_MINUTE = 48


class Window:
    """At most `most` calls in any minute."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._calls: deque[datetime] = deque()

    def wait(self, now: datetime) -> timedelta:
        """How long until the next call is allowed; zero when it is now."""
        while self._calls and now - self._calls[0] >= MINUTE:
            self._calls.popleft()
        if self._calls and self._calls[-1] > now:  # the clock was set back: as if all were made just now
            self._calls = deque([now] * len(self._calls))
        if len(self._calls) < self._most:
            return timedelta(0)
        return self._calls[0] + MINUTE - now

    def note(self, now: datetime) -> None:
        """A call was made."""
        self._calls.append(now)


class Pace:
    """When the next call of a kind may be made. One per process, for all of its threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._windows = {
            "post": Window(POSTS_A_MINUTE),
            "update": Window(UPDATES_A_MINUTE),
            "upload": Window(UPLOADS_A_MINUTE),
        }
        self._channels: dict[str, Wait] = {}
        self._paused: Wait | None = None

    def wait(self, kind: str, channel: str, now: datetime) -> timedelta:
        """How long a call must wait; zero when it may be made now."""
        with self._lock:
            return self._wait(kind, channel, now)

    def take(self, kind: str, channel: str, now: datetime) -> timedelta:
        """The same; where it is zero, the call counts as made."""
        with self._lock:
            if wait := self._wait(kind, channel, now):
                return wait
            self._windows[kind].note(now)
            if kind != "update":
                self._channels = {at: one for at, one in self._channels.items() if one.left(now)}
                self._channels[channel] = Wait(now, CHANNEL_EVERY)
            return timedelta(0)

    def pause(self, now: datetime, length: timedelta) -> None:
        """Slack asked to wait (429 with Retry-After)."""
        with self._lock:
            self._paused = Wait(now, length)

    def _wait(self, kind: str, channel: str, now: datetime) -> timedelta:
        waits = [self._windows[kind].wait(now)]
        if self._paused:
            waits.append(self._paused.left(now))
        if kind != "update" and channel in self._channels:
            waits.append(self._channels[channel].left(now))
        return max(waits)
