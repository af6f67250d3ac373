"""A database whose disk is watched: what was synced, who waits for it, what a power cut would leave."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from storage import group_commit
from storage.database import Database
from storage.log_sync import sync_file
from storage.patience import Patience
from storage.people import add_company, list_companies


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
