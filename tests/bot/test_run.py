"""What `prime run` writes to its log."""

import logging
from collections.abc import Iterator

import pytest
from slack_bolt.logger import get_bolt_app_logger, get_bolt_logger

from bot.run import OURS, log_at

SLACK_S = ("slack_sdk.web.base_client", "slack_sdk.socket_mode.builtin.client", "slack_sdk.webhook.client")


@pytest.fixture(autouse=True)
def levels() -> Iterator[None]:
    """Every level as it was before."""
    kept = {name: logging.getLogger(name).level for name in ("", *OURS)}
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
