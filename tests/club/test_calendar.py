"""The wall clock of deadlines and reminders (article FACILITER)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.calendar import (
    ANSWER_NOTICE,
    DaysLeftOut,
    WorkHours,
    coming_nudge,
    default_deadline,
    due_nudge,
    next_working_moment,
    postponed,
    wall_minus,
    within_working_hours,
    working_moment,
)

PARIS = ZoneInfo("Europe/Paris")
MONTREAL = ZoneInfo("America/Montreal")
ZONES = st.sampled_from([PARIS, MONTREAL, ZoneInfo("Asia/Tokyo"), ZoneInfo("Australia/Lord_Howe")])
MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m)
)


def at(*when: int, zone: ZoneInfo = PARIS, fold: int = 0) -> datetime:
    """A wall-clock time as an instant."""
    return datetime(*when, tzinfo=zone, fold=fold).astimezone(UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("start", "deadline"),
    [
        (at(2027, 3, 27, 9), at(2027, 3, 20, 9)),
        (at(2027, 3, 28, 9), at(2027, 3, 21, 9)),
        (at(2027, 4, 3, 9), at(2027, 3, 27, 9)),
        (at(2027, 4, 4, 9), at(2027, 3, 28, 9)),
        (at(2027, 10, 30, 9), at(2027, 10, 23, 9)),
        (at(2027, 10, 31, 9), at(2027, 10, 24, 9)),
        (at(2027, 11, 6, 9), at(2027, 10, 30, 9)),
        (at(2027, 11, 7, 9), at(2027, 10, 31, 9)),
    ],
)
def test_seven_days_before_nine_is_nine_around_both_hour_changes(start: datetime, deadline: datetime) -> None:
    assert default_deadline(start, PARIS) == deadline


def test_across_the_spring_change_the_week_is_an_hour_shorter() -> None:
    start = at(2027, 3, 30, 9)
    assert start - default_deadline(start, PARIS) == ANSWER_NOTICE - timedelta(hours=1)


def test_across_the_autumn_change_the_week_is_an_hour_longer() -> None:
    start = at(2027, 11, 2, 9)
    assert start - default_deadline(start, PARIS) == ANSWER_NOTICE + timedelta(hours=1)


def test_a_deadline_that_the_clock_shows_twice_is_the_later_one() -> None:
    deadline = default_deadline(at(2027, 11, 7, 2, 30), PARIS)
    assert deadline == at(2027, 10, 31, 2, 30, fold=1) == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_a_deadline_that_the_clock_skips_is_where_an_unchanged_clock_would_show_it() -> None:
    assert default_deadline(at(2027, 4, 4, 2, 30), PARIS) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@given(MOMENTS, ZONES, st.integers(0, 30))
def test_going_back_whole_days_keeps_the_wall_clock_unless_it_skips(
    moment: datetime, zone: ZoneInfo, days: int
) -> None:
    back = wall_minus(moment, timedelta(days=days), zone)
    local = moment.astimezone(zone).replace(tzinfo=None) - timedelta(days=days)
    shown = back.astimezone(zone).replace(tzinfo=None)
    assert back.tzinfo is UTC
    assert shown == local or abs(shown - local) <= timedelta(hours=1)
    again = back + timedelta(minutes=30), back + timedelta(hours=1)
    assert all(later.astimezone(zone).replace(tzinfo=None) != local for later in again)


@pytest.mark.parametrize(
    ("when", "inside"),
    [
        (at(2027, 1, 4, 8, 59), False),
        (at(2027, 1, 4, 9), True),
        (at(2027, 1, 4, 17, 59), True),
        (at(2027, 1, 4, 18), False),
        (at(2027, 1, 8, 12), True),
        (at(2027, 1, 9, 12), False),
        (at(2027, 1, 10, 12), False),
    ],
)
def test_working_hours_are_nine_to_six_on_weekdays(when: datetime, inside: bool) -> None:
    assert within_working_hours(when, PARIS) is inside


def test_working_hours_are_the_readers_own() -> None:
    noon_in_paris = at(2027, 1, 4, 12)
    assert within_working_hours(noon_in_paris, PARIS)
    assert not within_working_hours(noon_in_paris, MONTREAL)


@pytest.mark.parametrize(
    ("moment", "reminded"),
    [
        (at(2027, 1, 5, 14), at(2027, 1, 5, 14)),
        (at(2027, 1, 5, 7, 30), at(2027, 1, 5, 9)),
        (at(2027, 1, 5, 20), at(2027, 1, 5, 17)),
        (at(2027, 1, 9, 14), at(2027, 1, 8, 14)),
        (at(2027, 1, 10, 14), at(2027, 1, 8, 14)),
        (at(2027, 1, 10, 20), at(2027, 1, 8, 17)),
    ],
)
def test_a_reminder_out_of_hours_comes_before_and_not_too_late(moment: datetime, reminded: datetime) -> None:
    assert working_moment(moment, PARIS) == reminded


@given(MOMENTS, ZONES)
def test_a_reminder_is_always_in_working_hours_and_on_no_later_day(moment: datetime, zone: ZoneInfo) -> None:
    reminded = working_moment(moment, zone)
    assert within_working_hours(reminded, zone)
    assert reminded.astimezone(zone).date() <= moment.astimezone(zone).date()
    assert moment - reminded < timedelta(days=3)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(2027, 1, 5, 14), at(2027, 1, 5, 14)),
        (at(2027, 1, 5, 7), at(2027, 1, 5, 9)),
        (at(2027, 1, 5, 18), at(2027, 1, 6, 9)),
        (at(2027, 1, 8, 18), at(2027, 1, 11, 9)),
        (at(2027, 1, 9, 7), at(2027, 1, 11, 9)),
        (at(2027, 1, 10, 23), at(2027, 1, 11, 9)),
    ],
)
def test_the_next_working_moment_is_now_or_when_the_day_opens(moment: datetime, opens: datetime) -> None:
    assert next_working_moment(moment, PARIS) == opens


DEADLINE = at(2027, 1, 21, 9, 30)  # a Thursday
LONG_AGO = at(2026, 12, 1, 9)


def named(now: datetime, published: datetime = LONG_AGO, zone: ZoneInfo = PARIS) -> str | None:
    nudge = due_nudge(DEADLINE, published, now, zone)
    return nudge and nudge.name


def test_nudges_come_a_week_and_a_day_before_the_deadline() -> None:
    assert named(at(2027, 1, 14, 8, 59)) is None
    assert named(at(2027, 1, 14, 9, 0)) == "week", "with whatever else its day has"
    assert named(at(2027, 1, 20, 9, 29)) == "week"
    assert named(at(2027, 1, 20, 9, 30)) == "day"


def test_nothing_is_due_from_the_deadline_on() -> None:
    assert named(DEADLINE - timedelta(seconds=1)) == "day"
    assert named(DEADLINE) is None


def test_a_program_that_was_down_sends_the_latest_nudge_alone() -> None:
    assert named(at(2027, 1, 20, 15)) == "day"


def test_publication_is_its_own_reminder() -> None:
    published = at(2027, 1, 14, 10)
    assert named(at(2027, 1, 15, 10), published) is None
    assert named(at(2027, 1, 20, 10), published) == "day"
    assert named(at(2027, 1, 20, 10), at(2027, 1, 20, 9, 31)) is None


def test_a_nudge_for_a_monday_deadline_comes_on_the_friday() -> None:
    monday = at(2027, 1, 18, 9, 30)
    friday = at(2027, 1, 15, 9, 30)
    assert due_nudge(monday, LONG_AGO, friday - timedelta(minutes=1), PARIS).name == "week"  # type: ignore[union-attr]
    assert due_nudge(monday, LONG_AGO, friday, PARIS).name == "day"  # type: ignore[union-attr]


def test_far_readers_are_nudged_on_their_own_clock() -> None:
    early_for_montreal = at(2027, 1, 20, 9, 30)
    assert named(early_for_montreal, zone=PARIS) == "day"
    assert named(at(2027, 1, 19, 17, 58, zone=MONTREAL), zone=MONTREAL) == "week"
    assert named(at(2027, 1, 20, 9, zone=MONTREAL), zone=MONTREAL) == "day"


def test_no_reminder_reaches_anybody_at_night_or_at_the_weekend() -> None:
    assert due_nudge(at(2027, 1, 21, 9, 30), at(2027, 1, 4, 9), at(2027, 1, 14, 22), PARIS) is None
    assert due_nudge(at(2027, 1, 21, 9, 30), at(2027, 1, 4, 9), at(2027, 1, 16, 11), PARIS) is None
    nudge = due_nudge(at(2027, 1, 21, 9, 30), at(2027, 1, 4, 9), at(2027, 1, 15, 9), PARIS)
    assert nudge is not None
    assert nudge.name == "week"


def test_a_reminder_that_would_otherwise_come_too_late_comes_at_any_hour() -> None:
    monday = at(2027, 1, 25, 8, 30)
    nudge = due_nudge(monday, at(2027, 1, 4, 9), at(2027, 1, 23, 20), PARIS)
    assert nudge is not None
    assert nudge.name == "day"


ASCENSION = date(2027, 5, 6)
"""A Thursday."""
EASTER = {date(2027, 3, 26), date(2027, 3, 29)}
"""Good Friday, a holiday in part of France, and Easter Monday."""


def test_a_public_holiday_is_no_working_day() -> None:
    noon = at(2027, 5, 6, 12)
    assert within_working_hours(noon, PARIS)
    assert not within_working_hours(noon, PARIS, WorkHours({ASCENSION}))
    assert next_working_moment(noon, PARIS, WorkHours({ASCENSION})) == at(2027, 5, 7, 9)
    assert working_moment(noon, PARIS, WorkHours({ASCENSION})) == at(2027, 5, 5, 12)


def test_a_reminder_passes_over_holidays_and_the_weekend_between_them() -> None:
    assert working_moment(at(2027, 3, 29, 10), PARIS, WorkHours(EASTER)) == at(2027, 3, 25, 10)
    assert next_working_moment(at(2027, 3, 25, 19), PARIS, WorkHours(EASTER)) == at(2027, 3, 30, 9)


def test_a_holiday_is_the_day_on_the_readers_own_clock() -> None:
    evening_in_montreal = at(2027, 5, 6, 16).astimezone(UTC) + timedelta(hours=10)  # 20:00 of the 6th there
    assert evening_in_montreal.astimezone(PARIS).date() == date(2027, 5, 7)
    reminded = working_moment(evening_in_montreal, MONTREAL, WorkHours({ASCENSION}))
    assert reminded.astimezone(MONTREAL).date() == date(2027, 5, 5)


def test_a_club_reaches_people_in_its_own_hours() -> None:
    early = WorkHours(opens=time(8), closes=time(20))
    assert within_working_hours(at(2027, 5, 4, 8), PARIS, early)
    assert within_working_hours(at(2027, 5, 4, 19, 59), PARIS, early)
    assert not within_working_hours(at(2027, 5, 4, 20), PARIS, early)
    assert working_moment(at(2027, 5, 4, 22), PARIS, early) == at(2027, 5, 4, 19)
    assert working_moment(at(2027, 5, 4, 6), PARIS, early) == at(2027, 5, 4, 8)
    assert next_working_moment(at(2027, 5, 4, 20), PARIS, early) == at(2027, 5, 5, 8)
    assert postponed(at(2027, 5, 4, 10), at(2027, 5, 5, 7), PARIS, early) == at(2027, 5, 4, 19)


def test_the_nudge_of_a_holiday_comes_the_working_day_before() -> None:
    deadline = at(2027, 5, 13, 12)
    the_day_before = at(2027, 5, 5, 12)
    assert due_nudge(deadline, LONG_AGO, the_day_before, PARIS) is None
    nudge = due_nudge(deadline, LONG_AGO, the_day_before, PARIS, WorkHours({ASCENSION}))
    assert nudge is not None
    assert nudge.name == "week"


def test_on_a_holiday_nobody_is_nudged_unless_the_next_working_day_is_too_late() -> None:
    deadline = at(2027, 5, 7, 9)
    assert due_nudge(deadline, LONG_AGO, at(2027, 5, 6, 10), PARIS, WorkHours({ASCENSION})) is not None
    assert due_nudge(at(2027, 5, 7, 10), LONG_AGO, at(2027, 5, 6, 10), PARIS, WorkHours({ASCENSION})) is None


@pytest.mark.parametrize(
    ("now", "again"),
    [
        (at(2027, 1, 18, 10), at(2027, 1, 19, 9)),
        (at(2027, 1, 15, 10), at(2027, 1, 18, 9)),  # over the weekend
        (at(2027, 1, 20, 10), at(2027, 1, 21, 9)),
        (at(2027, 1, 21, 8), at(2027, 1, 21, 17)),  # tomorrow is too late
        (at(2027, 1, 21, 17), None),
    ],
)
def test_a_reminder_is_put_off_to_the_next_working_day_or_to_late_today(
    now: datetime, again: datetime | None
) -> None:
    assert postponed(now, at(2027, 1, 21, 17, 30), PARIS) == again


def test_on_a_day_off_a_reminder_is_not_put_off_to_the_same_day() -> None:
    assert postponed(at(2027, 5, 6, 10), at(2027, 5, 7, 8), PARIS, WorkHours({ASCENSION})) is None


def test_the_reminder_that_comes_next_by_itself() -> None:
    deadline = at(2027, 1, 21, 9, 30)
    assert coming_nudge(deadline, LONG_AGO, at(2027, 1, 14, 8, 59), PARIS) == at(2027, 1, 14, 9, 0)
    assert coming_nudge(deadline, LONG_AGO, at(2027, 1, 14, 9, 0), PARIS) == at(2027, 1, 20, 9, 30)
    assert coming_nudge(deadline, at(2027, 1, 16, 9), at(2027, 1, 16, 9), PARIS) == at(2027, 1, 20, 9, 30)
    assert coming_nudge(deadline, LONG_AGO, at(2027, 1, 20, 9, 30), PARIS) is None


MAY_DAY, SUNDAY, ARMISTICE = date(2027, 5, 1), date(2027, 5, 2), date(2027, 11, 11)
"""A holiday on a Saturday, a Sunday, a holiday on a Thursday."""


@pytest.mark.parametrize(
    ("weekends", "holidays", "left_out", "as_holidays"),
    [
        (False, False, [], []),
        (True, False, [MAY_DAY, SUNDAY], []),
        (False, True, [MAY_DAY, ARMISTICE], [MAY_DAY, ARMISTICE]),
        (True, True, [MAY_DAY, SUNDAY, ARMISTICE], [ARMISTICE]),
    ],
)
def test_weekends_and_holidays_are_left_out_as_is_wished_and_no_other_day(
    weekends: bool, holidays: bool, left_out: list[date], as_holidays: list[date]
) -> None:
    rule = DaysLeftOut({MAY_DAY, ARMISTICE}, weekends, holidays)
    days = [MAY_DAY, SUNDAY, ARMISTICE, date(2027, 5, 3), date(2027, 4, 30)]
    assert [day for day in days if rule.has(day)] == left_out
    assert [day for day in days if rule.for_holiday(day)] == as_holidays
