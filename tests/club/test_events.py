"""An event's phases and what keeps it from being saved or published."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from club.events import (
    Event,
    EventFault,
    EventKind,
    EventState,
    Phase,
    faults_of,
    notice,
    offer_ends,
    phase,
    publication_faults,
    seats_are_offered,
)
from club.ids import EventId

START = datetime(2027, 1, 28, 8, 30, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
FORUM = Event(
    id=EventId(1),
    title="Forum Chaleur fatale",
    kind=EventKind.FORUM,
    starts_at=START,
    ends_at=START + 7 * HOUR,
    deadline=START - 7 * DAY,
    capacity=20,
    state=EventState.PUBLISHED,
)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (FORUM.deadline - SECOND, Phase.OPEN),
        (FORUM.deadline, Phase.LATE),
        (START - SECOND, Phase.LATE),
        (START, Phase.STARTED),
        (FORUM.ends_at - SECOND, Phase.STARTED),
        (FORUM.ends_at, Phase.OVER),
    ],
)
def test_each_boundary_belongs_to_the_phase_it_opens(now: datetime, expected: Phase) -> None:
    assert phase(FORUM, now) is expected


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_what_is_not_published_has_one_phase_for_ever(state: EventState) -> None:
    event = replace(FORUM, state=state)
    assert {phase(event, START + days * DAY).value for days in range(-30, 30, 3)} == {state.value}


def test_a_deadline_after_the_start_does_not_keep_answers_open() -> None:
    assert phase(replace(FORUM, deadline=START + DAY), START) is Phase.STARTED


def test_notice_is_the_time_left_and_negative_afterwards() -> None:
    assert notice(FORUM, START - 3 * HOUR) == 3 * HOUR
    assert notice(FORUM, START + HOUR) == -HOUR


def test_within_a_day_of_the_start_freed_seats_are_offered() -> None:
    assert not seats_are_offered(FORUM, START - DAY - SECOND)
    assert seats_are_offered(FORUM, START - DAY)


def test_an_offer_lasts_two_hours_and_never_past_the_start() -> None:
    assert offer_ends(FORUM, START - 5 * HOUR) == START - 3 * HOUR
    assert offer_ends(FORUM, START - HOUR) == START


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": " \u00a0 "}, EventFault.NO_TITLE),
        ({"ends_at": START}, EventFault.ENDS_BEFORE_START),
        ({"deadline": START + SECOND}, EventFault.DEADLINE_AFTER_START),
        ({"capacity": 0}, EventFault.CAPACITY),
        ({"video_url": "javascript:alert(1)"}, EventFault.LINK),
    ],
)
def test_each_fault_is_named_alone(changes: dict[str, object], fault: EventFault) -> None:
    assert faults_of(replace(FORUM, **changes)) == [fault]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [{"deadline": START}, {"capacity": 1}, {"capacity": None}, {"video_url": "https://visio.example.org/x"}],
)
def test_the_edge_of_what_is_allowed_has_no_fault(changes: dict[str, object]) -> None:
    assert faults_of(replace(FORUM, **changes)) == []  # type: ignore[arg-type]


def test_inside_the_week_a_deadline_has_to_be_set() -> None:
    assert publication_faults(FORUM, FORUM.deadline - SECOND) == []
    assert publication_faults(FORUM, FORUM.deadline) == [EventFault.DEADLINE_NEEDED]
    assert publication_faults(replace(FORUM, deadline=START - HOUR), FORUM.deadline) == []


def test_what_has_begun_cannot_be_published_and_is_asked_for_no_deadline() -> None:
    assert publication_faults(FORUM, START) == [EventFault.STARTS_IN_PAST]


def test_all_faults_are_told_at_once() -> None:
    broken = replace(FORUM, title="", capacity=-3)
    assert publication_faults(broken, START) == [
        EventFault.STARTS_IN_PAST,
        EventFault.NO_TITLE,
        EventFault.CAPACITY,
    ]
