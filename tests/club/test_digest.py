"""When what may wait comes, and what a digest shows: on its reader's clock, few a week, and in time."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from club.calendar import WorkHours
from club.digest import (
    A_WEEK,
    AHEAD,
    FAR_AHEAD,
    LATELY,
    LINES,
    ROOM,
    Reader,
    Theme,
    Way,
    Wishes,
    comes,
    digest_hour,
    due_day,
    is_near,
    repeats,
    shown,
    taken_in,
)

PARIS, TORONTO = ZoneInfo("Europe/Paris"), ZoneInfo("America/Toronto")
ASCENSION = date(2027, 5, 6)
"""A Thursday."""


def at(*when: int, zone: ZoneInfo = PARIS) -> datetime:
    return datetime(*when, tzinfo=zone).astimezone(UTC)  # type: ignore[misc,arg-type]


def reader(zone: ZoneInfo = PARIS, off: tuple[date, ...] = (), **wishes: object) -> Reader:
    return Reader(zone, WorkHours(off), Wishes(**wishes))  # type: ignore[arg-type]


def test_whoever_said_nothing_hears_of_all_together_at_nine_on_working_days() -> None:
    assert {Wishes().way(theme) for theme in Theme} == {Way.TOGETHER}
    assert digest_hour(at(2027, 1, 14, 7), reader()) == at(2027, 1, 14, 9)
    assert digest_hour(at(2027, 1, 14, 14), reader()) == at(2027, 1, 15, 9)
    assert digest_hour(at(2027, 1, 15, 14), reader()) == at(2027, 1, 18, 9), "over the weekend"


def test_what_comes_up_as_the_hour_strikes_still_goes_with_it() -> None:
    assert digest_hour(at(2027, 1, 14, 9, 15), reader()) == at(2027, 1, 14, 9)
    assert digest_hour(at(2027, 1, 14, 9, 16), reader()) == at(2027, 1, 15, 9)


def test_the_hour_is_the_reader_s_own() -> None:
    assert digest_hour(at(2027, 1, 14, 9), reader(TORONTO)) == at(2027, 1, 14, 9, zone=TORONTO)
    assert digest_hour(at(2027, 1, 14, 10), reader(hour=14)) == at(2027, 1, 14, 14)


def test_the_hour_changes_with_the_clock() -> None:
    before, after = digest_hour(at(2027, 3, 26, 8), reader()), digest_hour(at(2027, 3, 27, 8), reader())
    assert (before.hour, after.hour) == (8, 7)
    assert after.astimezone(PARIS).hour == 9


def test_a_holiday_has_no_digest() -> None:
    assert digest_hour(at(2027, 5, 5, 14), reader(off=(ASCENSION,))) == at(2027, 5, 7, 9)


@pytest.mark.parametrize(
    ("after", "off", "expected"),
    [
        (at(2027, 1, 12, 9), (), at(2027, 1, 18, 9)),
        (at(2027, 1, 11, 9), (), at(2027, 1, 11, 9)),
        (at(2027, 3, 27, 9), (date(2027, 3, 29),), at(2027, 3, 30, 9)),  # Easter Monday
    ],
)
def test_a_weekly_digest_comes_on_the_first_working_day(
    after: datetime, off: tuple[date, ...], expected: datetime
) -> None:
    assert digest_hour(after, reader(off=off, weekly=True)) == expected


def test_a_weekly_reader_hears_of_a_nearer_deadline_the_next_morning() -> None:
    fell_due = at(2027, 1, 12, 10)
    assert comes(fell_due, at(2027, 1, 15, 18), fell_due, reader(weekly=True)) == at(2027, 1, 13, 9)
    assert comes(fell_due, at(2027, 1, 18, 13), fell_due, reader(weekly=True)) == at(2027, 1, 18, 9)


def test_a_last_call_comes_at_once() -> None:
    now = at(2027, 1, 20, 9, 30)
    assert comes(now, at(2027, 1, 21, 9, 30), now, reader()) == now
    monday = at(2027, 1, 18, 9, 30)
    assert comes(monday, at(2027, 1, 21, 9, 30), monday, reader()) == at(2027, 1, 19, 9)


def test_what_the_next_digest_leaves_no_time_for_comes_at_once() -> None:
    friday = at(2027, 1, 15, 9, 30)
    monday_at_8, monday_noon = at(2027, 1, 18, 8), at(2027, 1, 18, 9) + ROOM
    assert comes(friday, monday_at_8, friday, reader()) == friday
    assert comes(friday, monday_noon, friday, reader()) == at(2027, 1, 18, 9)
    assert comes(friday, monday_noon - timedelta(minutes=1), friday, reader()) == friday


def test_a_second_thing_of_the_day_waits_for_tomorrow_unless_its_deadline_falls_before() -> None:
    now, said = at(2027, 1, 14, 9, 10), [at(2027, 1, 14, 9)]
    assert comes(now, None, now, reader(), said) == at(2027, 1, 15, 9)
    assert comes(now, at(2027, 1, 15, 9, 30), now, reader(), said) == now


def test_after_a_silence_it_comes_today_and_not_tomorrow() -> None:
    fell_due, up_again = at(2027, 1, 14, 9), at(2027, 1, 14, 15)
    assert comes(fell_due, None, up_again, reader()) == up_again
    assert comes(fell_due, None, at(2027, 1, 16, 15), reader()) == at(2027, 1, 18, 9), "a Saturday"


def test_the_sixth_of_a_week_waits_and_a_deadline_does_not() -> None:
    week = [at(2027, 1, 11 + day, 9) for day in range(A_WEEK)]
    now = at(2027, 1, 16, 9)
    assert comes(now, None, now, reader(), week) == at(2027, 1, 18, 9), "Monday's is a week ago by then"
    crowded = [at(2027, 1, 14, 9, number) for number in range(A_WEEK)]
    assert comes(now, None, now, reader(), crowded) == at(2027, 1, 21, 9)
    assert comes(now, at(2027, 1, 19, 18), at(2027, 1, 18, 9), reader(), crowded) == at(2027, 1, 18, 9)


def test_an_absence_holds_reminders_until_the_return() -> None:
    away = reader(absent_from=date(2027, 1, 14), absent_to=date(2027, 1, 20))
    now = at(2027, 1, 14, 9)
    assert comes(now, None, now, away) == at(2027, 1, 21, 9)
    assert comes(now, at(2027, 1, 25, 9), now, away) == at(2027, 1, 21, 9)
    inside = at(2027, 1, 18, 9)
    assert comes(now, inside, now, away) == inside, "told before, and of no use afterwards"


def test_a_deadline_after_a_day_away_is_told_before_it() -> None:
    away = reader(absent_from=date(2027, 1, 14), absent_to=date(2027, 1, 20))
    the_day_before = at(2027, 1, 13, 10)
    assert comes(the_day_before, at(2027, 1, 18, 9), the_day_before, away) == the_day_before


def test_a_matter_belongs_to_the_day_it_fell_due_whenever_it_is_said() -> None:
    assert due_day(at(2027, 1, 14, 9), reader()) == date(2027, 1, 14)
    assert due_day(at(2027, 1, 14, 23), reader()) == date(2027, 1, 15)


def test_what_was_just_said_is_not_said_again() -> None:
    now = at(2027, 1, 14, 9)
    assert repeats(now - LATELY, now)
    assert not repeats(now - LATELY - timedelta(seconds=1), now)
    assert not repeats(None, now)


@dataclass(frozen=True)
class Matter:
    name: str
    limit: datetime | None = None
    awaited: bool = True


def test_the_nearest_come_first_and_five_are_shown() -> None:
    matters = [Matter(f"{day}", at(2027, 1, day, 9)) for day in range(20, 0, -1)] + [Matter("news")]
    seen, more = shown(matters)
    assert [one.name for one in seen] == ["1", "2", "3", "4", "5"]
    assert more == len(matters) - LINES


def test_what_is_settled_stays_where_it_stood() -> None:
    matters = [Matter("b", at(2027, 1, 2, 9), awaited=False), Matter("a", at(2027, 1, 1, 9)), Matter("c")]
    seen, more = shown(matters)
    assert ([one.name for one in seen], more) == (["a", "b", "c"], 0)


def silent(**wishes: object) -> Reader:
    return replace(reader(**wishes), silent=True)  # type: ignore[arg-type]


def test_somebody_silent_rests_a_fortnight_after_each_message() -> None:
    now, said = at(2027, 1, 20, 9), [at(2027, 1, 13, 9)]
    assert comes(now, None, now, reader(), said) == now
    assert comes(now, None, now, silent(), said) == at(2027, 1, 27, 9)
    assert comes(now, at(2027, 1, 29, 9), now, silent(), said) == at(2027, 1, 27, 9)


def test_what_somebody_silent_must_answer_sooner_comes_a_few_days_before() -> None:
    now, said = at(2027, 1, 19, 9), [at(2027, 1, 15, 9)]
    deadline = at(2027, 1, 26, 9, 30)
    assert comes(now, deadline, now, silent(), said) == at(2027, 1, 22, 9), "four days, of which two are free"
    assert comes(at(2027, 1, 25, 9), deadline, at(2027, 1, 25, 9), silent(), said) == at(2027, 1, 25, 9)


def test_a_message_takes_in_no_more_than_it_can_show() -> None:
    assert taken_in(1, reader()) == (AHEAD, LINES - 1)
    assert taken_in(1, silent()) == (FAR_AHEAD, LINES - 1)
    assert taken_in(LINES + 3, silent()) == (FAR_AHEAD, 0)


def test_what_a_message_says_four_days_before_needs_no_last_call() -> None:
    now = at(2027, 1, 14, 9)
    assert is_near(at(2027, 1, 18, 9), now)
    assert not is_near(at(2027, 1, 18, 9, 1), now)


def test_a_club_that_opens_later_or_closes_earlier_keeps_to_its_hours() -> None:
    early, late = Wishes(hour=9), Wishes(hour=17)
    work = WorkHours(opens=time(10), closes=time(16))
    assert digest_hour(at(2027, 1, 11, 8), Reader(PARIS, work, early)) == at(2027, 1, 11, 10)
    assert digest_hour(at(2027, 1, 11, 8), Reader(PARIS, work, late)) == at(2027, 1, 11, 15)
