"""The time of the box: every expiry, limit and retry reads it, so that tests need not wait."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SettableClock:
    """A clock that stands still until it is moved, or, with `ticking`, runs on from where it was set."""

    def __init__(self, start: datetime | None = None, *, ticking: bool = False) -> None:
        moment = start or datetime.now(UTC)
        if moment.tzinfo is None:
            raise ValueError("the clock needs an aware datetime")
        self._lock = threading.Lock()
        self._ticking = ticking
        self._now = moment.astimezone(UTC)
        self._set_at = datetime.now(UTC)
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        with self._lock:
            return self._read()

    def advance(self, by: timedelta) -> None:
        """Move on by `by` and tell the listeners; time never runs back."""
        if by < timedelta(0):
            raise ValueError("the clock does not run back")
        with self._lock:
            self._store(self._read() + by)
        self._tell()

    def set(self, moment: datetime) -> None:
        """Jump to `moment` (aware, any zone) and tell the listeners."""
        with self._lock:
            self._store(moment.astimezone(UTC))
        self._tell()

    def reach(self, moment: datetime) -> None:
        """Move on to `moment` and tell the listeners, unless it is later than that already."""
        with self._lock:
            if moment <= self._read():
                return
            self._store(moment.astimezone(UTC))
        self._tell()

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call `callback()` after every `advance` and `set`, in the thread that moved the clock."""
        self._listeners.append(callback)

    def _read(self) -> datetime:
        return self._now + (datetime.now(UTC) - self._set_at) if self._ticking else self._now

    def _store(self, moment: datetime) -> None:
        self._now, self._set_at = moment, datetime.now(UTC)

    def _tell(self) -> None:
        for callback in list(self._listeners):
            callback()
