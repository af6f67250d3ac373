"""A tick costs what is due, not what waits; what goes out keeps Slack's limit, and near to it."""

import pytest

from benchmarks import ticks
from scheduler.limits import POSTS_A_MINUTE

FEW, MANY, DUE, POSTS = 1_000, 20_000, 40, 700


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_tick_costs_what_is_due_however_much_is_of_the_future(engine: str) -> None:
    if engine == "postgresql" and not ticks.SERVER:
        pytest.skip("no PostgreSQL server: set PRIME_TEST_DATABASE_URL")
    few, many = ticks.work_of(engine, FEW, DUE), ticks.work_of(engine, MANY, DUE)
    assert few > DUE, "nothing was counted"
    assert many <= ticks.TIMES * few


def test_in_no_minute_do_more_go_out_than_slack_takes_and_hardly_fewer() -> None:
    sent = ticks.stream(POSTS)
    assert len(sent.seen) == POSTS
    assert sent.most == POSTS_A_MINUTE
    assert sent.share >= 0.9, "two minutes, of which the last ends in its beginning"
