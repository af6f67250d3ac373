"""Who write while the disk writes share the next commit; each is durable, or undone alone."""

import sqlite3
from collections.abc import Callable
from threading import Event, Thread

import pytest

from club.ids import CompanyId
from storage.database import Database, Session, Unsaved, UnsavedReason
from storage.group_commit import MOST_TOGETHER, Batch
from storage.people import add_company, add_member
from tests.storage.disks import Disk, add, begun, db, disk, held_up, names, seen_by_others, until

__all__ = ["db", "disk"]


class Writers:
    """Who write while the disk is still at what one before them committed."""

    def __init__(self, db: Database, disk: Disk) -> None:
        assert db._writers is not None
        self.db, self.disk, self.line = db, disk, db._writers
        self.told: list[str] = []
        self._turns = 0
        self._hand_on, self.line._hand_on = self.line._hand_on, self._handed_on  # type: ignore[method-assign]
        self._threads = [held_up(disk, lambda: self.writes("first"))]

    def write(self, *names: str, work: Callable[[Session], object] | None = None) -> None:
        """One after the other; each has had their turn when this returns, and waits."""
        for name in names:
            before = self._turns
            self._threads.append(begun(lambda name=name: self.writes(name, work)))  # type: ignore[misc]
            until(lambda before=before: self._turns > before and not self.line._lock._held)  # type: ignore[misc]

    def start(self, work: Callable[[], object]) -> Thread:
        """Somebody who does something else meanwhile."""
        self._threads.append(begun(work))
        return self._threads[-1]

    def end(self) -> list[str]:
        """The disk goes on; what each of them was told."""
        self.disk.goes.set()
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()
        return sorted(self.told)

    def _handed_on(self, batch: Batch) -> None:
        self._turns += 1
        self._hand_on(batch)

    def writes(self, name: str, work: Callable[[Session], object] | None = None) -> None:
        """What one of them does."""
        try:
            with self.db.begin() as session:
                add_company(session, name)
                if work:
                    work(session)
        except Unsaved as unsaved:
            self.told.append(f"{name}: {unsaved.why}")
            return
        except (ValueError, sqlite3.Error, KeyboardInterrupt) as fault:
            self.told.append(f"{name}: {type(fault).__name__}")
            return
        self.told.append(name)


def test_who_write_while_the_disk_is_at_it_share_the_next_commit_and_its_sync(
    db: Database, disk: Disk
) -> None:
    before, others = disk.syncs, [f"other {at}" for at in range(6)]
    writers = Writers(db, disk)
    writers.write(*others)
    assert seen_by_others(disk) == ["first"]
    assert writers.told == []
    assert writers.end() == ["first", *others]
    assert disk.syncs == before + 2
    assert seen_by_others(disk) == ["first", *others]


def test_a_shared_commit_has_a_limit(db: Database, disk: Disk) -> None:
    before, others = disk.syncs, [f"other {at:02}" for at in range(MOST_TOGETHER + 3)]
    writers = Writers(db, disk)
    writers.write(*others)
    assert seen_by_others(disk) == ["first", *others[:MOST_TOGETHER]]
    assert writers.told == []
    assert writers.end() == ["first", *others]
    assert disk.syncs in (before + 2, before + 3)  # as the three were in time for the second sync, or not


def test_of_those_who_share_a_commit_one_that_fails_is_undone_alone(db: Database, disk: Disk) -> None:
    def fails(_session: Session) -> None:
        raise ValueError

    writers = Writers(db, disk)
    writers.write("before")
    writers.write("failing", work=fails)
    writers.write("after")
    assert writers.end() == ["after", "before", "failing: ValueError", "first"]
    assert names(db) == ["after", "before", "first"]


def test_a_shared_commit_that_fails_fails_everybody_it_held(db: Database, disk: Disk) -> None:
    def breaks_at_the_commit(session: Session) -> None:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        add_member(session, "Nobody's", company_id=CompanyId(999))

    writers = Writers(db, disk)
    writers.write("second")
    writers.write("third", work=breaks_at_the_commit)
    assert writers.end() == ["first", "second: IntegrityError", "third: IntegrityError"]
    add(db, "afterwards")
    assert names(db) == ["afterwards", "first"]


def test_of_those_who_share_a_commit_on_a_full_disk_each_one_is_told(db: Database, disk: Disk) -> None:
    """What SQLite undoes for want of room may be the whole transaction, the work of others in it."""

    def fills_it(session: Session) -> None:
        run = session.connection().exec_driver_sql
        run(f"PRAGMA max_page_count = {run('PRAGMA page_count').scalar_one()}")
        for number in range(2000):
            add_company(session, f"{number:04} {'Verrerie ' * 20}")

    writers = Writers(db, disk)
    writers.write("second")
    writers.write("third", work=fills_it)
    full = UnsavedReason.FULL
    assert writers.end() == ["first", f"second: {full}", f"third: {full}"]
    assert names(db) == ["first"]
    assert db.writable()


def test_one_that_takes_long_has_committed_what_stands_open_and_holds_up_nobody_of_it(
    db: Database, disk: Disk
) -> None:
    goes, seen = Event(), list[str]()

    def takes_long() -> None:
        with db.begin(long=True):
            seen.extend(seen_by_others(disk))
            assert goes.wait(10)

    writers = Writers(db, disk)
    writers.write("second")
    long = writers.start(takes_long)
    until(lambda: seen == ["first", "second"])
    disk.goes.set()
    until(lambda: writers.told == ["first", "second"])
    assert long.is_alive()
    goes.set()
    writers.end()


def test_the_whole_file_is_had_alone_once_what_stands_open_is_committed(db: Database, disk: Disk) -> None:
    scrubbed = list[bool]()
    writers = Writers(db, disk)
    writers.write("second")
    writers.start(lambda: scrubbed.append(db.scrub(["company"], "company")))
    assert writers.end() == ["first", "second"]
    assert scrubbed == [True]


def test_whoever_closes_the_database_commits_what_stands_open(db: Database, disk: Disk) -> None:
    writers = Writers(db, disk)
    writers.write("second")
    db.dispose()
    assert seen_by_others(disk) == ["first", "second"]
    assert writers.end() == ["first", "second"]


def test_whoever_is_interrupted_as_the_disk_writes_leaves_nobody_waiting(
    db: Database, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    writers = Writers(db, disk)
    writers.write("second", "third")
    assert writers.line._log is not None
    with monkeypatch.context() as patched:
        patched.setattr(writers.line._log, "_sync", interrupted)
        assert writers.end() == ["first", "second: KeyboardInterrupt", "third: KeyboardInterrupt"]
    add(db, "afterwards")
    assert names(db) == ["afterwards", "first", "second", "third"]


def test_no_sync_waits_for_a_turn_that_waits_for_a_sync(db: Database, disk: Disk) -> None:
    """Somebody within a turn reads what others committed, and waits for the disk; the sync that brings it
    there has a keeper, whose transaction is the one they are at."""
    reads, within = Event(), Event()

    def reads_within(_session: Session) -> None:
        within.set()
        assert reads.wait(10)
        writers.told.append(" and ".join(names(db)))

    writers = Writers(db, disk)
    writers.write("second")
    writers.start(lambda: writers.writes("third", reads_within))
    assert within.wait(10)
    disk.goes.set()
    until(lambda: "first" in writers.told)
    reads.set()
    assert writers.end() == ["first", "first", "second", "third"]
    assert names(db) == ["first", "second", "third"]
