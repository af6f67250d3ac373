"""Codes shown in the room, and when they count."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.events import Event, EventKind, EventState
from club.ids import EventId
from club.presence import (
    LENGTH,
    LETTERS,
    CodeState,
    code_state,
    corrected_until,
    is_settled,
    make_code,
    meant,
    read_code,
    told_at,
)

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2027, 1, 28, 9, 30, tzinfo=PARIS).astimezone(UTC)
EVENT = Event(
    id=EventId(1),
    title="Forum",
    kind=EventKind.FORUM,
    starts_at=START,
    ends_at=START + timedelta(hours=7),
    deadline=START,
    capacity=None,
    state=EventState.PUBLISHED,
)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (START - timedelta(minutes=30) - SECOND, CodeState.EARLY),
        (START - timedelta(minutes=30), CodeState.GOOD),
        (EVENT.ends_at + timedelta(hours=1) - SECOND, CodeState.GOOD),
        (EVENT.ends_at + timedelta(hours=1), CodeState.PAST),
    ],
)
def test_it_counts_from_half_an_hour_before_to_an_hour_after(now: datetime, state: CodeState) -> None:
    assert code_state(EVENT, now) is state


DAY = timedelta(days=1)
WEEK = EVENT.ends_at + 7 * DAY


@pytest.mark.parametrize(
    ("noted_at", "until"),
    [
        (None, WEEK),
        (EVENT.ends_at + DAY, WEEK),
        (WEEK - SECOND, WEEK),
        (WEEK + DAY, WEEK + DAY + timedelta(hours=1)),
    ],
)
def test_who_came_is_corrected_for_a_week_and_once_later_where_nobody_noted_it(
    noted_at: datetime | None, until: datetime
) -> None:
    assert corrected_until(EVENT, noted_at) == until
    assert not is_settled(EVENT, noted_at, until - SECOND)
    assert is_settled(EVENT, noted_at, until) is (noted_at is not None)


@pytest.mark.parametrize("typed", ["KPRT", " kprt ", "K P R T", "k-p.r t!", "« kprt »"])
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "KPRT"


@pytest.mark.parametrize(
    ("start", "told"),
    [((9, 30), (7, 30)), ((14, 0), (12, 0)), ((8, 0), (7, 30)), ((7, 30), None), ((6, 0), None)],
)
def test_the_day_is_told_two_hours_before_but_never_early(
    start: tuple[int, int], told: tuple[int, int] | None
) -> None:
    begins = datetime(2027, 3, 28, *start, tzinfo=PARIS).astimezone(UTC)  # the clocks change that night
    expected = told and datetime(2027, 3, 28, *told, tzinfo=PARIS).astimezone(UTC)
    assert told_at(begins, PARIS) == expected


def test_one_that_another_event_has_is_drawn_again() -> None:
    numbers = iter([0, 1, 2, 3, 0, 1, 2, 3, 4, 4, 4, 4])
    assert make_code(lambda _most: next(numbers), {LETTERS[:4]}) == LETTERS[4] * LENGTH


@given(st.randoms())
def test_one_that_is_made_is_read_as_it_is(random: Random) -> None:
    made = make_code(random.randrange)
    assert read_code(made) == made
    assert len(made) == LENGTH


def test_an_event_that_moves_takes_its_hours_along() -> None:
    moved = replace(EVENT, starts_at=START + timedelta(days=1), ends_at=EVENT.ends_at + timedelta(days=1))
    assert code_state(moved, START) is CodeState.EARLY


def test_of_several_with_one_code_the_one_under_way_is_meant_else_the_next_else_the_last() -> None:
    def at(days: int) -> Event:
        by = timedelta(days=days)
        return replace(EVENT, id=EventId(100 + days), starts_at=START + by, ends_at=EVENT.ends_at + by)

    before, today, soon, later = at(-30), at(0), at(7), at(14)
    assert meant([later, before, today, soon], START) is today
    assert meant([later, before, soon], START) is soon
    assert meant([at(-60), before, at(-90)], START) is before
    assert meant([], START) is None
