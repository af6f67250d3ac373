"""Visits: requests that compute one after the other, share commits, and are durable when they end."""

import sqlite3
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest

from club.ids import CompanyId
from storage.database import Database
from storage.fairlock import FairLock
from storage.people import add_company, add_member, list_companies
from storage.turns import MOST_TOGETHER, GroupCommit
from tests.storage.test_turns import counting, names


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Database]:
    """A fresh SQLite database."""
    made = Database(sqlite_url)
    yield made
    made.dispose()


def add(db: Database, name: str) -> None:
    """A company, in a transaction of its own."""
    with db.begin() as session:
        add_company(session, name)


def break_the_commit(db: Database) -> None:
    """Writes what only the commit refuses."""
    with db.begin() as session:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        add_member(session, "Nobody's", company_id=CompanyId(999))


def writers(db: Database) -> GroupCommit:
    """What stands behind the door."""
    assert isinstance(db._writers, GroupCommit)
    return db._writers


class Elsewhere:
    """Visits in threads of their own, while the test itself is inside."""

    def __init__(self, db: Database) -> None:
        self.db, self.ended, self.faults = db, Event(), list[BaseException]()
        self._threads: list[Thread] = []

    def comes(self, work: Callable[[], object]) -> None:
        """One more visit; returns once it stands at the door."""
        door = writers(self.db)._door
        before = len(door._line)
        thread = Thread(target=self._visit, args=(work,))
        self._threads.append(thread)
        thread.start()
        while len(door._line) == before:
            Event().wait(0.001)

    def end(self) -> None:
        """Waits for all of them."""
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def _visit(self, work: Callable[[], object]) -> None:
        try:
            with self.db.visit():
                work()
        except sqlite3.Error as fault:
            self.faults.append(fault)
        self.ended.set()


