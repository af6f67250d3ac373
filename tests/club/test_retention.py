"""How long things are kept, on the club's wall clock."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.retention import Keeping, limits, may_leave, months_before, night_between

PARIS = ZoneInfo("Europe/Paris")


def paris(*when: int) -> datetime:
    return datetime(*when, tzinfo=PARIS).astimezone(UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        (paris(2027, 8, 31, 9), 6, paris(2027, 2, 28, 9)),
        (paris(2028, 8, 31, 9), 6, paris(2028, 2, 29, 9)),
        (paris(2027, 1, 15, 9), 1, paris(2026, 12, 15, 9)),
        (paris(2027, 1, 15, 9), 12, paris(2026, 1, 15, 9)),
        (paris(2027, 1, 15, 9), 36, paris(2024, 1, 15, 9)),
        (paris(2027, 7, 15, 9), 6, paris(2027, 1, 15, 9)),
        (paris(2027, 7, 15, 9), 0, paris(2027, 7, 15, 9)),
    ],
)
def test_months_are_those_of_the_calendar_and_the_hour_is_the_clock_s(
    moment: datetime, months: int, before: datetime
) -> None:
    assert months_before(moment, months, PARIS) == before


def test_each_thing_has_its_own_time() -> None:
    now = paris(2027, 7, 1, 3)
    at = limits(Keeping(guests=10, consultations=1, departed=2, acceptances=3), now, PARIS)
    assert at.guests == now - timedelta(days=10)
    found = (at.consultations, at.departed, at.acceptances)
    assert found == (paris(2027, 6, 1, 3), paris(2027, 5, 1, 3), paris(2027, 4, 1, 3))


@pytest.mark.parametrize(
    ("since", "now", "struck"),
    [
        (paris(2027, 1, 5, 2, 59), paris(2027, 1, 5, 3), True),
        (paris(2027, 1, 5, 3), paris(2027, 1, 5, 3, 1), False),
        (paris(2027, 1, 4, 23), paris(2027, 1, 5, 2, 59), False),
        (paris(2027, 1, 1), paris(2027, 1, 5, 2), True),
        (paris(2027, 3, 28, 1, 59), paris(2027, 3, 28, 3), True),
        (paris(2027, 10, 31, 1), paris(2027, 10, 31, 3), True),
    ],
)
def test_the_nightly_hour_strikes_at_three(since: datetime, now: datetime, struck: bool) -> None:
    assert night_between(since, now, PARIS) is struck


@given(start=st.integers(0, 365 * 24 * 60), step=st.integers(1, 59))
def test_however_often_one_looks_it_strikes_once_a_day(start: int, step: int) -> None:
    first = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=start)
    looks = [first + timedelta(minutes=at) for at in range(0, 24 * 60 * 3, step)]
    strikes = sum(night_between(a, b, PARIS) for a, b in pairwise(looks))
    assert strikes in (2, 3, 4)
    days = {look.astimezone(PARIS).date() for look in looks}
    assert strikes <= len(days)


def test_anybody_may_leave_but_the_last_organiser() -> None:
    assert may_leave(organiser=False, other_organisers=0)
    assert may_leave(organiser=True, other_organisers=1)
    assert not may_leave(organiser=True, other_organisers=0)
