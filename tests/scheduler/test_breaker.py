"""The breaker: what rests while Slack refuses us, how long, and how loud."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.breaker import FIRST, Breaker
from scheduler.slack_errors import CallError, failure

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
NONE, SECOND = timedelta(0), timedelta(seconds=1)


class Slack:
    """What `auth.test` answers, and how often it was asked."""

    def __init__(self) -> None:
        self.fault, self.asked = "", 0

    def who_are_we(self) -> None:
        self.asked += 1
        if self.fault:
            raise CallError(failure(self.fault, 200, {}))


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def breaker(slack: Slack) -> Breaker:
    return Breaker(slack.who_are_we, lambda: 1.0)


def test_a_token_that_is_refused_has_everything_rest_and_asks_seldom(slack: Slack, breaker: Breaker) -> None:
    slack.fault = "invalid_auth"
    assert breaker.refused("invalid_auth", "post", NOW)
    asked, at = slack.asked, NOW
    while at < NOW + timedelta(hours=1):
        assert not breaker.ready(at)
        at += SECOND
    assert slack.asked - asked < 12
    assert breaker.open == {"": "invalid_auth"}


def test_once_the_token_is_good_everything_goes_on(slack: Slack, breaker: Breaker) -> None:
    slack.fault = "token_revoked"
    breaker.refused("token_revoked", "post", NOW)
    slack.fault = ""
    assert not breaker.ready(NOW + FIRST - SECOND)
    assert breaker.ready(NOW + FIRST)
    assert breaker.open == {}


def test_a_scope_that_files_lack_has_files_rest_alone(breaker: Breaker) -> None:
    assert breaker.refused("missing_scope", "upload", NOW)
    assert breaker.ready(NOW)
    assert breaker.wait("post", NOW) == breaker.wait("update", NOW) == NONE
    assert breaker.wait("upload", NOW) == FIRST


def test_when_its_pause_is_over_one_call_of_a_family_tries(breaker: Breaker) -> None:
    breaker.refused("missing_scope", "upload", NOW)
    later = NOW + FIRST
    assert breaker.wait("upload", later) == NONE
    assert breaker.wait("upload", later) > NONE
    breaker.refused("missing_scope", "upload", later)
    assert breaker.rest("upload", later) == 2 * FIRST
    assert breaker.wait("upload", later + 2 * FIRST) == NONE
    breaker.worked("upload")
    assert breaker.wait("upload", later + 2 * FIRST) == NONE
    assert breaker.open == {}


def test_a_closed_account_of_the_reader_is_told_from_our_own(slack: Slack, breaker: Breaker) -> None:
    assert not breaker.refused("account_inactive", "post", NOW, personal=True)
    assert breaker.open == {}
    slack.fault = "account_inactive"
    assert breaker.refused("account_inactive", "post", NOW, personal=True)
    assert breaker.open == {"": "account_inactive"}


def test_several_threads_that_meet_the_same_open_it_once(slack: Slack, breaker: Breaker) -> None:
    slack.fault = "invalid_auth"
    for _ in range(4):
        breaker.refused("invalid_auth", "post", NOW)
    slack.fault = ""
    assert breaker.ready(NOW + FIRST)


def test_the_log_says_what_to_do_once_and_that_it_goes_on(
    slack: Slack, breaker: Breaker, caplog: pytest.LogCaptureFixture
) -> None:
    slack.fault = "invalid_auth"
    breaker.refused("invalid_auth", "post", NOW)
    for seconds in range(120):
        breaker.ready(NOW + seconds * SECOND)
    slack.fault = ""
    assert breaker.ready(NOW + timedelta(hours=1))
    loud = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "SLACK_BOT_TOKEN" in loud[0].getMessage()
    assert len(loud) == 4  # opened, and at 15, 45 and 105 s
    assert caplog.records[-1].getMessage().startswith("Slack accepts us again")


def test_a_clock_that_was_ahead_holds_up_no_probe(slack: Slack, breaker: Breaker) -> None:
    slack.fault = "invalid_auth"
    breaker.refused("invalid_auth", "post", NOW + timedelta(days=1))
    slack.fault = ""
    assert not breaker.ready(NOW)
    assert breaker.ready(NOW + FIRST)
