"""What is acknowledged, or shown, is on disk; writers do not wait for the disk one after the other."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import Database, Unsaved, UnsavedReason
from storage.log_sync import LogSync, sync_file
from storage.patience import Patience
from storage.people import list_companies
from tests.storage.disks import Disk, add, begun, db, disk, held_up, names, seen_by_others, until

__all__ = ["db", "disk"]


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
