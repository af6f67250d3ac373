"""What is acknowledged, or shown, is on disk; writers do not wait for the disk one after the other."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from club.ids import CompanyId
from storage import group_commit
from storage.database import Database, Session, Unsaved, UnsavedReason
from storage.group_commit import MOST_TOGETHER, Batch
from storage.log_sync import LogSync, sync_file
from storage.patience import Patience
from storage.people import add_company, add_member, list_companies


class Disk:
    """Where the log gets to when it is synced; whoever syncs may have to wait, or hear that it fails."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.log = b""
        self.syncs = 0
        self.fault: OSError | None = None
        self.begun, self.goes = Event(), Event()
        self.goes.set()

    def sync(self, path: Path) -> None:
        """In the place of `sync_file`: what stands in the log as this begins is kept."""
        written = path.read_bytes() if path.exists() else b""
        self.begun.set()
        assert self.goes.wait(10)
        self.syncs += 1
        if self.fault:
            raise self.fault
        sync_file(path)
        self.log = written

    def after_a_power_cut(self, folder: Path) -> list[str]:
        """The companies of a machine that starts again from what had been synced by now."""
        folder.mkdir()
        shutil.copy(self.database, folder / "club.db")
        (folder / "club.db-wal").write_bytes(self.log)
        with closing(sqlite3.connect(folder / "club.db")) as again:
            assert again.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return [name for (name,) in again.execute("SELECT name FROM company ORDER BY id")]


