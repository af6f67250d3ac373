"""The outbox's table: queued once, taken by one, refreshed when what it shows has changed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

from club.ids import SlackId
from storage.database import Database
from storage.outbox import (
    REFRESH_EVERY,
    claim_due,
    list_unfinished,
    record_dropped,
    record_failed,
    record_later,
    record_sent,
)
from storage.postings import Note, Posting, enqueue, next_due, touch, touch_all

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ANA, BEN = SlackId("U0ANA"), SlackId("U0BEN")


def queue(db: Database, *notes: Note, due: datetime = NOW) -> None:
    with db.begin() as session:
        enqueue(session, notes, due)


def take(db: Database, now: datetime = NOW, limit: int = 100) -> list[Posting]:
    with db.begin() as session:
        return claim_due(session, now, limit)


def sent(db: Database, posting: Posting, now: datetime = NOW) -> None:
    with db.begin() as session:
        record_sent(session, posting, "D1", "1.0", now)


def nudge(who: SlackId, moment: str = "week", *, live: bool = True) -> Note:
    return Note("nudge", "event:1", who, moment, live)


def test_the_same_note_is_queued_once_even_after_it_was_sent(db: Database) -> None:
    queue(db, nudge(ANA), nudge(ANA))
    queue(db, nudge(ANA))
    [posting] = take(db)
    sent(db, posting)
    queue(db, nudge(ANA))
    assert take(db, NOW + timedelta(days=1)) == []


def test_another_moment_subject_kind_or_person_is_another_note(db: Database) -> None:
    queue(db, nudge(ANA), nudge(ANA, "day"), nudge(BEN), Note("eve", "event:1", ANA, "week"))
    queue(db, Note("nudge", "event:2", ANA, "week"))
    assert len(take(db)) == 5


def test_nothing_is_taken_before_its_time_and_nothing_twice(db: Database) -> None:
    queue(db, nudge(ANA), due=NOW)
    assert take(db, NOW - SECOND) == []
    assert len(take(db, NOW)) == 1
    assert take(db, NOW + timedelta(days=1)) == []


def test_the_oldest_are_taken_first_up_to_the_limit(db: Database) -> None:
    queue(db, nudge(BEN), due=NOW + SECOND)
    queue(db, nudge(ANA), due=NOW)
    assert [one.recipient for one in take(db, NOW + SECOND, limit=1)] == [ANA]
    assert [one.recipient for one in take(db, NOW + SECOND, limit=1)] == [BEN]


def test_two_workers_never_get_the_same_posting(db: Database) -> None:
    queue(db, *(nudge(SlackId(f"U{at}")) for at in range(200)))
    together, taken = Barrier(2), list[list[Posting]]()
    threads = [Thread(target=_empty, args=(db, together.wait, taken)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    ids = [posting.id for batch in taken for posting in batch]
    assert len(ids) == len(set(ids)) == 200


def _empty(db: Database, together: Callable[[], object], taken: list[list[Posting]]) -> None:
    together()
    while batch := take(db, limit=7):
        taken.append(batch)


def test_what_is_shown_is_due_again_once_touched_and_no_sooner_than_its_pause(db: Database) -> None:
    queue(db, nudge(ANA))
    [posting] = take(db)
    sent(db, posting, NOW)
    with db.begin() as session:
        touch_all(session, "event:1", NOW + SECOND)
    assert take(db, NOW + SECOND) == []
    [again] = take(db, NOW + REFRESH_EVERY)
    assert (again.id, again.ts, again.channel) == (posting.id, "1.0", "D1")


def test_many_touches_are_one_refresh(db: Database) -> None:
    queue(db, nudge(ANA))
    [posting] = take(db)
    sent(db, posting)
    for seconds in range(1, 20):
        with db.begin() as session:
            touch_all(session, "event:1", NOW + seconds * SECOND)
    assert len(take(db, NOW + timedelta(minutes=1))) == 1


def test_a_touch_while_it_is_being_sent_is_not_lost(db: Database) -> None:
    queue(db, nudge(ANA))
    [posting] = take(db)
    with db.begin() as session:
        touch_all(session, "event:1", NOW + SECOND)
    sent(db, posting, NOW + SECOND)
    assert len(take(db, NOW + SECOND + REFRESH_EVERY)) == 1


def test_what_follows_nothing_is_never_refreshed(db: Database) -> None:
    queue(db, nudge(ANA, live=False))
    [posting] = take(db)
    sent(db, posting)
    with db.begin() as session:
        touch_all(session, "event:1", NOW + SECOND)
    assert take(db, NOW + timedelta(days=1)) == []


def test_a_click_touches_only_what_two_recipients_see(db: Database) -> None:
    card = Note("card", "event:1", SlackId("C0PRIME"), live=True)
    queue(db, nudge(ANA), nudge(BEN), card)
    for posting in take(db):
        sent(db, posting)
    with db.begin() as session:
        touch(session, "event:1", ANA, SlackId("C0PRIME"), NOW + SECOND)
    assert {one.recipient for one in take(db, NOW + timedelta(minutes=1))} == {ANA, "C0PRIME"}


def test_one_moments_postings_can_be_touched_alone(db: Database) -> None:
    queue(db, nudge(ANA, "claim:1"), nudge(ANA, "claim:2"))
    for posting in take(db):
        sent(db, posting)
    with db.begin() as session:
        touch_all(session, "event:1", NOW + SECOND, moment="claim:2")
    assert [one.moment for one in take(db, NOW + timedelta(minutes=1))] == ["claim:2"]


def test_put_off_it_comes_back_and_only_attempts_are_counted(db: Database) -> None:
    queue(db, nudge(ANA))
    [posting] = take(db)
    with db.begin() as session:
        record_later(session, posting, NOW + SECOND, counted=False)
    [posting] = take(db, NOW + SECOND)
    assert posting.attempts == 0
    with db.begin() as session:
        record_later(session, posting, NOW + 2 * SECOND, counted=True, fault="internal_error")
    [posting] = take(db, NOW + 2 * SECOND)
    assert posting.attempts == 1


def test_dropped_and_failed_postings_are_done_with(db: Database) -> None:
    queue(db, nudge(ANA), nudge(BEN))
    first, second = take(db)
    with db.begin() as session:
        record_dropped(session, first)
        record_failed(session, second, "user_not_found")
        touch_all(session, "event:1", NOW + SECOND)
    assert take(db, NOW + timedelta(days=1)) == []


def test_what_was_taken_and_never_recorded_is_found(db: Database) -> None:
    queue(db, nudge(ANA), nudge(BEN))
    first, second = take(db)
    sent(db, second)
    with db.read() as session:
        assert list_unfinished(session, NOW - SECOND) == []
        assert [one.id for one in list_unfinished(session, NOW)] == [first.id]


def test_the_next_due_time_is_known(db: Database) -> None:
    with db.read() as session:
        assert next_due(session) is None
    queue(db, nudge(ANA), due=NOW + SECOND)
    queue(db, nudge(BEN), due=NOW)
    with db.read() as session:
        assert next_due(session) == NOW
