"""Slack's limits, kept on our side so that they are seldom met (docs.slack.dev, rate limits)."""

import threading
from collections import deque
from datetime import datetime, timedelta

from scheduler.limits import CHANNEL_EVERY, COUNTED, MOST
from scheduler.shared_pace import AGAIN, SharedPace
from scheduler.waits import Wait
from storage.database import Database

SET_BACK = timedelta(seconds=10)
"""What is further back is a clock that was set; what is not, a thread that looked at it earlier."""


class Window:
    """At most `most` calls while each of them counts."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._calls: deque[datetime] = deque()

    def wait(self, now: datetime) -> timedelta:
        """How long until the next call is allowed; zero when it is now."""
        while self._calls and now - self._calls[0] >= COUNTED:
            self._calls.popleft()
        if self._calls and self._calls[-1] - now > SET_BACK:  # as if all were made just now
            self._calls = deque([now] * len(self._calls))
        if len(self._calls) < self._most:
            return timedelta(0)
        return self._calls[0] + COUNTED - now

    def note(self, now: datetime) -> None:
        """A call was made; in the order of their hours, though threads look at the clock before they call."""
        self._calls.append(max(now, self._calls[-1]) if self._calls else now)


def pace_for(db: Database) -> "Pace":
    """The pace of a process: its own on SQLite, which one process serves; shared on PostgreSQL."""
    return Pace() if db.sqlite else Pace(SharedPace(db))


class Pace:
    """When the next call of a kind may be made. One per process, for all of its threads."""

    def __init__(self, shared: SharedPace | None = None) -> None:
        self._lock, self._shared = threading.Lock(), shared
        self._windows = {family: Window(most) for family, most in MOST.items()}
        self._channels: dict[str, Wait] = {}
        self._paused: Wait | None = None

    def wait(self, kind: str, channel: str, now: datetime) -> timedelta:
        """How long a call must wait, as far as this process knows; zero when it may be made now."""
        with self._lock:
            return self._wait(kind, channel, now)

    def take(self, kind: str, channel: str, now: datetime) -> timedelta:
        """The same, of all processes; where it is zero, the call counts as made."""
        if self._shared is None:
            with self._lock:
                return self._wait(kind, channel, now) or self._note(kind, channel, now)
        if wait := self.wait(kind, channel, now):
            return wait
        wait = self._shared.take(kind, channel, now)
        with self._lock:
            return self._learn(kind, channel, now, wait) if wait else self._note(kind, channel, now)

    def paced(self, now: datetime) -> set[str]:
        """Channels in which nothing may be posted yet, as far as this process knows."""
        with self._lock:
            return {channel for channel, one in self._channels.items() if one.left(now)}

    def _learn(self, kind: str, channel: str, now: datetime, wait: timedelta) -> timedelta:
        """Others have just posted there. Not where they hold the row, or a whole family or all waits."""
        if kind != "update" and AGAIN < wait <= CHANNEL_EVERY:
            self._channels[channel] = Wait(now, wait)
        return wait

    def _note(self, kind: str, channel: str, now: datetime) -> timedelta:
        """A call is made: it waits for nothing."""
        self._windows[kind].note(now)
        if kind != "update":
            self._channels = {at: one for at, one in self._channels.items() if one.left(now)}
            self._channels[channel] = Wait(now, CHANNEL_EVERY)
        return timedelta(0)

    def pause(self, now: datetime, length: timedelta) -> None:
        """Slack asked to wait (429 with Retry-After)."""
        with self._lock:
            self._paused = Wait(now, length)
        if self._shared:
            self._shared.pause(now, length)

    def _wait(self, kind: str, channel: str, now: datetime) -> timedelta:
        waits = [self._windows[kind].wait(now)]
        if self._paused:
            waits.append(self._paused.left(now))
        if kind != "update" and channel in self._channels:
            waits.append(self._channels[channel].left(now))
        return max(waits)
