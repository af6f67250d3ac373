"""A window that Slack does not show just now: it is too busy, ails, or its three seconds are over."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

WINDOWS = frozenset({"views.open", "views.push", "views.update"})
"""Methods that show one; the home tab (`views.publish`) is no window."""


class WindowUnshown(SlackApiError):  # noqa: N818 - it is no fault of ours, and a later click shows it
    """The same click, made again, would show it. What was written before stands."""

    def __init__(self, code: str, response: SlackResponse | Mapping[str, Any]) -> None:
        super().__init__(code, response)  # type: ignore[no-untyped-call]
        self.code = code
