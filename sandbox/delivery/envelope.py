"""One payload on its way to the app."""

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.errors import Json

ACK_SECONDS = 3.0
"""How long Slack waits for an acknowledgement, in real seconds."""

RETRIES = 3
"""How often Slack tries again to deliver an event."""

Answer = Callable[[Any], None]
"""Called once with what the app sent back with its acknowledgement (None when empty)."""


def _new_id() -> str:
    return str(uuid.uuid4())


@dataclass
class Envelope:
    """A payload of kind slash_commands, interactive or events_api, and what became of it."""

    kind: str
    payload: Json
    on_answer: Answer | None = None
    id: str = field(default_factory=_new_id)
    attempt: int = 0
    reason: str = ""
    failure: str | None = None
    patience: float = ACK_SECONDS
    sent_at: datetime | None = None
    done: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _settled: bool = False

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.patience

    def answer(self, body: Any) -> bool:
        """The app acknowledged; False when it was too late or a second time."""
        if not self._settle():
            return False
        try:
            if self.on_answer is not None:
                self.on_answer(body)
        finally:
            self.done.set()
        return True

    def fail(self, reason: str) -> bool:
        """No acknowledgement came; False when one had."""
        if not self._settle():
            return False
        self.failure = reason
        self.done.set()
        return True

    def wait(self) -> str | None:
        """Wait for the end, at most until the deadline; the failure's name, or None when acknowledged."""
        if not self.done.wait(max(0.0, self.deadline - time.monotonic())):
            self.fail("operation_timeout")
            self.done.wait()
        return self.failure

    def _settle(self) -> bool:
        with self._lock:
            first, self._settled = not self._settled, True
            return first
