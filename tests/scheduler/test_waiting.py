"""Waiting, pace and time on clocks that may be wrong for a while."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.limits import COUNTED, UPDATES_A_MINUTE
from scheduler.pace import Pace
from scheduler.timekeeping import RESTS, Timekeeper
from scheduler.waits import LONGEST, Wait, growing

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
NONE = timedelta(0)


def test_a_wait_ends_after_its_length() -> None:
    wait = Wait(NOW, MINUTE)
    assert (wait.left(NOW), wait.left(NOW + 59 * SECOND), wait.left(NOW + MINUTE)) == (MINUTE, SECOND, NONE)


def test_a_wait_of_a_clock_that_was_ahead_lasts_no_longer_than_it_was_to() -> None:
    wait = Wait(NOW + DAY, MINUTE)
    assert wait.left(NOW) == MINUTE
    assert wait.left(NOW + MINUTE) == NONE


def test_pauses_grow_to_ten_minutes_and_are_never_all_the_same() -> None:
    least = [growing(5 * SECOND, step, lambda: 0.0) for step in range(40)]
    most = [growing(5 * SECOND, step, lambda: 1.0) for step in range(40)]
    assert most[:4] == [5 * SECOND, 10 * SECOND, 20 * SECOND, 40 * SECOND]
    assert max(most) == most[-1] == LONGEST
    assert [one * 2 for one in least] == most


def test_a_channel_gets_a_message_a_second() -> None:
    pace = Pace()
    assert pace.take("post", "C1", NOW) == NONE
    assert pace.take("post", "C1", NOW) == SECOND
    assert pace.take("post", "C2", NOW) == NONE
    assert pace.take("post", "C1", NOW + SECOND) == NONE


def test_updates_stay_within_their_minute() -> None:
    pace = Pace()
    assert [pace.take("update", "C1", NOW) for _ in range(UPDATES_A_MINUTE)] == [NONE] * UPDATES_A_MINUTE
    assert pace.take("update", "C1", NOW + SECOND) == COUNTED - SECOND
    assert pace.take("update", "C1", NOW + COUNTED) == NONE


def test_a_thread_that_looked_at_the_clock_earlier_costs_the_others_nothing() -> None:
    pace = Pace()
    for number in range(UPDATES_A_MINUTE - 1):
        pace.take("update", f"C{number}", NOW)
    assert pace.take("update", "C", NOW + 5 * SECOND) == NONE
    assert pace.take("update", "C", NOW + 4 * SECOND) == COUNTED - 4 * SECOND
    assert pace.take("update", "C", NOW + COUNTED) == NONE, "they still count from when they were made"


def test_a_clock_that_was_a_day_ahead_holds_up_nothing_for_much_more_than_a_minute() -> None:
    pace = Pace()
    for _ in range(UPDATES_A_MINUTE):
        pace.take("update", "C1", NOW + DAY)
    pace.take("post", "C1", NOW + DAY)
    pace.pause(NOW + DAY, MINUTE)
    assert pace.wait("update", "C1", NOW) <= COUNTED
    assert pace.wait("post", "C1", NOW) <= MINUTE
    assert pace.wait("update", "C1", NOW + COUNTED) == pace.wait("post", "C1", NOW + MINUTE) == NONE


class Hands:
    """A clock, and the seconds that pass whatever becomes of it."""

    def __init__(self) -> None:
        self.now, self.steady = NOW, 0.0

    def pass_(self, seconds: float, jump: timedelta = NONE) -> None:
        self.now += timedelta(seconds=seconds) + jump
        self.steady += seconds


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def keeper(hands: Hands) -> Timekeeper:
    return Timekeeper(lambda: hands.now, lambda: hands.steady)


def test_time_that_passes_is_no_jump_however_long_nobody_looked(
    hands: Hands, keeper: Timekeeper, caplog: pytest.LogCaptureFixture
) -> None:
    for seconds in (1.0, 122.0, 86400.0):
        hands.pass_(seconds)
        assert keeper.look()
    assert not caplog.records


def test_a_jump_ahead_is_not_believed_at_once(
    hands: Hands, keeper: Timekeeper, caplog: pytest.LogCaptureFixture
) -> None:
    hands.pass_(1, DAY)
    assert not keeper.look()
    hands.pass_(RESTS - 1)
    assert not keeper.look()
    hands.pass_(1)
    assert keeper.look()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "ahead by 86400 s" in caplog.text


def test_a_clock_that_is_set_right_goes_on_at_once(
    hands: Hands, keeper: Timekeeper, caplog: pytest.LogCaptureFixture
) -> None:
    hands.pass_(1, DAY)
    assert not keeper.look()
    hands.pass_(3, -DAY)
    assert keeper.look()
    assert "back by 86400 s" in caplog.text


def test_a_small_jump_ahead_is_said_and_believed(
    hands: Hands, keeper: Timekeeper, caplog: pytest.LogCaptureFixture
) -> None:
    hands.pass_(1, 20 * SECOND)
    assert keeper.look()
    assert "ahead by 20 s" in caplog.text
