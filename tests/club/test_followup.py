"""Who is called about what waits, and when: at the edges of weeks, holidays, clocks and ends."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.days_off import PublicHolidays
from club.calendar import USUAL_HOURS, WorkHours, within_working_hours
from club.followup import PLANS, CallWait, Days, Matter, Whom, due, steps

PARIS, AUCKLAND = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Auckland")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
CLUB = Days(PARIS, WorkHours(PublicHolidays("FR")))


def at(*when: int, zone: ZoneInfo = PARIS) -> datetime:
    """A wall-clock time as an instant."""
    return datetime(*when, tzinfo=zone).astimezone(UTC)  # type: ignore[misc,arg-type]


def moments(matter: Matter, since: datetime, until: datetime | None = None) -> list[datetime]:
    return [step.moment for step in steps(matter, CallWait(since, until), CLUB)]


def test_a_late_request_is_told_each_working_day_and_a_last_time_a_day_before_the_start() -> None:
    saturday, start = at(2027, 1, 23, 9, 30), at(2027, 1, 28, 9, 30)
    found = steps(Matter.LATE_REQUEST, CallWait(saturday, start), CLUB)
    assert [step.moment for step in found] == [
        at(2027, 1, 25, 9),
        at(2027, 1, 26, 9),
        at(2027, 1, 27, 9, 30),
    ]
    assert [step.last for step in found] == [False, False, True]
    assert found[-1].whom == [Whom.OFFICE, Whom.ASKER]


def test_the_last_call_of_a_monday_is_the_friday_before() -> None:
    wednesday, monday = at(2027, 1, 20, 14), at(2027, 1, 25, 9, 30)
    assert moments(Matter.LATE_REQUEST, wednesday, monday) == [at(2027, 1, 21, 9), at(2027, 1, 22, 9, 30)]


def test_within_a_day_of_the_start_the_only_call_comes_when_half_of_the_time_is_over() -> None:
    assert moments(Matter.LATE_REQUEST, at(2027, 1, 27, 11), at(2027, 1, 28, 9)) == [at(2027, 1, 27, 17)]
    assert moments(Matter.LATE_REQUEST, at(2027, 1, 28, 9, 30), at(2027, 1, 28, 15, 30)) == [
        at(2027, 1, 28, 12, 30)
    ]


def test_a_start_at_eight_is_called_for_the_day_before() -> None:
    assert moments(Matter.LATE_REQUEST, at(2027, 1, 25, 14), at(2027, 1, 28, 8)) == [
        at(2027, 1, 26, 9),
        at(2027, 1, 27, 9),
    ]


def test_where_no_decent_hour_is_left_the_last_call_comes_all_the_same() -> None:
    assert moments(Matter.LATE_REQUEST, at(2027, 1, 27, 20), at(2027, 1, 28, 8)) == [at(2027, 1, 28, 2)]


def test_a_holiday_on_a_saturday_changes_nothing_and_one_in_the_week_is_passed_over() -> None:
    assert date(2027, 5, 1).weekday() == 5
    assert moments(Matter.ADMISSION, at(2027, 4, 29, 15))[0] == at(2027, 5, 4, 9)
    ascension = at(2027, 5, 5, 15)  # the Thursday after is the Ascension
    assert moments(Matter.ADMISSION, ascension)[0] == at(2027, 5, 11, 9)


def test_three_seven_and_fourteen_working_days() -> None:
    monday = at(2027, 1, 4, 9)
    assert moments(Matter.ADMISSION, monday) == [at(2027, 1, 7, 9), at(2027, 1, 13, 9), at(2027, 1, 22, 9)]


def test_nine_is_nine_across_the_hour_change() -> None:
    assert moments(Matter.ADMISSION, at(2027, 3, 25, 15))[0] == at(2027, 3, 31, 9)


def test_each_reader_hears_it_on_their_own_clock() -> None:
    step = steps(Matter.ADMISSION, CallWait(at(2027, 1, 4, 9)), CLUB)[0]
    assert step.on(AUCKLAND) == at(2027, 1, 7, 9, zone=AUCKLAND)
    assert step.on(LOS_ANGELES) == at(2027, 1, 7, 9, zone=LOS_ANGELES)
    found = due(Matter.ADMISSION, CallWait(at(2027, 1, 4, 9)), None, at(2027, 1, 5), CLUB, [PARIS, AUCKLAND])
    assert (found.calls, found.again) == ({}, at(2027, 1, 7, 9, zone=AUCKLAND))


def test_after_an_outage_each_hears_the_latest_alone() -> None:
    wait = CallWait(at(2027, 1, 4, 9))
    found = due(Matter.ADMISSION, wait, None, at(2027, 2, 1), CLUB)
    assert {whom: step.moment for whom, step in found.calls.items()} == {
        Whom.TURN: at(2027, 1, 13, 9),
        Whom.OFFICE: at(2027, 1, 13, 9),
        Whom.ASKER: at(2027, 1, 22, 9),
    }
    assert found.again is None
    assert not due(Matter.ADMISSION, wait, found.told, at(2027, 2, 1), CLUB).calls


def test_an_event_that_moved_has_calls_of_its_own() -> None:
    since, told = at(2027, 1, 20, 14), at(2027, 1, 25, 9)
    earlier = due(
        Matter.LATE_REQUEST, CallWait(since, at(2027, 1, 27, 9, 30)), told, at(2027, 1, 26, 10), CLUB
    )
    assert [step.last for step in earlier.calls.values()] == [True, True]
    later = due(Matter.LATE_REQUEST, CallWait(since, at(2027, 2, 5, 9)), told, at(2027, 1, 25, 10), CLUB)
    assert (later.calls, later.again) == ({}, at(2027, 1, 26, 9))


@pytest.mark.parametrize("matter", Matter)
@given(
    since=st.integers(0, 3 * 366 * 24 * 60).map(lambda n: at(2026, 1, 1) + timedelta(minutes=n)),
    lasts=st.integers(1, 60 * 24 * 40),
    zone=st.sampled_from([PARIS, AUCKLAND, LOS_ANGELES]),
)
def test_calls_come_after_it_began_before_it_ends_and_at_decent_hours(
    matter: Matter, since: datetime, lasts: int, zone: ZoneInfo
) -> None:
    until = since + timedelta(minutes=lasts)
    hours = [since + timedelta(minutes=5 * n) for n in range(1, lasts // 5)]
    decent = any(
        within_working_hours(hour, zone, CLUB.work) and hour.astimezone(zone).time() <= USUAL_HOURS.last_call
        for hour in hours
    )
    for step in steps(matter, CallWait(since, until), Days(zone, CLUB.work)):
        assert since < step.moment < until
        assert within_working_hours(step.moment, zone, CLUB.work) or not decent


def test_every_matter_has_a_plan() -> None:
    assert set(PLANS) == set(Matter)
