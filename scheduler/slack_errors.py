"""Slack's errors, by what they are about; and every shape in which its client says that a call failed.

The codes are those of the tables "Errors" on the pages of the methods that the outbox calls.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError


class ErrorScope(Enum):
    """What an error is about, which says what to do."""

    MESSAGE = "message"
    """This message or its recipient: trying again changes nothing."""
    WORKSPACE = "workspace"
    """Our token, app or workspace: nothing gets through before somebody acts. No message's fault."""
    PACE = "pace"
    """We were too fast; Slack says how long to wait."""
    PASSING = "passing"
    """Slack or the way there is ailing, or says what nobody knows: tried again."""


# Common to all methods, e.g. docs.slack.dev/reference/methods/auth.test and .../chat.postMessage.
OF_WORKSPACE = frozenset(
    {
        "access_denied",
        "accesslimited",
        "account_inactive",  # "Authentication token is for a deleted user or workspace": ours, see `Breaker`
        "app_access_denied",
        "deprecated_endpoint",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "method_deprecated",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_added_to_org",
        "team_disabled",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
        "user_removed_from_team",
    }
)
OF_RECIPIENT = frozenset(
    {
        # docs.slack.dev/reference/methods/conversations.open
        "cannot_dm_bot",
        "invalid_user_combination",
        "method_not_supported_for_channel_type",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        # .../chat.postMessage
        "channel_is_archived",
        "channel_not_found",
        "invalid_channel",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "team_not_found",
        # .../files.completeUploadExternal
        "posting_to_channel_denied",
        # .../chat.update
        "cant_update_message",
        "edit_window_closed",
        "is_inactive",
        "message_not_found",
    }
)
OF_CONTENT = frozenset(
    {
        # .../chat.postMessage and .../chat.update
        "attachment_payload_limit_exceeded",
        "block_mismatch",
        "invalid_arg_name",
        "invalid_arguments",
        "invalid_array_arg",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_charset",
        "invalid_form_data",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "invalid_post_type",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "too_many_attachments",
        # .../files.getUploadURLExternal
        "alt_txt_too_large",
        "blocked_file_type",
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "malware_detected",
        "snippet_too_large",
        "unknown_snippet_type",
    }
)
OF_MESSAGE = OF_RECIPIENT | OF_CONTENT
OF_PACE = frozenset({"ratelimited", "rate_limited"})

MALFORMED = (ValueError, LookupError, AttributeError, TypeError)
"""What the client raises of an answer that is no answer: HTML, JSON that is no object, a strange charset."""
CAUGHT = (SlackClientError, OSError, HTTPException, *MALFORMED)
"""All that a call may end in. `OSError` has time-outs, resets and URLError."""
SHORTEST, USUAL, LONGEST = 1, 30, 600
"""Seconds that Slack may ask to wait."""


@dataclass(frozen=True, slots=True)
class Failure:
    """How a call failed."""

    about: ErrorScope
    code: str
    """Slack's code, or what stands in for it: `http_503`, `TimeoutError`."""
    wait: timedelta = timedelta(0)
    """How long Slack asks to wait."""


class CallError(Exception):
    """A call to Slack failed. `shown`: whether it may have taken effect all the same, where people see it."""

    def __init__(self, failure: Failure, *, shown: bool = False) -> None:
        super().__init__(failure.code)
        self.failure, self.shown = failure, shown


def failure_of(error: Exception) -> Failure:
    """What an exception of Slack's client, or of the line to it, says."""
    if not isinstance(error, SlackApiError):
        return Failure(ErrorScope.PASSING, type(error).__name__)
    status, headers, data = _parts(error.response)
    said = data.get("error") if isinstance(data, Mapping) else None
    code = said if isinstance(said, str) and said else f"http_{status}"
    return failure(code, status, headers)


def failure(code: str, status: int, headers: Mapping[str, Any]) -> Failure:
    """What a code and an HTTP status mean together."""
    if status == 429 or code in OF_PACE:
        return Failure(ErrorScope.PACE, code, _asked(headers))
    return Failure(about(code), code)


def about(code: str) -> ErrorScope:
    """What an error code is about; one that nobody knows passes, perhaps."""
    if code in OF_WORKSPACE:
        return ErrorScope.WORKSPACE
    return ErrorScope.MESSAGE if code in OF_MESSAGE else ErrorScope.PASSING


def _parts(response: Any) -> tuple[int, Mapping[str, Any], Any]:
    """Status, headers and data: of a response, or of the dict that stands for a body that is no JSON."""
    if isinstance(response, Mapping):
        return int(response.get("status") or 0), response.get("headers") or {}, None
    return (
        int(getattr(response, "status_code", 0) or 0),
        getattr(response, "headers", None) or {},
        getattr(response, "data", None),
    )


def _asked(headers: Mapping[str, Any]) -> timedelta:
    """What `Retry-After` says, within reason; whatever else it says is not believed."""
    found = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    text = str(found[0] if isinstance(found, list) and found else found).strip()
    seconds = int(text) if text.isdecimal() and len(text) < 9 else USUAL
    return timedelta(seconds=min(max(seconds, SHORTEST), LONGEST))
