"""The post office: one way out for all payloads, three more tries for events.

Source: https://docs.slack.dev/apis/events-api#retries
"""

import threading
import time
from datetime import datetime, timedelta
from typing import Protocol

from sandbox.delivery.envelope import ACK_SECONDS, RETRIES, Answer, Envelope
from sandbox.errors import Json
from sandbox.workspace import Workspace

RETRY_AFTER = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
"""Box time before the first, second and third new try."""


class Transport(Protocol):
    """What carries an envelope to the app."""

    def send(self, envelope: Envelope) -> None:
        """Send without waiting."""


class Post:
    """Sends payloads, watches events until they are acknowledged, tries them again."""

    def __init__(self, workspace: Workspace, transport: Transport) -> None:
        self.transport = transport
        self.patience = ACK_SECONDS
        self._workspace = workspace
        self._lock = threading.Lock()
        self._watched: dict[str, Envelope] = {}
        self._retries: list[tuple[datetime, Envelope]] = []
        workspace.clock.on_change(self.tend)

    def ask(self, kind: str, payload: Json, on_answer: Answer) -> str | None:
        """Send and wait for the acknowledgement; the failure's name, or None."""
        envelope = Envelope(kind, payload, on_answer, patience=self.patience)
        self.transport.send(envelope)
        return envelope.wait()

    def tell(self, event: Json) -> Envelope:
        """Send an event (an `event_callback` body) without waiting."""
        envelope = Envelope("events_api", event, patience=self.patience)
        self._dispatch(envelope)
        return envelope

    def _dispatch(self, envelope: Envelope) -> None:
        envelope.sent_at = self._workspace.now()
        with self._lock:
            self._watched[envelope.id] = envelope
        self.transport.send(envelope)

    def tend(self) -> None:
        """Give up on late events, send those whose next try is due; called often and when time moves."""
        now, real = self._workspace.now(), time.monotonic()
        with self._lock:
            watched = list(self._watched.values())
        for envelope in watched:
            if real >= envelope.deadline:
                envelope.fail("timeout")
            if envelope.done.is_set():
                self._finish(envelope)
        with self._lock:
            due = [e for at, e in self._retries if at <= now]
            self._retries = [(at, e) for at, e in self._retries if at > now]
        for envelope in due:
            envelope.deadline = time.monotonic() + envelope.patience
            self._dispatch(envelope)

    def _finish(self, envelope: Envelope) -> None:
        with self._lock:
            if self._watched.pop(envelope.id, None) is None:
                return
            if envelope.failure is None or envelope.attempt >= RETRIES:
                return
            again = Envelope(
                "events_api",
                envelope.payload,
                attempt=envelope.attempt + 1,
                reason=envelope.failure,
                patience=self.patience,
            )
            sent_at = envelope.sent_at or self._workspace.now()
            self._retries.append((sent_at + RETRY_AFTER[envelope.attempt], again))

    def quiet(self) -> bool:
        """Whether no event is under way (retries that wait for the clock do not count)."""
        with self._lock:
            return all(envelope.done.is_set() for envelope in self._watched.values())

    def wait_quiet(self, timeout: float) -> bool:
        """Wait (real seconds) until every event sent so far is acknowledged or given up."""
        end = time.monotonic() + timeout
        with self._lock:
            watched = list(self._watched.values())
        return all(envelope.done.wait(max(0.0, end - time.monotonic())) for envelope in watched)
