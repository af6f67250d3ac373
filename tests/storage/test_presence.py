"""Codes that are shown in the room, as they are kept."""

from datetime import timedelta

from club.ids import EventId
from storage.database import Database
from storage.events import add_event
from storage.presence import drop_codes, get_code, give_code, list_coded, list_codes
from tests.club.test_presence import EVENT, START


def planned(db: Database) -> EventId:
    with db.begin() as session:
        return add_event(session, EVENT)


def test_of_two_who_give_one_the_first_counts_for_both(db: Database) -> None:
    event_id = planned(db)
    with db.begin() as session:
        assert give_code(session, event_id, "KPRT", START) == "KPRT"
    with db.begin() as session:
        assert give_code(session, event_id, "BCDF", START) == "KPRT"
    with db.read() as session:
        assert [one.id for one in list_coded(session, "KPRT")] == [event_id]
        assert list_coded(session, "BCDF") == []


def test_one_is_free_again_once_its_event_is_over_for_long(db: Database) -> None:
    event_id = planned(db)
    with db.begin() as session:
        give_code(session, event_id, "KPRT", START)
        drop_codes(session, EVENT.ends_at - timedelta(seconds=1))
        assert get_code(session, event_id) == "KPRT"
        assert list_codes(session, EVENT.ends_at - timedelta(seconds=1)) == ["KPRT"]
        assert list_codes(session, EVENT.ends_at) == []
        drop_codes(session, EVENT.ends_at)
        assert get_code(session, event_id) == ""
