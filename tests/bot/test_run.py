"""`prime run`: what it writes to its log, and how it says that it cannot serve."""

import logging
import socket
from collections.abc import Iterator

import pytest
from slack_bolt.logger import get_bolt_app_logger, get_bolt_logger

from bot.app import Prime, assemble
from bot.logs import OURS, log_at
from bot.run import check_organisers, serve
from bot.settings import GivenSettings

SLACK_S = ("slack_sdk.web.base_client", "slack_sdk.socket_mode.builtin.client", "slack_sdk.webhook.client")


@pytest.fixture(autouse=True)
def levels() -> Iterator[None]:
    """Every level as it was before."""
    kept = {name: logging.getLogger(name).level for name in ("", "apscheduler", *OURS)}
    yield
    for name, level in kept.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_what_slack_s_libraries_carry_is_written_to_no_log_at_any_level(level: str) -> None:
    log_at(level)
    carriers = [logging.getLogger(name) for name in SLACK_S]
    carriers += [get_bolt_logger(Iterator), get_bolt_app_logger("prime", Iterator)]
    assert not any(one.isEnabledFor(logging.DEBUG) for one in carriers)
    assert logging.getLogger("bot.run").isEnabledFor(logging.getLevelNamesMapping()[level])


def test_whoever_wants_warnings_alone_gets_them_alone() -> None:
    log_at("WARNING")
    for name in ("bot.run", *SLACK_S):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)


def test_what_comes_every_second_is_not_logged() -> None:
    log_at("INFO")
    assert not logging.getLogger("apscheduler.executors.default").isEnabledFor(logging.INFO)
    assert not logging.getLogger("apscheduler.scheduler").isEnabledFor(logging.WARNING)
    assert logging.getLogger("apscheduler.executors.default").isEnabledFor(logging.ERROR)


@pytest.fixture
def prime(sqlite_url: str) -> Iterator[Prime]:
    """The bot of a club that nobody organises, connected to nothing."""
    given = GivenSettings(
        slack_bot_token="xoxb-test",
        slack_signing_secret="secret",
        slack_api_url="http://127.0.0.1:9/api/",
        database_url=sqlite_url,
        prime_channel="C0PRIME",
    )
    made = assemble(given)
    yield made
    made.stop()


def test_a_port_that_is_taken_is_said_in_one_line(prime: Prime) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"^--host 127.0.0.1 --port {port}: cannot listen .*in use"):
            serve(prime, http=True, host="127.0.0.1", port=port)


def test_a_host_that_nobody_knows_is_said_in_one_line(prime: Prime) -> None:
    with pytest.raises(SystemExit, match=r"^--host 300.1.1.1 --port 3000: cannot listen there"):
        serve(prime, http=True, host="300.1.1.1", port=3000)


def test_a_club_that_nobody_organises_is_warned_of(prime: Prime, caplog: pytest.LogCaptureFixture) -> None:
    check_organisers(prime)
    assert "PRIME_ORGANISERS" in caplog.text
