"""When organisers are told what is before them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from club.calendar import WorkHours
from club.daybook import eve_opens, is_week_due, week_of

PARIS, TOKYO = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo")
EASTER_MONDAY, ASCENSION, MAY_DAY = date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 1)


def at(*when: int, zone: ZoneInfo = PARIS) -> datetime:
    return datetime(*when, tzinfo=zone)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("now", [at(2027, 1, 11, 0, 0), at(2027, 1, 13, 12, 0), at(2027, 1, 17, 23, 59)])
def test_a_week_opens_on_monday_at_nine(now: datetime) -> None:
    week = week_of(now, PARIS)
    assert week is not None
    assert (week.monday, week.opens) == (date(2027, 1, 11), at(2027, 1, 11, 9))


def test_after_a_public_holiday_it_opens_on_tuesday_and_keeps_its_name() -> None:
    week = week_of(at(2027, 3, 30, 9), PARIS, WorkHours([EASTER_MONDAY]))
    assert week is not None
    assert (week.monday, week.opens) == (EASTER_MONDAY, at(2027, 3, 30, 9))


def test_a_week_in_which_nobody_works_has_none() -> None:
    off = [date(2027, 1, 11) + timedelta(days=number) for number in range(5)]
    assert week_of(at(2027, 1, 12, 9), PARIS, WorkHours(off)) is None


def test_nine_is_nine_on_the_readers_own_clock_also_after_the_hour_changed() -> None:
    spring = week_of(at(2027, 3, 29, 12), PARIS)  # the clocks went forward on the 28th
    assert spring is not None
    assert spring.opens == at(2027, 3, 29, 9)
    abroad = week_of(at(2027, 1, 10, 20), TOKYO)  # it is Monday there
    assert abroad is not None
    assert abroad.opens == at(2027, 1, 11, 9, zone=TOKYO)


def test_it_is_due_from_nine_on_and_for_two_days_after_an_outage() -> None:
    week = week_of(at(2027, 1, 11, 9), PARIS)
    assert week is not None
    long_ago, last = at(2026, 10, 1), at(2027, 1, 13, 9)
    assert not is_week_due(week, at(2027, 1, 11, 8, 59), long_ago)
    assert is_week_due(week, at(2027, 1, 11, 9), long_ago)
    assert is_week_due(week, last - timedelta(seconds=1), long_ago)
    assert not is_week_due(week, last, long_ago)
    assert not is_week_due(week, at(2027, 1, 11, 9, 1), week.opens), "Prime began in that minute"


@pytest.mark.parametrize(
    ("start", "opens"),
    [
        (at(2027, 1, 28, 9, 30), at(2027, 1, 27, 9)),
        (at(2027, 2, 1, 9, 30), at(2027, 1, 29, 9)),  # a Monday: the Friday before
        (at(2027, 5, 7, 9, 30), at(2027, 5, 5, 9)),  # the day after Ascension: the Wednesday
        (at(2027, 5, 3, 9, 30), at(2027, 4, 30, 9)),  # 1 May is a Saturday: the Friday
    ],
)
def test_an_eve_opens_on_the_working_day_before(start: datetime, opens: datetime) -> None:
    assert eve_opens(start, PARIS, WorkHours([ASCENSION, MAY_DAY])) == opens
