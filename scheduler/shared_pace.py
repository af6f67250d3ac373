"""Slack's limits are the workspace's: processes that share a PostgreSQL database keep them together.

One row holds what was called of late: how many calls of a family in each second, when each channel was last
posted to, and until when Slack asked all to wait. Who was posted to stands there as a digest, for a second.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from scheduler.limits import CHANNEL_EVERY, COUNTED, MOST
from storage.database import Database
from storage.shared_pace import kept_pace

AGAIN = timedelta(milliseconds=100)
"""Until the row is looked at again that another process holds."""
LOST = 10.0
"""Seconds after which whoever holds it counts as lost: each process then keeps its own pace alone."""
SKEW = 10.0
"""Seconds: what is noted further ahead than this was written by a wrong clock, and holds up nobody."""


@dataclass(slots=True)
class Recent:
    """What was called of late; instants are seconds since 1970."""

    calls: dict[str, dict[int, int]] = field(default_factory=dict)
    """By family and second."""
    channels: dict[str, float] = field(default_factory=dict)
    pause: tuple[float, float] = (0.0, 0.0)
    """Since when, and how long."""

    @staticmethod
    def read(text: str, now: float) -> "Recent":
        """Back from `written`, without what is over, and what a clock ahead of ours wrote."""
        kept: dict[str, Any] = json.loads(text) if text else {}
        since, until = now - COUNTED.total_seconds(), now + SKEW
        calls = {
            family: {int(second): n for second, n in seconds.items() if since < int(second) + 1 <= until}
            for family, seconds in kept.get("calls", {}).items()
        }
        last = now - CHANNEL_EVERY.total_seconds()
        channels = {name: at for name, at in kept.get("channels", {}).items() if last < at <= until}
        at, length = kept.get("pause", (0.0, 0.0))
        return Recent(calls, channels, (at, length) if at <= until and at + length > now else (0.0, 0.0))

    def written(self) -> str:
        """As the row holds it."""
        return json.dumps({"calls": self.calls, "channels": self.channels, "pause": self.pause})

    def wait(self, family: str, channel: str, now: float) -> float:
        """Seconds until such a call may be made."""
        seconds = self.calls.get(family, {})
        waits = [0.0, sum(self.pause) - now]
        if sum(seconds.values()) >= MOST[family]:
            waits.append(min(seconds) + 1 + COUNTED.total_seconds() - now)
        if family != "update" and channel in self.channels:
            waits.append(self.channels[channel] + CHANNEL_EVERY.total_seconds() - now)
        return max(waits)

    def note(self, family: str, channel: str, now: float) -> None:
        """Such a call is made."""
        seconds = self.calls.setdefault(family, {})
        seconds[int(now)] = seconds.get(int(now), 0) + 1
        if family != "update":
            self.channels[channel] = now


class SharedPace:
    """The pace of all processes on one database. Used by several threads."""

    def __init__(self, db: Database, steady: Callable[[], float] = time.monotonic) -> None:
        self._db, self._steady = db, steady
        self._missed: float | None = None
        self._turn = threading.Lock()
        """Its own threads take turns: they would find the row held by one another."""

    def take(self, family: str, channel: str, now: datetime) -> timedelta:
        """How long such a call must wait; where it is zero, it counts as made by all."""
        waits: list[float] = []
        name = sha256(channel.encode()).hexdigest()[:12]

        def change(text: str) -> str:
            recent, at = Recent.read(text, now.timestamp()), now.timestamp()
            waits.append(recent.wait(family, name, at))
            if not waits[0]:
                recent.note(family, name, at)
            return text if waits[0] else recent.written()

        if not self._changed(change):
            return AGAIN if self._others_hold() else timedelta(0)
        return timedelta(seconds=waits[0])

    def pause(self, now: datetime, length: timedelta) -> None:
        """Slack asked this process to wait: all do."""

        def change(text: str) -> str:
            recent, at = Recent.read(text, now.timestamp()), now.timestamp()
            recent.pause = max(recent.pause, (at, length.total_seconds()), key=sum)
            return recent.written()

        self._changed(change)

    def _changed(self, change: Callable[[str], str]) -> bool:
        with self._turn:
            if done := kept_pace(self._db, change):
                self._missed = None
            return done

    def _others_hold(self) -> bool:
        """Whether another process holds the row, and not for so long that it must be lost."""
        began = self._missed = self._steady() if self._missed is None else self._missed
        return self._steady() - began < LOST