def patiently(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody gives up waiting, however slow the machine."""
    monkeypatch.setattr("storage.turns.PATIENCE", 10)


def test_visits_that_come_together_share_one_commit(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    patiently(monkeypatch)
    commits, others = counting(db), Elsewhere(db)
    with db.visit():
        for number in range(5):
            others.comes(lambda name=f"visit {number}": add(db, name))
        add(db, "first")
        assert commits == []
    others.end()
    assert len(commits) == 1
    assert len(names(db)) == 6


def test_the_visits_that_share_a_commit_are_so_many_at_most(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    patiently(monkeypatch)
    commits, others = counting(db), Elsewhere(db)
    with db.visit():
        for number in range(MOST_TOGETHER):
            others.comes(lambda name=f"visit {number}": add(db, name))
        add(db, "first")
    others.end()
    assert len(commits) == 2
    assert len(names(db)) == MOST_TOGETHER + 1


def test_what_a_visit_wrote_is_durable_when_it_ends(db: Database) -> None:
    commits = counting(db)
    with db.visit():
        add(db, "one")
        with db.visit():
            add(db, "two")
    assert len(commits) == 2
    assert names(db) == ["one", "two"]


def test_a_visit_reads_what_it_wrote(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    patiently(monkeypatch)
    seen: list[str] = []

    def writes_and_reads() -> None:
        add(db, "mine")
        seen.extend(names(db))

    others = Elsewhere(db)
    with db.visit():
        others.comes(lambda: None)
        others.comes(writes_and_reads)
        add(db, "first")
    others.end()
    assert seen == ["first", "mine"]


def test_what_is_settled_is_durable_though_the_visit_goes_on(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    patiently(monkeypatch)
    others, seen = Elsewhere(db), list[str]()
    with db.visit():
        others.comes(lambda: add(db, "other"))
        add(db, "first")
        db.settle()
        thread = Thread(target=lambda: seen.extend(names(db)))
        thread.start()
        thread.join(10)
        others.end()  # the door is free
    assert "first" in seen
    assert names(db) == ["first", "other"]


def test_what_is_owed_can_be_awaited_elsewhere(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    patiently(monkeypatch)
    others, seen = Elsewhere(db), list[str]()
    with db.visit():
        others.comes(lambda: None)
        add(db, "first")
        owed = db.owed()
        errand = Thread(target=lambda: (owed(), seen.extend(names(db))))
        errand.start()
        assert errand.is_alive()
        assert not seen
    errand.join(10)
    others.end()
    assert seen == ["first"]


def test_a_commit_that_fails_is_told_to_every_visit_it_held_and_to_whom_it_is_owed(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    patiently(monkeypatch)
    others = Elsewhere(db)

    def visits() -> None:
        with db.visit():
            others.comes(lambda: break_the_commit(db))
            add(db, "first")
            owed.append(db.owed())
        raise AssertionError("a visit ended well though its work was lost")

    owed: list[Callable[[], None]] = []
    with pytest.raises(sqlite3.IntegrityError):
        visits()
    others.end()
    assert len(others.faults) == 1
    with pytest.raises(sqlite3.IntegrityError):
        owed[0]()
    assert names(db) == []
    with db.visit():
        add(db, "afterwards")
    assert names(db) == ["afterwards"]


def test_a_visit_that_fails_keeps_what_it_had_committed_and_lets_the_next_one_in(db: Database) -> None:
    def fails() -> None:
        with db.visit():
            add(db, "before")
            with db.begin() as session:
                add_company(session, "half done")
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert names(db) == ["before"]
    with db.visit():
        add(db, "next")
    assert names(db) == ["before", "next"]


def test_a_visit_that_takes_its_time_keeps_nobody_out(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.turns.PATIENCE", 0.01)
    others = Elsewhere(db)
    with db.visit():
        others.comes(lambda: add(db, "other"))
        others.end()  # while this one is still inside
        assert names(db) == ["other"]


def test_a_commit_left_open_for_somebody_who_writes_nothing_is_made_all_the_same(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.turns.PATIENCE", 0.01)
    goes, others = Event(), Elsewhere(db)
    with db.visit():
        others.comes(lambda: goes.wait(10))
        add(db, "first")
    assert names(db) == ["first"]
    goes.set()
    others.end()


def test_a_long_turn_holds_up_neither_the_visits_nor_the_commits_of_others(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    patiently(monkeypatch)
    committed, looked, others = Event(), Event(), Elsewhere(db)
    held_up: list[bool] = []

    def long_turn() -> None:
        others.comes(looked.set)
        with db.begin(long=True) as session:
            add_company(session, "long")
            held_up.extend(not done.wait(10) for done in (committed, looked))

    with db.visit():
        others.comes(long_turn)
        add(db, "first")
    committed.set()
    others.end()
    assert held_up == [False, False]
    assert names(db) == ["first", "long"]


def test_within_a_turn_there_is_nothing_to_wait_for(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    patiently(monkeypatch)
    others = Elsewhere(db)
    with db.visit():
        others.comes(lambda: None)
        add(db, "first")
        with db.begin() as session:
            add_company(session, "second")
            db.settle()
            others.end()  # the door is free
    assert names(db) == ["first", "second"]


def test_the_whole_file_is_had_alone_after_what_was_left_open(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    patiently(monkeypatch)
    others = Elsewhere(db)
    with db.visit():
        others.comes(lambda: db.scrub(["company"], "company"))
        add(db, "first")
    others.end()
    assert names(db) == ["first"]


def test_who_gives_up_waiting_for_the_lock_no_longer_stands_in_line() -> None:
    lock = FairLock()
    lock.acquire()
    given_up: list[bool] = []
    thread = Thread(target=lambda: given_up.append(lock.acquire(patience=0.001)))
    thread.start()
    thread.join(10)
    assert given_up == [False]
    assert not lock.awaited
    lock.release()
    assert lock.acquire(patience=0)


def test_a_lock_handed_over_while_somebody_gives_up_is_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    lock = FairLock()
    lock.acquire()

    class HandedOverTooLate:
        """What one waits on: it is released in the moment that one's patience ends."""

        def acquire(self, timeout: float | None = None) -> bool:
            if timeout is not None:
                lock.release()
            return timeout is None

        def release(self) -> None:
            pass

    monkeypatch.setattr("storage.fairlock.threading.Lock", HandedOverTooLate)
    assert lock.acquire(patience=0.001)
    assert not lock.awaited
    assert lock._held


def test_on_postgresql_a_visit_is_its_transactions(database_url: str) -> None:
    db = Database(database_url)
    with db.visit():
        with db.begin() as session:
            add_company(session, "one")
        db.settle()
        db.owed()()
        with db.read() as session:
            assert [name for _, name in list_companies(session)] == ["one"]
    db.dispose()
