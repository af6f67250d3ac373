"""Asking the app and waiting for what it says."""

import time
from collections.abc import Callable
from typing import Any

from sandbox.core import Core
from sandbox.delivery.envelope import Envelope
from sandbox.errors import ApiError, Json


def ask(
    core: Core, kind: str, payload: Json, answered: Callable[[Any], None], user: str, complaint: str
) -> str | None:
    """Deliver and wait; a failure becomes a notice, with Slack's words for a time-out."""
    refusals: list[str] = []

    def guarded(body: Any) -> None:
        try:
            answered(body)
        except ApiError as refusal:
            refusals.append(str(refusal))

    failure = core.post.ask(kind, payload, guarded)
    if failure == "operation_timeout":
        failure = "operation_timeout: operation timed out"
    failure = failure or (refusals[0] if refusals else None)
    if failure is not None:
        core.workspace.notice(user, complaint.format(failure))
    return failure


def wait(*envelopes: Envelope | None) -> None:
    """Wait until the app acknowledged events, at most until their deadline; the post office tries again."""
    for envelope in envelopes:
        if envelope is not None:
            envelope.done.wait(max(0.0, envelope.deadline - time.monotonic()))
