"""Faults on demand: what a network and a busy Slack do to an app."""

import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Fault:
    """One fault for the next `times` calls of `method` ("*": any), after `after` good ones."""

    kind: str
    method: str
    times: int
    after: int = 0
    value: float | str = 0


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
    """The faults ordered so far; each is spent call by call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ordered: list[Fault] = []
        self._gates: dict[str, Gate] = {}
        self._copies = 0
        self._drop: Callable[[], None] = lambda: None
        self._disconnect: Callable[[str], None] = lambda _reason: None

    def attach(self, drop: Callable[[], None], disconnect: Callable[[str], None]) -> None:
        """Give the hands that reach the sockets."""
        self._drop, self._disconnect = drop, disconnect

    def latency(self, method: str, seconds: float, times: int = 1, after: int = 0) -> None:
        """Answer late, by real seconds."""
        self._order(Fault("latency", method, times, after, seconds))

    def hold(self, method: str) -> Gate:
        """Hold calls back until the returned gate is opened; needs no sleep in a test."""
        gate = Gate()
        self._gates[method] = gate
        return gate

    def server_error(self, method: str, times: int = 1, after: int = 0) -> None:
        """Answer HTTP 500; the call takes no effect."""
        self._order(Fault("500", method, times, after))

    def rate_limit(self, method: str, times: int = 1, retry_after: int = 1, after: int = 0) -> None:
        """Answer HTTP 429 with `Retry-After`; the call takes no effect."""
        self._order(Fault("429", method, times, after, retry_after))

    def error(self, method: str, code: str, times: int = 1, after: int = 0) -> None:
        """Answer `{"ok": false, "error": code}`; the call takes no effect."""
        self._order(Fault("error", method, times, after, code))

    def reset_after_effect(self, method: str, times: int = 1, after: int = 0) -> None:
        """Do what was asked, then cut the connection without an answer."""
        self._order(Fault("reset_after", method, times, after))

    def reset_before_effect(self, method: str, times: int = 1, after: int = 0) -> None:
        """Cut the connection; the call takes no effect."""
        self._order(Fault("reset_before", method, times, after))

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
        """Forget every order and open every gate."""
        with self._lock:
            self._ordered.clear()
            gates, self._gates = list(self._gates.values()), {}
            self._copies = 0
        for gate in gates:
            gate.open()

    def copies(self) -> int:
        """How many times the next envelope is to be sent."""
        if self._copies <= 0:
            return 1
        self._copies -= 1
        return 2

    def gate(self, method: str) -> Gate | None:
        """The closed gate that holds `method`, if any."""
        gate = self._gates.get(method) or self._gates.get("*")
        return gate if gate is not None and not gate.is_open else None

    def take(self, method: str) -> list[Fault]:
        """The faults that strike this call; counts it."""
        struck: list[Fault] = []
        with self._lock:
            for fault in self._ordered:
                if fault.method not in (method, "*"):
                    continue
                if fault.after > 0:
                    fault.after -= 1
                elif fault.times > 0:
                    fault.times -= 1
                    struck.append(fault)
            self._ordered = [fault for fault in self._ordered if fault.times > 0]
        return struck

    def _order(self, fault: Fault) -> None:
        with self._lock:
            self._ordered.append(fault)
