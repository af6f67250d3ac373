"""Prime's way to Slack's Web API: what it tells is on disk, and a window that is not shown is told apart."""

from collections.abc import Callable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.counting import CODE, CountedClient
from handlers.kit.scopes import GrantedScopes
from handlers.kit.unshown import WINDOWS, WindowUnshown
from scheduler.slack_errors import OF_PACE, failure_of

_LATER = OF_PACE | {
    *("expired_trigger_id", "exchanged_trigger_id"),
    *("fatal_error", "internal_error", "request_timeout", "service_unavailable"),
}
"""Codes of what the same click, made again, may be spared."""


class SlackClient(CountedClient):
    """The one Web API client."""

    settle: Callable[[], None] = staticmethod(lambda: None)
    """Waits until what is to be told is on disk."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.granted = GrantedScopes()
        """What Slack lets it do."""

    def api_call(self, api_method: str, **given: Any) -> SlackResponse:
        """One call. Raises what the client raises, or `WindowUnshown`."""
        self.settle()
        try:
            answer = super().api_call(api_method=api_method, **given)
            self.granted.note(answer.headers)
            return answer
        except SlackApiError as error:
            self.granted.note(getattr(error.response, "headers", {}))
            code = failure_of(error).code
            if api_method in WINDOWS and _passes(code):
                raise WindowUnshown(code, error.response) from error
            raise
        except OSError as error:
            if api_method in WINDOWS:
                raise WindowUnshown(type(error).__name__, {}) from error
            raise


def _passes(code: str) -> bool:
    """Whether the same call may be taken later: what is wrong with the window itself is not."""
    return code in _LATER or code.startswith("http_") or not CODE.fullmatch(code)