@pytest.fixture
def disk(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk of the database that is opened next."""
    made = Disk(Path(sqlite_url.removeprefix("sqlite:///")))
    monkeypatch.setattr(group_commit, "sync_file", made.sync)
    return made


@pytest.fixture
def db(sqlite_url: str, disk: Disk) -> Iterator[Database]:
    """On that disk; its log stays a log, so that what is synced is all there is."""
    made = Database(sqlite_url, Patience(click=5, least=0.01, others=5))
    with made.begin() as session:
        session.connection().exec_driver_sql("PRAGMA wal_autocheckpoint = 0")
    yield made
    disk.goes.set()
    made.dispose()


def add(db: Database, name: str) -> None:
    with db.begin() as session:
        add_company(session, name)


def names(db: Database) -> list[str]:
    with db.read() as session:
        return [name for _, name in list_companies(session)]


def begun(work: Callable[[], object]) -> Thread:
    thread = Thread(target=work)
    thread.start()
    return thread


def held_up(disk: Disk, work: Callable[[], object]) -> Thread:
    """One whose sync does not end before the disk `goes`."""
    disk.goes.clear()
    disk.begun.clear()
    thread = begun(work)
    assert disk.begun.wait(10)
    return thread


def seen_by_others(disk: Disk) -> list[str]:
    """What another program reads, which waits for no disk."""
    with closing(sqlite3.connect(disk.database)) as other:
        return [name for (name,) in other.execute("SELECT name FROM company ORDER BY name")]


def until(holds: Callable[[], bool]) -> None:
    for _ in range(10_000):
        if holds():
            return
        Event().wait(0.001)
    raise AssertionError("it never came")


def test_nobody_is_told_that_it_is_saved_before_the_disk_has_it(db: Database, disk: Disk) -> None:
    told: list[str] = []

    def saves() -> None:
        add(db, "Verrerie Ardoin")
        told.append("saved")

    writer = held_up(disk, saves)
    until(lambda: seen_by_others(disk) == ["Verrerie Ardoin"])
    assert told == []
    disk.goes.set()
    writer.join(10)
    assert told == ["saved"]


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


def test_whoever_is_acknowledged_is_found_after_a_power_cut(db: Database, disk: Disk, tmp_path: Path) -> None:
    lost: list[str] = []

    def writes(who: int) -> None:
        for at in range(5):
            name = f"{who}-{at}"
            add(db, name)
            if name not in disk.after_a_power_cut(tmp_path / name):
                lost.append(name)

    threads = [begun(lambda who=who: writes(who)) for who in range(8)]  # type: ignore[misc]
    for thread in threads:
        thread.join(60)
    assert lost == []
    assert len(names(db)) == 40


def told_once_on_disk(db: Database, disk: Disk, reads: Callable[[], None], told: list[list[str]]) -> None:
    """Another has committed a name that is not on disk yet: what is read of it is told only then."""
    writer = held_up(disk, lambda: add(db, "Verrerie Ardoin"))
    until(lambda: seen_by_others(disk) == ["Verrerie Ardoin"])
    reader = begun(reads)
    reader.join(0.05)
    assert told == []
    disk.goes.set()
    reader.join(10)
    writer.join(10)
    assert told == [["Verrerie Ardoin"]]


def test_what_an_interaction_has_read_is_on_disk_before_it_answers(db: Database, disk: Disk) -> None:
    told: list[list[str]] = []

    def looks() -> None:
        with db.interaction():
            found = names(db)
            db.settle()
            told.append(found)

    told_once_on_disk(db, disk, looks, told)


def test_what_is_read_outside_of_one_waits_by_itself(db: Database, disk: Disk) -> None:
    told: list[list[str]] = []
    told_once_on_disk(db, disk, lambda: told.append(names(db)), told)


def test_whoever_found_the_seats_taken_is_told_so_once_that_is_on_disk(db: Database, disk: Disk) -> None:
    """A turn that writes nothing has read what others committed."""
    told: list[list[str]] = []

    def asks() -> None:
        with db.begin() as session:
            found = [name for _, name in list_companies(session)]
        told.append(found)

    told_once_on_disk(db, disk, asks, told)


def test_a_turn_that_writes_nothing_costs_no_sync(db: Database, disk: Disk) -> None:
    before = disk.syncs
    with db.begin() as session:
        list_companies(session)
    assert disk.syncs == before


def test_of_a_sync_that_fails_nothing_is_promised_and_the_next_write_makes_it_good(
    db: Database, disk: Disk
) -> None:
    disk.fault = OSError(5, "Input/output error")
    with db.interaction():
        with pytest.raises(sqlite3.OperationalError) as fault:
            add(db, "uncertain")
        assert fault.value.sqlite_errorcode == sqlite3.SQLITE_IOERR_FSYNC
        # Something may be saved, whatever comes: nobody may be told that nothing is.
        assert db._interaction.saved
    assert names(db) == ["uncertain"]
    # The system tells of a failed write once, and may say next time that all is well: the log is not trusted.
    disk.fault = None
    add(db, "afterwards")
    assert names(db) == ["afterwards", "uncertain"]
    with closing(sqlite3.connect(f"file:{disk.database}?immutable=1", uri=True)) as alone:
        # The file itself, without its log.
        assert alone.execute("SELECT name FROM company").fetchall() == [("uncertain",)]


def test_of_those_who_wait_for_one_sync_each_hears_that_it_failed(db: Database, disk: Disk) -> None:
    told: list[str] = []

    def tries(name: str) -> None:
        try:
            add(db, name)
        except sqlite3.OperationalError:
            told.append(name)
        except Unsaved as unsaved:
            told.append(f"{name}: {unsaved.why}")

    writers = [held_up(disk, lambda: tries("first"))]
    writers.append(begun(lambda: tries("second")))
    until(lambda: db._writers is not None and db._writers._left_open is not None)
    disk.fault = OSError(5, "Input/output error")
    disk.goes.set()
    for writer in writers:
        writer.join(10)
    assert sorted(told) == ["first", "second"]


def test_a_program_in_the_way_of_making_good_is_waited_for_and_then_nothing_was_saved(
    sqlite_url: str, disk: Disk
) -> None:
    db = Database(sqlite_url, Patience(click=0.05, least=0.01, others=0.05))
    add(db, "before")
    with closing(sqlite3.connect(disk.database)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM company").fetchone()
        disk.fault = OSError(5, "Input/output error")
        with pytest.raises(sqlite3.OperationalError, match="did not reach"):
            add(db, "uncertain")
        with pytest.raises(Unsaved) as unsaved:
            add(db, "refused")
        assert unsaved.value.why is UnsavedReason.BUSY
        assert names(db) == ["before", "uncertain"]  # whoever reads is let in
    disk.fault = None
    add(db, "afterwards")
    assert names(db) == ["afterwards", "before", "uncertain"]
    db.dispose()


def test_a_log_that_is_gone_was_copied_and_synced_by_sqlite(tmp_path: Path) -> None:
    sync_file(tmp_path / "club.db-wal")


def test_without_fdatasync_the_file_is_synced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    (tmp_path / "club.db-wal").write_bytes(b"frames")
    monkeypatch.delattr(os, "fdatasync")
    monkeypatch.setattr(os, "fsync", synced.append)
    sync_file(tmp_path / "club.db-wal")
    assert len(synced) == 1
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(synced[0])


def test_a_commit_that_fails_leaves_nothing_to_wait_for() -> None:
    syncs: list[int] = []
    log = LogSync(lambda: syncs.append(1))
    number = log.announce()
    log.note_committed()
    log.wait(number)
    log.wait(number)
    assert len(syncs) == 1


def test_a_database_without_such_a_log_keeps_its_own_syncs(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE thing (name TEXT)")
    db = Database(f"sqlite:///{path}")
    with db.begin() as session:
        run = session.connection().exec_driver_sql
        assert run("PRAGMA journal_mode").scalar_one() == "delete"
        assert run("PRAGMA synchronous").scalar_one() == 2
        run("INSERT INTO thing VALUES ('one')")
    with db.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM thing").scalar_one() == 1
    db.settle()
    db.dispose()
