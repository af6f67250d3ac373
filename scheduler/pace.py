"""Slack's limits, kept on our side so that they are seldom met (docs.slack.dev, rate limits)."""

from collections import deque
from datetime import datetime, timedelta

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
        if len(self._calls) < self._most:
            return timedelta(0)
        return self._calls[0] + MINUTE - now

    def note(self, now: datetime) -> None:
        """A call was made."""
        self._calls.append(now)


class Pace:
    """When the next call of a kind may be made. One per process; used by the outbox's one thread."""

    def __init__(self) -> None:
        self._windows = {
            "post": Window(POSTS_A_MINUTE),
            "update": Window(UPDATES_A_MINUTE),
            "upload": Window(UPLOADS_A_MINUTE),
        }
        self._last: dict[str, datetime] = {}
        self._paused_until: datetime | None = None

    def wait(self, kind: str, channel: str, now: datetime) -> timedelta:
        """How long a call must wait; zero when it may be made now."""
        waits = [self._windows[kind].wait(now)]
        if self._paused_until:
            waits.append(self._paused_until - now)
        if kind != "update" and channel in self._last:
            waits.append(self._last[channel] + CHANNEL_EVERY - now)
        return max(timedelta(0), *waits)

    def note(self, kind: str, channel: str, now: datetime) -> None:
        """A call was made."""
        self._windows[kind].note(now)
        if kind != "update":
            self._last = {at: when for at, when in self._last.items() if now - when < CHANNEL_EVERY}
            self._last[channel] = now

    def pause(self, until: datetime) -> None:
        """Slack asked to wait (429 with Retry-After)."""
        self._paused_until = until
