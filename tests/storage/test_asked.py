"""Late requests to be decided: counted by event, and read a page at a time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from club.events import Event, EventKind, EventState, Phase, phase
from club.ids import ClaimId, EventId, MemberId, SlackId
from club.seating import Claim, ClaimKind, Stage
from storage.accounts import save_profile
from storage.attendance import list_asked, list_awaited, list_requests
from storage.database import Database
from storage.events import add_event
from storage.people import AccountKind, SlackProfile, add_member
from storage.seats import add_claim

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANA = SlackId("U0ANA")
EVENT = Event(
    id=EventId(0),
    title="Forum",
    kind=EventKind.FORUM,
    starts_at=NOW + DAY,
    ends_at=NOW + DAY + HOUR,
    deadline=NOW - DAY,
    capacity=20,
    state=EventState.PUBLISHED,
)


@pytest.fixture(name="db")
def db_fixture(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    yield made
    made.dispose()


@pytest.fixture(name="ana")
def ana_fixture(db: Database) -> MemberId:
    with db.begin() as session:
        save_profile(session, SlackProfile(ANA, "Ana", None, "fr-FR", "Europe/Paris", AccountKind.FULL))
        return add_member(session, "Ana", slack_id=ANA)


def asks(db: Database, ana: MemberId, *events: Event) -> list[tuple[EventId, ClaimId]]:
    """A request of hers for each of these, in this order."""
    request = Claim(ClaimId(0), ana, ClaimKind.PARTY, Stage.REQUESTED, 1, created_at=NOW)
    made = []
    with db.begin() as session:
        for event in events:
            event_id = add_event(session, event)
            made.append((event_id, add_claim(session, event_id, request)))
    return made


def test_an_event_to_come_is_what_the_club_calls_open_or_late(db: Database, ana: MemberId) -> None:
    starts = [NOW - DAY, NOW - HOUR, NOW, NOW + timedelta(microseconds=1), NOW + DAY]
    events = [
        replace(EVENT, state=state, starts_at=at, ends_at=at + 2 * HOUR, deadline=deadline)
        for state in EventState
        for at in starts
        for deadline in (at - DAY, at)
    ]
    made = asks(db, ana, *events)
    open_ones = {
        event_id
        for (event_id, _), event in zip(made, events, strict=True)
        if phase(event, NOW) in (Phase.OPEN, Phase.LATE)
    }
    assert open_ones
    with db.read() as session:
        assert list_asked(session, NOW) == dict.fromkeys(open_ones, 1)
        assert list_awaited(session) == sorted(event_id for event_id, _ in made)


def test_nobody_asks_where_nobody_does(db: Database) -> None:
    with db.read() as session:
        assert list_awaited(session) == []
        assert list_requests(session, list(list_asked(session, NOW)), 0, 5) == []


def test_requests_for_more_events_than_a_statement_holds_come_page_by_page(
    db: Database, ana: MemberId
) -> None:
    made = asks(db, ana, *[EVENT] * 501)
    events = [event_id for event_id, _ in reversed(made)]
    with db.read() as session:
        pages = [list_requests(session, events, at, 100) for at in range(0, 600, 100)]
    assert [claim for page in pages for claim in page] == [claim for _, claim in made]
