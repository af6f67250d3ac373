"""What a failed call is about, whatever shape it comes in."""

import json
import urllib.error
from datetime import timedelta
from http.client import BadStatusLine, IncompleteRead
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from handlers.kit.missing_posts import REASONS
from scheduler.slack_errors import OF_MESSAGE, OF_PACE, OF_WORKSPACE, ErrorScope, failure_of


def refused(code: str, status: int = 200, **headers: str) -> SlackApiError:
    """As the client says it of an answer in JSON."""
    data = {"ok": False, "error": code}
    return SlackApiError("refused", SlackResponse(
        client=WebClient(), http_verb="POST", api_url="x", req_args={},
        data=data, headers=headers, status_code=status,
    ))  # fmt: skip


def unread(status: int, **headers: str) -> SlackApiError:
    """As the client says it of a body that is no JSON."""
    return SlackApiError("unread", {"status": status, "headers": headers, "body": "<html>"})


def test_no_code_is_about_two_things() -> None:
    assert not OF_WORKSPACE & OF_MESSAGE
    assert not OF_PACE & (OF_WORKSPACE | OF_MESSAGE)


def test_whatever_organisers_are_told_a_reason_for_is_about_the_message() -> None:
    assert REASONS.keys() <= OF_MESSAGE


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive", "missing_scope"])
def test_what_our_token_lacks_is_no_message_s_fault(code: str) -> None:
    assert failure_of(refused(code)).about is ErrorScope.WORKSPACE


@pytest.mark.parametrize(
    "code", ["user_disabled", "channel_not_found", "invalid_blocks", "message_not_found"]
)
def test_what_is_wrong_with_a_message_stays_wrong(code: str) -> None:
    assert failure_of(refused(code)).about is ErrorScope.MESSAGE


@pytest.mark.parametrize(
    "error",
    [
        refused("fatal_error"),
        refused("internal_error", 500),
        refused("something_new"),
        refused("", 500),
        unread(503),
        unread(200),
        SlackRequestError("no"),
        TimeoutError(),
        ConnectionResetError(),
        urllib.error.URLError("no route"),
        BadStatusLine(""),
        IncompleteRead(b""),
        json.JSONDecodeError("no", "<html>", 0),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"),
        LookupError("unknown encoding"),
        AttributeError("'list' object has no attribute 'get'"),
        SlackApiError("odd", None),
    ],
)
def test_all_else_passes_whatever_it_looks_like(error: Exception) -> None:
    assert failure_of(error).about is ErrorScope.PASSING


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("7", 7), ("0", 1), ("99999", 600), ("soon", 30), ("-3", 30), ("1.5", 30), ("9" * 5000, 30)],
)
def test_slack_is_waited_for_within_reason(asked: str, seconds: int) -> None:
    for error in (
        refused("ratelimited", 429, **{"Retry-After": asked}),
        unread(429, **{"retry-after": asked}),
    ):
        found = failure_of(error)
        assert (found.about, found.wait) == (ErrorScope.PACE, timedelta(seconds=seconds))


def test_a_429_that_says_no_time_is_waited_for_too() -> None:
    assert failure_of(unread(429)).wait == timedelta(seconds=30)


def test_an_error_that_is_no_word_is_not_believed() -> None:
    odd: Any = {"not": "a word"}
    assert failure_of(refused(odd)).code == "http_200"
