"""Where a year begins and ends, and what is added to what."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from club.summary import Figure, added, chosen_year, is_empty, span_of, without, year_of, years

PARIS = ZoneInfo("Europe/Paris")
MIDNIGHT = datetime(2026, 12, 31, 23, tzinfo=UTC)
"""The new year 2027 in Paris."""


def test_a_year_begins_at_midnight_in_paris() -> None:
    before, after = span_of(2026, PARIS), span_of(2027, PARIS)
    assert before.ends == after.begins == MIDNIGHT
    second = timedelta(seconds=1)
    assert [year_of(MIDNIGHT - second, PARIS), year_of(MIDNIGHT, PARIS)] == [2026, 2027]
    assert before.is_present(MIDNIGHT - second)
    assert not before.is_present(MIDNIGHT)
    assert after.is_present(MIDNIGHT)


def test_a_leap_year_has_a_day_more() -> None:
    assert (span_of(2028, PARIS).ends - span_of(2028, PARIS).begins).days == 366
    leap = datetime(2028, 2, 29, 12, tzinfo=PARIS)
    assert span_of(2028, PARIS).begins <= leap < span_of(2028, PARIS).ends


@pytest.mark.parametrize(
    ("first", "offered"),
    [
        (None, [2027]),
        (datetime(2025, 5, 1, tzinfo=UTC), [2027, 2026, 2025]),
        (datetime(2024, 12, 31, 23, 30, tzinfo=UTC), [2027, 2026, 2025]),
        (datetime(2031, 1, 1, tzinfo=UTC), [2027]),
    ],
)
def test_years_are_offered_back_to_the_first(first: datetime | None, offered: list[int]) -> None:
    assert list(years(first, MIDNIGHT, PARIS)) == offered


def test_of_a_long_history_the_last_years_are_offered() -> None:
    offered = years(datetime(1950, 1, 1, tzinfo=UTC), MIDNIGHT, PARIS)
    assert (len(offered), offered[0], offered[-1]) == (30, 2027, 1998)


def test_a_year_that_is_not_offered_is_the_present_one() -> None:
    assert chosen_year(2026, [2027, 2026]) == 2026
    assert chosen_year(0, [2027, 2026]) == chosen_year(2**31 - 1, [2027, 2026]) == 2027


def test_parts_add_up_and_the_rest_is_never_below_nothing() -> None:
    whole = added([{Figure.CAME: 2}, {Figure.CAME: 1, Figure.VOTES: 1}, {}])
    assert dict(whole) == {Figure.CAME: 3, Figure.VOTES: 1}
    rest = without(whole, {Figure.CAME: 1, Figure.VOTES: 4})
    assert (rest[Figure.CAME], rest[Figure.VOTES]) == (2, 0)
    assert is_empty({})
    assert is_empty({Figure.CAME: 0})
    assert not is_empty(whole)
