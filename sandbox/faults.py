"""Faults on demand: what a network and an ailing Slack do to an app."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sandbox.clock import SettableClock

UPLOAD = "upload"
"""The name by which a fault strikes the bytes of a file, posted to the address that was promised for them."""
DOWNLOAD = "download"
"""The name by which a fault strikes the reading of a private file."""
RESPONSE_URL = "response_url"
"""The name by which a fault strikes what is posted to a `response_url`."""
PLACES = ("channel", "channel_id", "users", "user_id", "user")
"""The arguments by which methods name a channel or a person."""


@dataclass
class Fault:
    """One fault of the next `times` calls of `method` ("*": any), after `after` good ones.

    With `until`, it is one of all calls until then, on the box's clock. `to` keeps to calls about that
    channel or person.
    """

    kind: str
    method: str
    times: int
    after: int = 0
    value: float | str | Callable[[], None] = 0
    until: datetime | None = None
    to: str | None = None

    def over(self, now: datetime) -> bool:
        """Whether it strikes no more."""
        return self.times <= 0 if self.until is None else now >= self.until

    def about(self, method: str, args: Mapping[str, Any]) -> bool:
        """Whether it is about this call."""
        beside = self.kind == "error" and method in (UPLOAD, DOWNLOAD, RESPONSE_URL)
        named = self.method == method or (self.method == "*" and not beside)
        return named and self.to in (None, *map(args.get, PLACES))


class Gate:
    """Holds calls back until `open()`; `arrived` is set when the first one waits."""

    def __init__(self) -> None:
        self.arrived = threading.Event()
        self._open = threading.Event()

    def open(self) -> None:
        """Let every held call go on."""
        self._open.set()

    @property
    def is_open(self) -> bool:
        """Whether calls may pass."""
        return self._open.is_set()


class Faults:
    """The faults ordered so far; each is spent call by call, or by the clock.

    A method is one of the Web API, `UPLOAD`, `DOWNLOAD`, `RESPONSE_URL`, or "*" for all of these.
    `lasting` has the fault strike every call for so long on the box's clock, instead of `times`
    calls; `after` lets so many pass first; `to` strikes only calls about that channel or person.
    """

    def __init__(self, clock: SettableClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._ordered: list[Fault] = []
        self._gates: dict[tuple[str, bool], Gate] = {}
        self._copies = 0
        self.cleared = 0
        """How often `clear` was called."""
        self._drop: Callable[[], None] = lambda: None
        self._disconnect: Callable[[str], None] = lambda _reason: None

    def attach(self, drop: Callable[[], None], disconnect: Callable[[str], None]) -> None:
        """Give the hands that reach the sockets."""
        self._drop, self._disconnect = drop, disconnect

    def latency(self, method: str, seconds: float, times: int = 1, after: int = 0) -> None:
        """Answer late, by real seconds."""
        self._order("latency", method, times, after, seconds)

    def slow(self, method: str, seconds: float, times: int = 1, after: int = 0, **more: Any) -> None:
        """Answer late by seconds of the box's clock, which moves on so far while the call is under way."""
        self._order("slow", method, times, after, seconds, **more)

    def unanswered(self, method: str, times: int = 1, after: int = 0, **more: Any) -> None:
        """Do what was asked and leave the line open without a word, until the app hangs up."""
        self._order("unanswered", method, times, after, **more)

    def unheard(self, method: str, times: int = 1, after: int = 0, **more: Any) -> None:
        """The same, but the call takes no effect."""
        self._order("unheard", method, times, after, **more)

    def hold(self, method: str, *, answer: bool = False) -> Gate:
        """Hold calls back until the returned gate is opened; needs no sleep in a test.

        `answer`: what was asked is done before, and only its answer is held back.
        """
        gate = Gate()
        self._gates[method, answer] = gate
        return gate

    def server_error(self, method: str, times: int = 1, after: int = 0, **more: Any) -> None:
        """Answer HTTP 500 with JSON; the call takes no effect."""
        self._order("500", method, times, after, **more)

    def unavailable(self, method: str, times: int = 1, after: int = 0, **more: Any) -> None:
        """Answer HTTP 503 with a page of HTML, as what stands before Slack does; no effect."""
        self._order("page", method, times, after, 503, **more)

    def page(self, method: str, times: int = 1, after: int = 0, **more: Any) -> None:
        """Answer HTTP 200 with a page of HTML, as a proxy between does; no effect."""
        self._order("page", method, times, after, 200, **more)

    def rate_limit(
        self, method: str, times: int = 1, retry_after: int = 1, after: int = 0, **more: Any
    ) -> None:
        """Answer HTTP 429 with `Retry-After`; the call takes no effect."""
        self._order("429", method, times, after, retry_after, **more)

    def error(self, method: str, code: str, times: int = 1, after: int = 0, **more: Any) -> None:
        """Answer `{"ok": false, "error": code}`; the call takes no effect.

        By the name "*" it strikes the Web API alone: the other addresses know of no such answer.
        """
        self._order("error", method, times, after, code, **more)

    def reset_after_effect(self, method: str, times: int = 1, after: int = 0, **more: Any) -> None:
        """Do what was asked, then cut the connection without an answer."""
        self._order("reset_after", method, times, after, **more)

    def reset_before_effect(self, method: str, times: int = 1, after: int = 0, **more: Any) -> None:
        """Cut the connection; the call takes no effect."""
        self._order("reset_before", method, times, after, **more)

    def happens(self, method: str, what: Callable[[], None], after: int = 0, *, answer: bool = False) -> None:
        """Have something happen in the middle of a call: before it is done, or before its `answer` leaves."""
        self._order("then" if answer else "first", method, 1, after, what)

    def duplicate_envelopes(self, times: int = 1) -> None:
        """Send the next `times` Socket Mode envelopes twice."""
        self._copies += times

    def drop_sockets(self) -> None:
        """Cut every Socket Mode connection without a word."""
        self._drop()

    def warn_sockets(self) -> None:
        """Send `disconnect` with reason "warning": the socket closes soon."""
        self._disconnect("warning")

    def refresh_sockets(self) -> None:
        """Send `disconnect` with reason "refresh_requested": new envelopes go to other sockets."""
        self._disconnect("refresh_requested")

    def clear(self) -> None:
        """Forget every order, open every gate, and let go of what is left unanswered."""
        with self._lock:
            self._ordered.clear()
            gates, self._gates = list(self._gates.values()), {}
            self._copies = 0
            self.cleared += 1
        for gate in gates:
            gate.open()

    def copies(self) -> int:
        """How many times the next envelope is to be sent."""
        if self._copies <= 0:
            return 1
        self._copies -= 1
        return 2

    def gate(self, method: str, *, answer: bool = False) -> Gate | None:
        """The closed gate that holds `method`, or its answer, if any."""
        gate = self._gates.get((method, answer)) or self._gates.get(("*", answer))
        return gate if gate is not None and not gate.is_open else None

    def take(self, method: str, args: Mapping[str, Any]) -> list[Fault]:
        """The faults that strike this call; counts it."""
        struck: list[Fault] = []
        now = self._clock.now()
        with self._lock:
            for fault in self._ordered:
                if fault.over(now) or not fault.about(method, args):
                    continue
                if fault.after > 0:
                    fault.after -= 1
                else:
                    fault.times -= 1
                    struck.append(fault)
            self._ordered = [fault for fault in self._ordered if not fault.over(now)]
        return struck

    def _order(
        self,
        kind: str,
        method: str,
        times: int,
        after: int,
        value: float | str | Callable[[], None] = 0,
        *,
        lasting: timedelta | None = None,
        to: str | None = None,
    ) -> None:
        until = None if lasting is None else self._clock.now() + lasting
        with self._lock:
            self._ordered.append(Fault(kind, method, times, after, value, until, to))
