"""Trigger ids: one use, three seconds of box time.

Source: https://docs.slack.dev/interactivity/handling-user-interaction
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.errors import ApiError
from sandbox.workspace import Workspace

LIFE = timedelta(seconds=3)


@dataclass
class Trigger:
    """Whose act it was, when, and from which modal, if any."""

    user: str
    issued: datetime
    view: str | None = None
    used: bool = False


class Triggers:
    """All trigger ids ever issued."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, Trigger] = {}

    def issue(self, user: str, view: str | None = None) -> str:
        """A fresh trigger id for an act of `user`."""
        number = f"{len(self._known) + 1}.{self._workspace.epoch()}.{self._workspace.scribble(12).lower()}"
        self._known[number] = Trigger(user, self._workspace.now(), view)
        return number

    def spend(self, trigger_id: str | None) -> Trigger:
        """Use it up; `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id` otherwise."""
        trigger = self._known.get(trigger_id or "")
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if self._workspace.now() - trigger.issued > LIFE:
            raise ApiError("expired_trigger_id")
        trigger.used = True
        return trigger
