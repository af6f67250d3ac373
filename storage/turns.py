"""Writers of one SQLite database take turns, and those who come together share one commit.

SQLite lets one writer at a time in, and each durable commit costs a write to the disk: behind `busy_timeout`
alone 32 threads waited 1.7 s at p99, behind a fair lock 24 ms. When others are about to come, the transaction
is left open for them, each in a savepoint of its own; the last one commits for all. Nobody is acknowledged
before that commit: what is acknowledged is on disk.

A *visit* is one request from beginning to end. Visits go one after the other as long as they compute, for
Python runs one thread at a time anyhow: when 16 contended, every statement woke another thread in vain, and
that was a third of the machine's work. A visit waits for the disk, and turns to Slack, beside the others.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.fairlock import FairLock
from storage.kept import Kept
from storage.patience import Patience
from storage.unsaved import Unsaved, Why, why_not, why_undone
from storage.visits import WAIT_FOR_NOBODY, Batch, Here, Turn, Visit, say, wait_for_nobody

MOST_TOGETHER = 16
"""Writers that share a commit: the first of them waits for the work of all."""
PATIENCE = 0.05
"""Seconds. Nobody waits longer for a visit that takes its time, nor for a commit that others were to make."""


class GroupCommit:
    """The line of writers, and the door that visits come in by. One per database."""

    def __init__(self, engine: Engine, patience: Patience) -> None:
        self._patience = patience
        self._kept = Kept(engine, 1, wait_for_nobody)
        """The connection that writes: as nobody else does, it need not read its pages again."""
        self._lock = FairLock()
        self._left_open: Batch | None = None
        """Handed from one holder of the lock to the next."""
        self._door = FairLock()
        self._here = Here()

    @contextmanager
    def visit(self) -> Iterator[None]:
        """A visit; once it ends without an exception, all that was written within is durable.

        One within another is part of it.
        """
        if self._here.visit is not None:
            yield
            return
        until = time.monotonic() + self._patience.click
        visit = self._here.visit = Visit(holds_door=self._door.acquire(patience=PATIENCE), until=until)
        try:
            yield
            self.settle()
        finally:
            self._leave(visit)
            self._here.visit = None

    def settle(self) -> None:
        """Lets the next visit in, and waits until what this one wrote is durable.

        Raises what the commit failed of. Outside a visit there is nothing to wait for; nor during a turn.
        """
        visit = self._here.visit
        if visit is None:
            return
        self._leave(visit)
        if visit.writing:
            return
        owed, some = self.owed(), bool(visit.owed)
        visit.owed = []
        owed()
        visit.kept = visit.kept or some

    def owed(self) -> Callable[[], None]:
        """Waits, from whatever thread, as `settle` does for this visit and what it wrote so far."""
        visit = self._here.visit
        batches = list(visit.owed) if visit else []
        alone = not (visit and visit.kept)

        def wait() -> None:
            self._await(batches, alone=alone)

        return wait

    def show(self) -> None:
        """What this visit wrote, other connections see from now on."""
        if (visit := self._here.visit) and visit.owed:
            self.settle()

    @contextmanager
    def turn(self, *, long: bool = False) -> Iterator[Turn]:
        """A turn to write; an exception undoes this turn alone.

        Once it ends, all of it is durable; within a visit, once that ends or is settled. Raises Unsaved where
        the turn does not come in time, or the database cannot write; a visit of which something was written
        before gets what the database said instead.
        """
        visit = self._here.visit
        if visit and long:
            self._leave(visit)
        self._line_up(visit, long=long)
        try:
            batch = self._join(visit, alone=long)
            if visit:
                visit.writing = True
            try:
                yield self._starts(batch)
                self._ends(batch)
            except BaseException as fault:
                self._undo(batch, fault)
                raise
            finally:
                if visit:
                    visit.writing = False
                self._hand_on(batch)
        except (sqlite3.Error, SQLAlchemyError) as fault:
            if (why := why_not(fault)) and not (visit and visit.wrote()):
                raise Unsaved(why) from fault
            raise
        finally:
            self._lock.release()
        if visit:
            visit.owed.append(batch)
        else:
            self._await([batch], alone=True)

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A turn without a transaction, for what the whole file is needed for; the others wait meanwhile."""
        self._lock.acquire(long=True)
        try:
            self._commit_left_open()
            connection = self._kept.take()
            try:
                yield connection
            finally:
                self._kept.give_back(connection)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Closes what is not in use."""
        self._kept.close()

    def _leave(self, visit: Visit) -> None:
        """Lets the next visit in; where there is none, commits what was left open for it."""
        if visit.holds_door:
            visit.holds_door = False
            self._door.release()
        # Whoever holds the lock looks after it: then there is nothing to do here.
        if self._left_open and not self._door.held and self._lock.acquire(patience=0):
            try:
                self._commit_left_open()
            finally:
                self._lock.release()

    def _await(self, batches: Sequence[Batch], *, alone: bool) -> None:
        """Waits until these are committed; `alone` says that nothing else was written with them.

        Raises what a commit failed of: Unsaved, where nothing of it all was kept for certain.
        """
        for batch in batches:
            self._settled(batch)
        faults = [batch.fault for batch in batches if batch.fault is not None]
        if not faults:
            return
        reasons = [why_undone(fault) for fault in faults]
        if alone and len(faults) == len(batches) and reasons[0] and all(reasons):
            raise Unsaved(reasons[0]) from faults[0]
        raise faults[0]

    def _settled(self, batch: Batch) -> None:
        while not batch.settled.wait(PATIENCE):
            # Whoever it was left open for has not come. Not for long either: a long turn commits it first.
            if self._lock.acquire(patience=PATIENCE):
                try:
                    self._commit_left_open()
                finally:
                    self._lock.release()

    def _line_up(self, visit: Visit | None, *, long: bool) -> None:
        """Waits for the lock: a visit as long as its person can, others as long as it takes."""
        patience = self._left(visit) if visit else -1
        if not self._lock.acquire(long=long, patience=patience):
            if visit and visit.wrote():
                raise TimeoutError("the turn to write did not come in time")
            raise Unsaved(Why.BUSY)

    def _left(self, visit: Visit | None) -> float:
        """Seconds that are left to wait for a turn."""
        if visit is None:
            return self._patience.others
        return max(self._patience.least, visit.until - time.monotonic())

    def _join(self, visit: Visit | None, *, alone: bool) -> Batch:
        if alone:
            self._commit_left_open()
        batch, self._left_open = self._left_open, None
        if batch is None:
            batch = Batch(self._kept.take())
            try:
                self._begin(batch.connection, visit)
            except BaseException:
                self._kept.give_back(batch.connection)
                raise
        return batch

    def _begin(self, connection: Connection, visit: Visit | None) -> None:
        """What began as a reader could not be upgraded: without IMMEDIATE 5 seats sold 17 times."""
        try:
            say(connection, "BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            if why_not(fault) is not Why.BUSY:
                raise
            say(connection, f"PRAGMA busy_timeout = {round(self._left(visit) * 1000)}")
            try:
                say(connection, "BEGIN IMMEDIATE")
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
        goes_on = batch.fault is None and 0 < batch.members < MOST_TOGETHER
        if goes_on and (self._lock.next_is_short() or self._door.awaited):
            self._left_open = batch
        else:
            self._commit(batch)

    def _commit_left_open(self) -> None:
        """To be called by whoever holds the lock."""
        batch, self._left_open = self._left_open, None
        if batch is not None:
            self._commit(batch)

    def _commit(self, batch: Batch) -> None:
        """Ends a batch; what the commit fails of is raised where the batch is awaited."""
        try:
            if batch.fault is None and batch.members:
                say(batch.connection, "COMMIT")  # to the driver: it alone knows of every statement
        except sqlite3.Error as fault:
            batch.fault = fault
        except BaseException as fault:
            batch.fault = fault
            raise
        finally:
            if batch.fault is None:
                self._kept.give_back(batch.connection)  # rolls back what was not committed
            else:
                self._kept.drop(batch.connection)
            batch.settled.set()
