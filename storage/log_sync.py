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
CHECKPOINT = 8000
"""Pages, 32 MB, after which the log is copied: every writer waits for the three syncs of that. SQLite's own
1000 are some eighty clicks that share no commit, and took a fifth of the time where an fsync takes 10 ms."""


class Sync:
    """One sync, and what became of it, for all who wait for it."""

    def __init__(self) -> None:
        self.fault: BaseException | None = None
        self.covers: int | None = None
        """The last commit that it brings to the disk; None: it has not begun, and brings all there is."""
        self.begins, self.ended = Turnstile(), Turnstile()
        """For whoever leads it, once the one before has ended; for all."""


Place = tuple[Sync, bool]
"""The sync that somebody waits for, and whether they are to do it."""


class LogSync:
    """How far one database's log is on disk. Thread-safe; one per database.

    Commits are counted: `announced` before each, by whoever may write; `committed` once it is in the log.
    """

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._guard = threading.Lock()
        self._announced = self._committed = self._durable = 0
        self._current: Sync | None = None
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

    @property
    def under_way(self) -> bool:
        """Whether the disk writes: whatever is committed now waits for the sync after this one."""
        return self._current is not None

    def announce(self) -> int:
        """A commit begins, whose number this is. For whoever may write."""
        self._announced += 1
        return self._announced

    def note_committed(self) -> None:
        """It is in the log, or it failed and nothing of it is."""
        self._committed = self._announced

    def claim(self, upto: int) -> Place | None:
        """A place in line for the disk, which is to be taken by `wait`; None: it has this commit already."""
        with self._guard:
            return None if self._durable >= upto else self._join(upto)

    def wait(self, upto: int, place: Place | None = None) -> None:
        """Returns once all commits up to this one are on disk. Raises what the sync failed of.

        After a sync that failed the system may take for written what is not (fsync(2), EIO is told once):
        then none is trusted until `make_good`.
        """
        while place or self._durable < upto:
            if place is None and (failed := self._failed) is not None:
                says = "the write-ahead log did not reach the disk"
                raise coded(says, sqlite3.SQLITE_IOERR_FSYNC) from failed
            place = place or self.claim(upto)
            if place is not None:
                self._take(place)
            place = None

    def wait_after(self, commit: Callable[[], int | None]) -> bool:
        """Has something committed once the sync under way has ended, then waits as `wait` does.

        `commit` gives its number and waits for nobody, for all others wait for it meanwhile; None: it is left
        to somebody else, and then this returns False.
        """
        with self._guard:
            place = self._join()
        sync, leads = place
        sync.begins.wait()
        try:
            upto = commit()
        finally:
            if leads:
                self._take(place)
        if upto is not None:
            self.wait(upto)
        return upto is not None

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

    def _join(self, upto: int | None = None) -> Place:
        """The sync that brings a commit to the disk; None: one to come. The guard is held."""
        current = self._current
        if current is None:
            self._current = made = Sync()
            made.begins.open()
            return made, True
        if upto is not None and (current.covers is None or upto <= current.covers):
            return current, False
        if self._next is None:
            self._next = Sync()
            return self._next, True
        return self._next, False

    def _take(self, place: Place) -> None:
        """Does the sync, or waits for whoever does it."""
        sync, leads = place
        if leads:
            self._lead(sync)
        else:
            sync.ended.wait()

    def _lead(self, mine: Sync) -> None:
        mine.begins.wait()
        with self._guard:
            mine.covers = self._committed
            needed = self._failed is None and mine.covers > self._durable
        try:
            if needed:
                self._sync()
        except BaseException as fault:
            mine.fault = fault
            if not isinstance(fault, Exception):
                raise
        finally:
            self._ended(mine)

    def _ended(self, mine: Sync) -> None:
        with self._guard:
            if mine.fault is not None:
                self._failed = mine.fault
            elif self._failed is None:
                self._durable = max(self._durable, mine.covers or 0)
            self._current, self._next = self._next, None
            if self._current is not None:
                self._current.begins.open()  # before the others: the disk need not wait for them
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
