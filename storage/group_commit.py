"""Writers of one SQLite database take turns, and those who come together share one commit.

SQLite lets one writer at a time in, and each durable commit costs a write to the disk: behind `busy_timeout`
alone 32 threads waited 1.7 s at p99, behind a fair lock 24 ms. Whoever ends a turn while the disk still
writes what was committed before (`storage/log_sync.py`) leaves the transaction open, each turn in a savepoint
of its own: until the disk is done whoever comes joins, and the first of them then commits for all. On a slow
disk that is one commit for ten clicks, and a third of the log. Where SQLite syncs each commit by itself, it
is left open for those who stand in line. No turn ends before its commit is on disk: what is acknowledged is.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.driver import driver, say, undo
from storage.fairlock import FairLock
from storage.interaction import InteractionState
from storage.log_sync import LogSync, Place, leave_sync, sync_file
from storage.turnstile import Turnstile
from storage.unsaved import Unsaved, UnsavedReason, why_not, why_undone

MOST_TOGETHER = 32
"""Writers that share a commit: the first of them waits for the work of all."""
WAIT_FOR_NOBODY = "PRAGMA busy_timeout = 0"
"""How the connection that writes stands: how long it may wait for other programs, each turn says anew."""


class Batch:
    """One transaction, and how many turns' work it holds."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.members = 0
        self.fault: BaseException | None = None
        self.number = 0
        """Of its commit: this far the log must be on disk. None yet, or nothing to wait for: 0."""
        self.changes = driver(connection).total_changes
        self.kept = False
        """Whether somebody waits for the disk to have it committed, and brings it there."""
        self.due = False
        """Whether that has passed to whoever holds the lock: they commit it as they are done."""
        self.on_disk = Turnstile()
        """Open once it is there, or once that failed."""
        self._guard, self._committed = threading.Lock(), False

    def pass_on(self) -> bool:
        """Its keeper finds others at it: these see to the rest, unless they have just committed it."""
        with self._guard:
            self.due = not self._committed
            self.kept = self._committed
        return self.due

    def close(self) -> bool:
        """It is committed, or failed; whether whoever did that is to bring it to the disk."""
        with self._guard:
            self._committed = True
            return not self.kept


