"""SQLite's write-ahead log reaches the disk: one `fdatasync` for all who committed meanwhile.

Under `synchronous=FULL` SQLite keeps every other writer out while a commit is synced: on a disk whose fsync
takes 10 ms, 32 clicks wait for one another two thirds of their time. Writers commit under NORMAL instead,
which writes the same frames and leaves the sync to us, and whoever acknowledges waits here first. The log is
read back in order and up to the first frame that is not whole (sqlite.org/walformat.html), so that what is on
disk never lacks something that came before it.
"""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from storage.driver import driver, say
from storage.turnstile import Turnstile

WHOLE = "PRAGMA wal_checkpoint(FULL)"
"""Copies the log into the database's own file and syncs both (sqlite.org/pragma.html)."""
CHECKPOINT = 4000
"""Pages, 16 MB, after which the log is copied: every writer waits for the three syncs of that. SQLite's own
1000 are some eighty clicks, and took a fifth of the time where an fsync takes 10 ms."""


class Sync:
    """One sync, and what became of it, for all who wait for it."""

    def __init__(self) -> None:
        self.fault: BaseException | None = None
        self.begins, self.ended = Turnstile(), Turnstile()
        """For whoever leads it, once the one before has ended; for all."""


class LogSync:
    """How far one database's log is on disk. Thread-safe; one per database.

    Commits are counted: `announced` before each, by whoever may write; `committed` once it is in the log.
    """

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._guard = threading.Lock()
        self._announced = self._committed = self._durable = 0
        self._under_way = False
        self._next: Sync | None = None
        self._failed: BaseException | None = None

    @property
    def announced(self) -> int:
        """What a reader may have seen at most."""
        return self._announced

    @property
    def failed(self) -> bool:
        """Whether a sync failed, and nothing was made good since."""
        return self._failed is not None

    def announce(self) -> int:
        """A commit begins, whose number this is. For whoever may write."""
        self._announced += 1
        return self._announced

    def note_committed(self) -> None:
        """It is in the log, or it failed and nothing of it is."""
        self._committed = self._announced

    def wait(self, upto: int) -> None:
        """Returns once all commits up to this one are on disk. Raises what the sync failed of.

        After a sync that failed the system may take for written what is not (fsync(2), EIO is told once):
        then none is trusted until `make_good`.
        """
        while self._durable < upto:
            if (failed := self._failed) is not None:
                says = "the write-ahead log did not reach the disk"
                raise coded(says, sqlite3.SQLITE_IOERR_FSYNC) from failed
            with self._guard:
                if self._durable >= upto:
                    return
                mine, leads = self._join()
            if leads:
                self._lead(mine)
            else:
                mine.ended.wait()

    def wait_as_reader(self, upto: int) -> None:
        """The same for what was only read; while syncs fail it is shown all the same."""
        with contextlib.suppress(sqlite3.Error):
            self.wait(upto)

    def make_good(self, connection: Connection) -> None:
        """After a sync that failed: has the whole log in the database's own file, on disk.

        For whoever may write, with nothing begun. Raises sqlite3.Error where the disk does not take it.
        """
        busy, frames, copied = driver(connection).execute(WHOLE).fetchone()
        if busy or frames != copied:
            raise coded("the write-ahead log could not be copied whole", sqlite3.SQLITE_BUSY)
        with self._guard:
            self._durable = max(self._durable, self._committed)
            self._failed = None

    def _join(self) -> tuple[Sync, bool]:
        """The sync that covers whoever asks now, and whether they are to do it. The guard is held."""
        if not self._under_way:
            self._under_way = True
            made = Sync()
            made.begins.open()
            return made, True
        if self._next is None:
            self._next = Sync()
            return self._next, True
        return self._next, False

    def _lead(self, mine: Sync) -> None:
        mine.begins.wait()
        with self._guard:
            if self._next is mine:
                self._next = None
            covers = self._committed
        try:
            if self._failed is None:
                self._sync()
        except BaseException as fault:
            mine.fault = fault
            if not isinstance(fault, Exception):
                raise
        finally:
            self._ended(mine, covers)

    def _ended(self, mine: Sync, covers: int) -> None:
        with self._guard:
            if mine.fault is not None:
                self._failed = mine.fault
            elif self._failed is None:
                self._durable = max(self._durable, covers)
            self._under_way = self._next is not None
            if self._next is not None:
                self._next.begins.open()  # before the others: the disk need not wait for them
        mine.ended.open()


def leave_sync(connection: Connection) -> bool:
    """Has the connection that writes leave the sync to a LogSync; False: it keeps its own.

    Without a write-ahead log a commit that is not synced could break the file.
    """
    (mode,) = driver(connection).execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        return False
    say(connection, "PRAGMA synchronous = NORMAL")
    say(connection, f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
    return True


def sync_file(path: Path) -> None:
    """Has what is in a file on disk. One that is gone was copied into the database's own, and synced there.

    Opened anew each time: the log may be another file than it was. No lock is lost by closing it, for SQLite
    locks the database's own file and the index of the log, never the log (sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        _synced(descriptor)
    finally:
        os.close(descriptor)


def coded(says: str, code: int) -> sqlite3.OperationalError:
    """A fault such as SQLite's driver raises."""
    fault = sqlite3.OperationalError(says)
    fault.sqlite_errorcode = code
    return fault


def _synced(descriptor: int) -> None:
    if hasattr(os, "fdatasync"):
        os.fdatasync(descriptor)
    else:
        os.fsync(descriptor)
