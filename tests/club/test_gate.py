"""When the list for a site is handed over: as ever, like another event's, or when that day has passed."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from club.events import Event, EventKind, EventState
from club.gate import GateField, GateList, again, ahead_of, usual_due
from club.ids import CompanyId, EventId, MemberId

PARIS = ZoneInfo("Europe/Paris")


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=PARIS)


VISIT = Event(
    id=EventId(1),
    title="Visite du four",
    kind=EventKind.FORUM,
    starts_at=at(3, 30, 9, 30),
    ends_at=at(3, 30, 17),
    deadline=at(3, 23, 9, 30),
    capacity=None,
    state=EventState.PUBLISHED,
)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(3, 1), at(3, 27)),
        (at(3, 27, 8, 59), at(3, 27)),
        (at(3, 27), at(3, 29)),
        (at(3, 29, 8, 59), at(3, 29)),
        (at(3, 29), at(3, 27)),
        (at(3, 30, 9), at(3, 27)),
    ],
    ids=[
        "in time",
        "a minute before",
        "past: the day before",
        "still before it",
        "past too: at once",
        "the day",
    ],
)
def test_a_list_goes_three_days_before_else_the_day_before_else_at_once(now: datetime, due: datetime) -> None:
    assert usual_due(VISIT, PARIS, now) == due


def test_a_day_that_was_passed_over_keeps_its_hour_across_the_hour_change() -> None:
    # The clocks go forward on 28 March.
    assert ahead_of(at(3, 26, 14, 15), VISIT, PARIS, at(3, 27)) == at(3, 29, 14, 15)


def test_what_a_site_asks_of_another_event_goes_as_many_days_before_at_that_hour() -> None:
    fields = (GateField.BIRTH_DATE, GateField.ID_NUMBER)
    told = GateList(VISIT.id, CompanyId(7), fields, at(3, 25, 14), MemberId(3), 2, at(3, 25, 14))
    later = replace(VISIT, id=EventId(2), starts_at=at(4, 27, 14), ends_at=at(4, 27, 17))
    found = again(told, VISIT, later, PARIS)
    assert (found.event_id, found.company_id, found.fields, found.to_id) == (later.id, 7, fields, 3)
    assert found.due_at == at(4, 22, 14)
    assert (found.version, found.told_at, found.ended_at) == (0, None, None)