class Turn:
    """What a writer holds while it is its turn."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def undo(self) -> None:
        """Undoes what this writer wrote, and nothing of the others."""
        say(self.connection, "ROLLBACK TO turn")


class GroupCommit:
    """The line of writers. One per database; thread-safe."""

    def __init__(self, engine: Engine, interaction: InteractionState) -> None:
        self._engine, self._interaction = engine, interaction
        self._lock = FairLock()
        self._connection: Connection | None = None
        """The one that writes, for whoever holds the lock: as nobody else does, it keeps its pages."""
        self._log: LogSync | None = None
        """None: not known yet, or the database has no write-ahead log, and SQLite syncs each commit."""
        self._left_open: Batch | None = None
        """Handed from one holder of the lock to the next, who is no `long` one; or kept for whoever comes."""

    @contextmanager
    def turn(self, *, long: bool = False) -> Iterator[Turn]:
        """A turn to write; an exception undoes this turn alone. Once it ends, all of it is durable.

        `long`: nobody's commit waits for this one. Raises Unsaved where the turn does not come in time, or
        the database cannot write; an interaction of which something is saved gets what the database said.
        """
        self._line_up(long=long)
        try:
            batch = self._join(long=long)
            try:
                yield self._starts(batch)
                self._ends(batch)
            except BaseException as fault:
                self._undo(batch, fault)
                raise
            finally:
                self._hand_on(batch)
        except (sqlite3.Error, SQLAlchemyError) as fault:
            if (why := why_not(fault)) and not self._interaction.saved:
                raise Unsaved(why) from fault
            raise
        self._await(batch)
        self._interaction.note_saved()

    def seen(self) -> None:
        """Something was read: an interaction waits as it answers (`settle`), whoever else reads waits now."""
        if (log := self._log) is None:
            return
        if self._interaction.under_way:
            self._interaction.seen = log.announced
        else:
            log.wait_as_reader(log.announced)

    def settle(self) -> None:
        """Waits until all that this thread's interaction has read is on disk."""
        if self._log is not None:
            self._log.wait_as_reader(self._interaction.seen)

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A turn without a transaction, for what the whole file is needed for; the others wait meanwhile."""
        self._lock.acquire(long=True)
        try:
            self._commit_open()
            try:
                yield self._connected()
            finally:
                self._let_go(sound=True)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Closes its connection, unless it is in use."""
        if self._lock.acquire(patience=0):
            self._commit_open()
            self._let_go(sound=False)
            self._lock.release()

    def _line_up(self, *, long: bool) -> None:
        """Waits for the lock: as long as whoever asked can, or as long as it takes where nobody did."""
        patience = self._interaction.patience if self._interaction.under_way else -1
        if not self._lock.acquire(long=long, patience=patience):
            if self._interaction.saved:
                raise TimeoutError("the turn to write did not come in time")
            raise Unsaved(UnsavedReason.BUSY)

    def _join(self, *, long: bool) -> Batch:
        """The transaction that was left open, or one of our own. Lets go of the lock where there is none."""
        if long:
            self._commit_open()
        batch, self._left_open = self._left_open, None
        if batch is not None:
            return batch
        try:
            connection = self._connected()
            self._begin(connection)
            batch = Batch(connection)
        except BaseException:
            self._let_go(sound=True)
            self._lock.release()
            raise
        return batch

    def _connected(self) -> Connection:
        if self._connection is None:
            connection = self._engine.connect()
            say(connection, WAIT_FOR_NOBODY)
            if leave_sync(connection) and self._log is None:
                self._log = LogSync(partial(sync_file, Path(f"{self._engine.url.database}-wal")))
            self._connection = connection
        return self._connection

    def _let_go(self, *, sound: bool) -> None:
        """Undoes what was begun and not committed; closes one of which nobody knows what it holds."""
        if (connection := self._connection) is None:
            return
        try:
            if sound:
                undo(connection)
                return
        except (SQLAlchemyError, sqlite3.Error):
            pass
        self._connection = None
        connection.invalidate()
        connection.close()

    def _begin(self, connection: Connection) -> None:
        """What began as a reader could not be upgraded: without IMMEDIATE 5 seats sold 17 times."""
        if self._log is not None and self._log.failed:
            with self._patient(connection):
                self._log.make_good(connection)
        try:
            say(connection, "BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            if why_not(fault) is not UnsavedReason.BUSY:
                raise
            with self._patient(connection):
                say(connection, "BEGIN IMMEDIATE")

    @contextmanager
    def _patient(self, connection: Connection) -> Iterator[None]:
        """Waits for other programs within, as long as whoever asked can."""
        say(connection, f"PRAGMA busy_timeout = {round(self._interaction.patience * 1000)}")
        try:
            yield
        finally:
            say(connection, WAIT_FOR_NOBODY)

    def _starts(self, batch: Batch) -> Turn:
        say(batch.connection, "SAVEPOINT turn")
        return Turn(batch.connection)

    def _ends(self, batch: Batch) -> None:
        say(batch.connection, "RELEASE turn")
        batch.members += 1

    def _undo(self, batch: Batch, fault: BaseException) -> None:
        try:
            say(batch.connection, "ROLLBACK TO turn")
            say(batch.connection, "RELEASE turn")
        except sqlite3.Error:
            # A full or broken disk ends the whole transaction: then the others' work is gone with it.
            batch.fault = fault

    def _hand_on(self, batch: Batch) -> None:
        """Gives the lock to the next one, with the transaction still open where they may join it."""
        if not self._stays_open(batch):
            self._finish(batch, self._lock.release)

    def _stays_open(self, batch: Batch) -> bool:
        """Whether others may join: those in line where SQLite syncs each commit, else whoever comes while the
        disk writes, and then somebody keeps it."""
        if batch.fault is not None or not 0 < batch.members < MOST_TOGETHER:
            return False
        self._left_open = batch
        if (log := self._log) is None:
            if self._lock.release_to_short():
                return True
        elif log.under_way and not batch.due:
            keeps, batch.kept = not batch.kept, True
            if self._lock.release_unless(lambda: batch.due):
                if keeps:
                    self._keep(batch, log)
                return True
            batch.kept = batch.kept and not keeps
        self._left_open = None
        return False

    def _keep(self, batch: Batch, log: LogSync) -> None:
        """Waits until the disk has written what was committed before, then commits and syncs.

        No sync waits for the lock: whoever holds it may be waiting for a sync, as a reader.
        """
        try:
            if not log.wait_after(lambda: self._close(batch)):
                return
        except sqlite3.Error as fault:
            batch.fault = batch.fault or fault
        except BaseException as fault:
            if not batch.pass_on():  # committed, and perhaps not on disk
                batch.fault = batch.fault or fault
                batch.on_disk.open()
            raise
        batch.on_disk.open()

    def _close(self, batch: Batch) -> int | None:
        """Commits a batch that was left open; None: somebody is at it, and sees to the rest."""
        passed_on = False

        def is_free(held: bool) -> bool:
            nonlocal passed_on
            if not held and self._left_open is batch:
                return True
            passed_on = batch.pass_on()
            return False

        if self._lock.acquire_if(is_free):
            try:
                self._commit_open()
            finally:
                self._lock.release()
        return None if passed_on else batch.number

    def _commit_open(self) -> None:
        """Commits what was left open, if anything. Whoever holds the lock joins it, or does this."""
        batch, self._left_open = self._left_open, None
        if batch is not None:
            self._finish(batch)

    def _finish(self, batch: Batch, release: Callable[[], object] = bool) -> None:
        """Commits, lets the next ones write, and waits for the disk where nobody else does."""
        place = None
        try:
            try:
                self._commit(batch)
            finally:
                mine = batch.close()
            if mine:
                place = self._claim(batch)
        finally:
            release()
            try:
                if place is not None:
                    self._sync(batch, place)
            finally:
                if mine:
                    batch.on_disk.open()

    def _commit(self, batch: Batch) -> None:
        """Ends a batch; what the commit fails of is raised where the batch is awaited."""
        try:
            if batch.fault is None and batch.members:
                self._say_commit(batch)
        except sqlite3.Error as fault:
            batch.fault = fault
        except BaseException as fault:
            batch.fault = fault
            raise
        finally:
            self._let_go(sound=batch.fault is None)

    def _say_commit(self, batch: Batch) -> None:
        """To the driver: it alone knows of every statement."""
        if (log := self._log) is None:
            say(batch.connection, "COMMIT")
            return
        if driver(batch.connection).total_changes == batch.changes:
            say(batch.connection, "COMMIT")
            batch.number = log.announced  # wrote nothing, and read what is in the log
            return
        batch.number = log.announce()
        try:
            say(batch.connection, "COMMIT")
        finally:
            log.note_committed()

    def _claim(self, batch: Batch) -> Place | None:
        """A place in line for the disk, before others write: they find it busy, and share the next commit."""
        return None if self._log is None or batch.fault else self._log.claim(batch.number)

    def _sync(self, batch: Batch, place: Place) -> None:
        """Waits for the disk, while others write already."""
        assert self._log is not None, "a place is one in its line"
        try:
            self._log.wait(batch.number, place)
        except sqlite3.Error as fault:
            batch.fault = fault

    def _await(self, batch: Batch) -> None:
        """Waits for the disk. Raises what that failed of: Unsaved, where nothing was saved for certain."""
        batch.on_disk.wait()
        if batch.fault is None:
            return
        if (why := why_undone(batch.fault)) and not self._interaction.saved:
            raise Unsaved(why) from batch.fault
        if batch.number:
            self._interaction.note_saved()  # it is in the log, though perhaps not on disk
        raise batch.fault
