"""When clocks change, as rules; what the zone database itself says is the judge."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from club.clocks import Onset, Yearly, onsets

HOUR = timedelta(hours=1)
WINTER, SUMMER = datetime(2027, 1, 14, 8, 30, tzinfo=UTC), datetime(2027, 7, 8, 7, 30, tzinfo=UTC)


wall = datetime.fromisoformat


def of(zone: str, at: datetime = WINTER) -> list[Onset]:
    return onsets(ZoneInfo(zone), at, at + timedelta(hours=7))


def test_in_paris_the_clocks_change_on_the_last_sundays_at_one_o_clock_utc() -> None:
    forward, back = of("Europe/Paris")
    assert forward == Onset(wall("2026-03-29 02:00"), HOUR, 2 * HOUR, "CEST", Yearly(3, 6, nth=-1))
    assert back == Onset(wall("2026-10-25 03:00"), 2 * HOUR, HOUR, "CET", Yearly(10, 6, nth=-1))
    assert (forward.summer, back.summer) == (True, False)


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("America/New_York", [Yearly(3, 6, nth=2), Yearly(11, 6, nth=1)]),
        ("Australia/Sydney", [Yearly(4, 6, nth=1), Yearly(10, 6, nth=1)]),
        ("America/Santiago", [Yearly(4, 6, days=tuple(range(2, 9))), Yearly(9, 6, days=tuple(range(2, 9)))]),
        ("Asia/Jerusalem", [Yearly(3, 4, days=tuple(range(23, 30))), Yearly(10, 6, nth=-1)]),
    ],
)
def test_each_rule_is_said_as_its_country_says_it(zone: str, rules: list[Yearly]) -> None:
    assert [one.yearly for one in of(zone)] == rules


def test_where_clocks_never_change_one_onset_says_what_they_show() -> None:
    assert [(one.before, one.after, one.yearly) for one in of("Asia/Tokyo")] == [(9 * HOUR, 9 * HOUR, None)]


def test_what_follows_no_rule_is_said_change_by_change() -> None:
    changes = of("Africa/Casablanca")  # Ramadan moves through the year
    assert {one.yearly for one in changes} == {None}
    assert [one.at.year for one in changes] == [2026, 2026, 2027, 2027, 2028, 2028]


def test_a_rule_that_was_another_the_year_before_is_not_said_for_both() -> None:
    changes = of("America/New_York", datetime(2007, 3, 20, 12, tzinfo=UTC))  # 2007: from April to March
    assert [(one.at.month, one.at.year, one.yearly) for one in changes if one.at.year < 2008] == [
        (4, 2006, None),
        (10, 2006, None),
        (3, 2007, None),
        (11, 2007, None),
    ]


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Chatham", "Asia/Kolkata", "Africa/Casablanca"])
@pytest.mark.parametrize("at", [WINTER, SUMMER, datetime(2027, 1, 1, tzinfo=UTC)])
def test_what_holds_when_it_starts_has_begun_before(zone: str, at: datetime) -> None:
    begun = [one for one in of(zone, at) if (one.at - one.before).replace(tzinfo=UTC) <= at]
    assert begun
