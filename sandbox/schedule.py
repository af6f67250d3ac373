"""Messages that wait for their hour on the box's clock.

Source: https://docs.slack.dev/reference/methods/chat.scheduleMessage
"""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.errors import Json
from sandbox.workspace import Workspace


@dataclass(frozen=True)
class Waiting:
    """One scheduled message: where and when (Unix seconds) it goes, and the arguments it was given with."""

    id: str
    channel: str
    post_at: int
    made_at: int
    text: str
    post: Callable[[], object]

    def shown(self) -> Json:
        """As `chat.scheduledMessages.list` has it."""
        return {
            "id": self.id,
            "channel_id": self.channel,
            "post_at": self.post_at,
            "date_created": self.made_at,
            "text": self.text,
        }


class Schedule:
    """What waits; looked at whenever the clock moves, and often while it runs."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.waiting: dict[str, Waiting] = {}
        workspace.clock.on_change(self.tend)

    def tend(self) -> None:
        """Post what is due, in order; what can no longer be posted is gone, as in Slack."""
        now = self._workspace.epoch()
        with self._workspace.changed:
            due = sorted((w for w in self.waiting.values() if w.post_at <= now), key=lambda w: w.post_at)
            for one in due:
                del self.waiting[one.id]
        for one in due:
            one.post()
