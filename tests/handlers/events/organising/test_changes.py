"""What a change of an event means."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from club.calendar import default_deadline
from club.events import Event, EventFault, EventKind, EventState
from club.ids import CompanyId, EventId
from handlers.events.organising.changes import change_faults, follow, moved, numbered
from handlers.kit.return_to import revision
from tests.handlers.events.organising.house import NOW, PARIS, START

EVENT = Event(
    EventId(1),
    "Forum",
    EventKind.FORUM,
    START,
    START + timedelta(hours=7),
    default_deadline(START, PARIS),
    20,
    EventState.PUBLISHED,
    place="Lyon",
)


@pytest.mark.parametrize(
    ("change", "sequence", "schedule"),
    [
        ({"starts_at": START - timedelta(hours=1)}, 1, 1),
        ({"ends_at": START + timedelta(hours=8)}, 1, 1),
        ({"place": "Grenoble"}, 1, 1),
        ({"title": "Forum des chaleurs"}, 1, 0),
        ({"video_url": "https://visio.example/1"}, 1, 0),
        ({"agenda": "9 h 30 accueil"}, 1, 0),
        ({"host_company_id": CompanyId(3)}, 1, 0),
        ({"capacity": 30}, 0, 0),
        ({"kind": EventKind.WORKSHOP}, 0, 0),
        ({"deadline": START - timedelta(days=3)}, 0, 0),
    ],
)
def test_only_what_people_planned_by_asks_them_again(change, sequence, schedule) -> None:
    new = numbered(EVENT, replace(EVENT, **change), NOW)
    assert (new.sequence, new.schedule) == (sequence, schedule)


def test_another_host_is_another_place_where_no_place_is_named() -> None:
    at_hosts = replace(EVENT, place="", host_company_id=CompanyId(1))
    assert moved(at_hosts, replace(at_hosts, host_company_id=CompanyId(2)))


def test_without_place_or_host_the_video_link_is_the_place() -> None:
    by_video = replace(EVENT, place="", video_url="https://visio.example/1")
    new = numbered(by_video, replace(by_video, video_url="https://visio.example/2"), NOW)
    assert (new.sequence, new.schedule) == (1, 1)


def test_a_draft_moves_without_asking_anybody() -> None:
    draft = replace(EVENT, state=EventState.DRAFT)
    new = numbered(draft, replace(draft, place="Grenoble"), NOW)
    assert (new.sequence, new.schedule) == (0, 0)


def test_the_place_of_what_is_over_is_corrected_without_asking_anybody_again() -> None:
    new = numbered(EVENT, replace(EVENT, place="Grenoble"), EVENT.ends_at)
    assert (new.sequence, new.schedule) == (1, 0)


def test_the_usual_deadline_follows_the_start_across_the_hour_change() -> None:
    later = datetime(2027, 4, 1, 7, 30, tzinfo=UTC)  # 9:30 in summer
    new = follow(EVENT, replace(EVENT, starts_at=later, ends_at=later + timedelta(hours=7)), PARIS)
    assert new.deadline == datetime(2027, 3, 25, 8, 30, tzinfo=UTC)  # 9:30 in winter


def test_a_deadline_that_was_chosen_stays() -> None:
    chosen = replace(EVENT, deadline=START - timedelta(days=2))
    new = follow(chosen, replace(chosen, starts_at=START + timedelta(days=7)), PARIS)
    assert new.deadline == chosen.deadline


def test_an_event_moved_inside_the_seven_days_needs_a_deadline() -> None:
    soon = NOW + timedelta(days=3)
    new = follow(EVENT, replace(EVENT, starts_at=soon, ends_at=soon + timedelta(hours=2)), PARIS)
    assert change_faults(EVENT, new, NOW) == [EventFault.DEADLINE_NEEDED]


def test_a_published_event_is_not_moved_into_the_past() -> None:
    past = NOW - timedelta(days=1)
    new = follow(EVENT, replace(EVENT, starts_at=past, ends_at=past + timedelta(hours=2)), PARIS)
    assert change_faults(EVENT, new, NOW) == [EventFault.STARTS_IN_PAST]


def test_what_is_past_already_does_not_keep_the_rest_from_being_corrected() -> None:
    assert change_faults(EVENT, replace(EVENT, agenda="Visite"), EVENT.ends_at) == []


def test_every_change_gives_the_event_another_revision() -> None:
    changes = [
        {"title": "F"},
        {"capacity": 3},
        {"deadline": NOW},
        {"state": EventState.CANCELLED},
        {"agenda": "x"},
    ]
    assert len({revision(EVENT), *(revision(replace(EVENT, **change)) for change in changes)}) == 6
