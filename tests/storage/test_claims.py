"""Whose a posting is: claimed by one, kept by renewing, taken back by one, recorded by nobody else."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from club.ids import SlackId
from handlers import names
from storage.database import Database
from storage.outbox import (
    FAR,
    LAPSES,
    NOBODY,
    NotYet,
    any_due,
    claim_due,
    hold,
    list_broken,
    pull_forward,
    record_broken,
    record_dropped,
    record_expired,
    record_failed,
    record_file,
    record_later,
    record_sent,
    retry_broken,
    take_back,
)
from storage.postings import Note, Posting, enqueue, get_posting, next_due, touch_all
from tests.databases import empty

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
ANA, BEN = SlackId("U0ANA"), SlackId("U0BEN")


def queue(db: Database, *notes: Note, due: datetime = NOW) -> None:
    with db.begin() as session:
        enqueue(session, notes, due)


def take(db: Database, now: datetime = NOW, limit: int = 9, waiting: NotYet = NOBODY) -> list[Posting]:
    with db.begin() as session:
        return claim_due(session, now, limit, waiting)


def back(db: Database, now: datetime, *but: int) -> int:
    with db.begin() as session:
        return take_back(session, now, but=but)


def card(who: SlackId = ANA, *, live: bool = True) -> Note:
    return Note(names.CARD, "event:1", who, live=live)


def stage(db: Database, posting: Posting) -> str:
    with db.read() as session:
        found = session.connection().execute(text(f"SELECT stage FROM posting WHERE id = {posting.id}"))
        return str(found.scalar_one())


def test_whoever_lost_the_claim_records_nothing_and_may_not_send(db: Database) -> None:
    queue(db, card())
    [frozen] = take(db)
    later = NOW + LAPSES
    assert back(db, later) == 1
    [other] = take(db, later)
    with db.begin() as session:
        assert not hold(session, frozen, later)
        assert not record_sent(session, frozen, "C1", "1.0", later)
        assert not record_dropped(session, frozen)
        assert not record_expired(session, frozen)
        assert not record_failed(session, frozen, "is_archived")
        assert not record_later(session, frozen, later, counted=True)
        assert not record_broken(session, frozen, "ABCD", "1")
        assert not record_file(session, frozen, "F1")
        assert hold(session, other, later)
        assert record_sent(session, other, "C1", "2.0", later)
        assert not record_sent(session, other, "C1", "3.0", later)
        found = get_posting(session, names.CARD, "event:1", ANA)
    assert found is not None
    assert found.ts == "2.0"


def test_a_claim_lasts_as_long_as_it_is_renewed_and_a_minute(db: Database) -> None:
    queue(db, card())
    [mine] = take(db)
    with db.begin() as session:
        assert hold(session, mine, NOW + LAPSES - SECOND)
    assert back(db, NOW + 2 * LAPSES - 2 * SECOND) == 0
    assert back(db, NOW + 2 * LAPSES - SECOND) == 1
    assert back(db, NOW + 2 * LAPSES - SECOND) == 0


def test_what_is_known_to_be_under_way_is_not_taken_back(db: Database) -> None:
    queue(db, card())
    [mine] = take(db)
    assert back(db, NOW + DAY, mine.id) == 0


def test_what_is_taken_back_is_in_doubt_unless_it_stood_there_before(db: Database) -> None:
    queue(db, card(), card(BEN))
    first, second = take(db)
    with db.begin() as session:
        record_sent(session, second, "D1", "1.0", NOW)
        touch_all(session, "event:1", NOW)
    assert [one.id for one in take(db, NOW + DAY)] == [second.id]
    assert back(db, NOW + 2 * DAY) == 2
    again = {one.id: one for one in take(db, NOW + 2 * DAY)}
    assert again[first.id].doubted_at == NOW + 2 * DAY
    assert again[second.id].doubted_at is None
    with db.begin() as session:
        record_sent(session, again[second.id], "D1", "1.0", NOW)
    assert stage(db, second) == "sent"


def test_a_doubt_is_kept_until_it_is_settled(db: Database) -> None:
    queue(db, card())
    [posting] = take(db)
    with db.begin() as session:
        record_later(session, posting, NOW + SECOND, counted=True, doubted_at=NOW)
    [posting] = take(db, NOW + SECOND)
    assert posting.doubted_at == NOW
    with db.begin() as session:
        record_sent(session, posting, "C1", "1.0", NOW)
        touch_all(session, "event:1", NOW + SECOND)
    [posting] = take(db, NOW + DAY)
    assert posting.doubted_at is None


def test_a_file_keeps_its_id_through_every_try(db: Database) -> None:
    queue(db, card())
    [posting] = take(db)
    with db.begin() as session:
        assert record_file(session, posting, "F1")
        record_later(session, posting, NOW, counted=True, doubted_at=NOW)
    [posting] = take(db)
    assert posting.file_id == "F1"


def test_the_urgent_goes_first_whatever_was_queued_before(db: Database) -> None:
    usual, first = Note(names.CARD, "event:1", ANA), Note(names.OFFERED, "event:1", BEN, "claim:1")
    last = Note(names.CHARTER, "charter:1", ANA)
    queue(db, last, due=NOW - DAY)
    queue(db, usual, due=NOW - SECOND)
    queue(db, first)
    kinds = [one.kind for _ in range(3) for one in take(db, limit=1)]
    assert kinds == [names.OFFERED, names.CARD, names.CHARTER]


def test_who_is_being_told_something_waits_for_their_turn(db: Database) -> None:
    queue(db, card(), card(BEN))
    assert [one.recipient for one in take(db, waiting=NotYet(busy=(ANA,)))] == [BEN]
    assert [one.recipient for one in take(db)] == [ANA]


def test_to_whom_nothing_may_be_posted_yet_what_stands_there_is_taken_all_the_same(db: Database) -> None:
    queue(db, card())
    [shown] = take(db)
    with db.begin() as session:
        record_sent(session, shown, "C1", "1.0", NOW)
        touch_all(session, "event:1", NOW + DAY)
    queue(db, Note(names.CARD, "event:2", ANA), card(BEN), due=NOW + DAY)
    paced = NotYet(paced=(ANA,))
    assert [(one.subject, one.recipient) for one in take(db, NOW + DAY, waiting=paced)] == [
        ("event:1", ANA),
        ("event:1", BEN),
    ]
    with db.read() as session:
        assert not any_due(session, NOW + DAY, paced)
        assert any_due(session, NOW + DAY)
    assert [one.due_at for one in take(db, NOW + DAY + SECOND)] == [NOW + DAY]


def test_something_is_due_or_it_is_not(db: Database) -> None:
    with db.read() as session:
        assert not any_due(session, NOW + DAY)
    queue(db, card())
    with db.read() as session:
        assert (any_due(session, NOW - SECOND), any_due(session, NOW)) == (False, True)


def test_a_refresh_of_a_clock_that_was_ahead_is_not_waited_for(db: Database) -> None:
    queue(db, card())
    [posting] = take(db)
    with db.begin() as session:
        record_sent(session, posting, "C1", "1.0", NOW + DAY)
        touch_all(session, "event:1", NOW)
    assert len(take(db, NOW)) == 1


def test_a_claim_of_a_clock_that_was_ahead_is_taken_back(db: Database) -> None:
    queue(db, card())
    take(db, NOW + DAY)
    assert back(db, NOW) == 1


def test_what_a_clock_put_off_too_far_is_due_now_but_not_what_waits_for_decent_hours(db: Database) -> None:
    queue(db, card())
    [posting] = take(db)
    with db.begin() as session:
        record_sent(session, posting, "C1", "1.0", NOW)
        touch_all(session, "event:1", NOW + DAY)
        enqueue(session, [Note(names.ICS, "event:1", BEN), Note(names.NUDGE, "event:1", BEN)], NOW + DAY)
        assert pull_forward(session, [names.NUDGE], NOW + DAY - FAR) == 0
        assert pull_forward(session, [names.NUDGE], NOW + SECOND) == 2
    assert [one.kind for one in take(db, NOW + DAY / 2)] == [names.CARD, names.ICS]


def test_what_is_set_aside_is_tried_again_by_another_version_alone(db: Database) -> None:
    queue(db, card())
    [posting] = take(db)
    with db.begin() as session:
        record_broken(session, posting, "ABCD", "one")
        assert list_broken(session, but="") == ["ABCD"]
        touch_all(session, "event:1", NOW)
        assert retry_broken(session, "one", NOW) == 0
    assert take(db, NOW + DAY) == []
    with db.begin() as session:
        assert retry_broken(session, "two", NOW + DAY) == 1
        assert list_broken(session, but="") == []
    [again] = take(db, NOW + DAY)
    assert again.broke == 0


def test_what_has_ended_is_never_due_even_if_it_was_touched_meanwhile(db: Database) -> None:
    for end in (record_dropped, record_expired):
        queue(db, Note(names.CARD, "event:1", ANA, end.__name__, live=True))
        [posting] = take(db)
        with db.begin() as session:
            touch_all(session, "event:1", NOW)
            end(session, posting)
            assert next_due(session) is None


def test_no_more_are_taken_than_asked_for_whatever_postgresql_plans(migrated_server: str) -> None:
    """A subquery with a limit may be run for each row it is compared with, and take another each time."""
    empty(migrated_server)
    db = Database(migrated_server)
    with db.begin() as session:
        enqueue(session, [Note("nudge", "event:1", SlackId(f"U{number}")) for number in range(30)], NOW)
    with db.begin() as session:
        for planned in ("hashjoin", "hashagg", "sort", "material"):
            session.connection().exec_driver_sql(f"SET LOCAL enable_{planned} = off")
        assert len(claim_due(session, NOW, 1)) == 1
    db.dispose()
