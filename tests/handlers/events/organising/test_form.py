"""From the fields of the form to an event, and back."""

from datetime import UTC, datetime, timedelta

import pytest

from club.events import Event, EventFault, EventState
from handlers.events.organising import form
from handlers.events.organising.outcomes import EventTrouble
from tests.handlers.events.organising.house import PARIS, START, fields


def read(**given: str) -> Event:
    event = form.event_from(fields(**given), PARIS, None)
    assert isinstance(event, Event)
    return event


def faults(**given: str) -> form.Faults:
    found = form.event_from(fields(**given), PARIS, None)
    assert not isinstance(found, Event)
    return found


def test_a_filled_form_makes_a_draft_on_the_paris_clock() -> None:
    event = read()
    assert (event.title, event.place, event.capacity, event.state) == (
        "Forum Chaleur fatale",
        "Lyon",
        20,
        EventState.DRAFT,
    )
    assert (event.starts_at, event.ends_at) == (START, START + timedelta(hours=7))


def test_an_empty_deadline_is_seven_days_before_at_the_same_time() -> None:
    assert read().deadline == START - timedelta(days=7)


def test_a_deadline_without_time_takes_that_of_the_start() -> None:
    assert read(deadline_day="2027-02-01").deadline == START - timedelta(days=3)


def test_an_empty_capacity_is_no_limit() -> None:
    assert read(capacity="").capacity is None


def test_an_end_on_another_day_is_kept() -> None:
    assert read(end_day="2027-02-05").ends_at == START + timedelta(days=1, hours=7)


def test_a_time_that_the_clocks_jump_over_is_refused_at_its_field() -> None:
    assert faults(start_day="2027-03-28", start_time="02:30", end_time="05:00") == {
        form.START_TIME: EventTrouble.NO_SUCH_TIME
    }


def test_a_time_that_comes_twice_begins_at_the_first_and_ends_at_the_second() -> None:
    event = read(start_day="2027-10-31", start_time="02:15", end_time="02:45")
    assert event.starts_at == datetime(2027, 10, 31, 0, 15, tzinfo=UTC)
    assert event.ends_at == datetime(2027, 10, 31, 1, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "field", "fault"),
    [
        ({"start_day": ""}, form.START_DAY, EventTrouble.MISSING),
        ({"end_time": ""}, form.END_TIME, EventTrouble.NO_HOUR),
        ({"deadline_time": "09:00"}, form.DEADLINE_DAY, EventTrouble.DAY_MISSING),
        (
            {"deadline_day": "2027-03-28", "deadline_time": "02:30"},
            form.DEADLINE_TIME,
            EventTrouble.NO_SUCH_TIME,
        ),
        ({"capacity": "0"}, form.CAPACITY, EventFault.CAPACITY),
        ({"capacity": "²"}, form.CAPACITY, EventFault.CAPACITY),
        ({"capacity": "9999999999"}, form.CAPACITY, EventFault.CAPACITY),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(given, field, fault) -> None:
    assert faults(**given) == {field: fault}


def test_an_event_unchanged_in_the_form_is_unchanged_to_the_second(house) -> None:
    odd = house.event(starts_at=START + timedelta(seconds=30), deadline=START - timedelta(days=3, seconds=7))
    twice = house.event(
        starts_at=datetime(2027, 10, 31, 1, 15, tzinfo=UTC), ends_at=datetime(2027, 10, 31, 6, tzinfo=UTC)
    )
    overnight = house.event(ends_at=START + timedelta(days=2))
    for event in (odd, twice, overnight):
        given = dict(form.fields_of(event, PARIS))
        assert form.event_from(given, PARIS, event) == event
