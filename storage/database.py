"""One door to the database: `with db.begin() as session:` writes, `with db.read() as session:` reads."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from storage.acts import NotedSession, OrganiserAct
from storage.driver import say
from storage.group_commit import GroupCommit
from storage.interaction import InteractionState
from storage.marks import note_pulse
from storage.patience import USUAL, Patience
from storage.postgresql import Direct
from storage.readers import Readers
from storage.scrubbing import scrub_postgresql, scrub_sqlite
from storage.session import Session
from storage.unsaved import Unsaved, UnsavedReason, why_not
from storage.vault import ProcessVault, Vault

__all__ = ["Database", "Session", "Unsaved", "UnsavedReason"]

READERS = 32
"""Connections to SQLite that are kept: one for each request under way."""
POOL = 16
"""To PostgreSQL; as many again when many click at once."""
POOL_PATIENCE = 1.5
"""Seconds to wait for a connection that another thread holds: Slack gives up on a click after three."""
SERVER: Mapping[str, object] = {
    "connect_timeout": 2,
    "tcp_user_timeout": 10_000,
    "application_name": "prime",
    "options": "-c idle_in_transaction_session_timeout=30000",
}
"""For PostgreSQL, unless its address says otherwise: seconds to wait for a server that does not speak, the
fewest there are; milliseconds until a line on which nothing arrives any more is given up, where the system's
own patience is a quarter of an hour (postgresql.org/docs, libpq-connect); milliseconds for which a process
that was frozen within a transaction may hold up all others."""


class Database:
    """The engine, and the two kinds of transaction. Thread-safe; one per process."""

    def __init__(self, url: str, patience: Patience = USUAL, *, vault: Vault | None = None) -> None:
        self.url, self._patience = url, patience
        self.vault = vault or ProcessVault()
        """Where the keys of sealed votes are."""
        self.timed: Callable[[str, float], None] = lambda _way, _seconds: None
        """Told of each transaction, `read` or `write`, how many seconds it took."""
        self.engine = _engine(url, patience)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._interaction = InteractionState(patience)
        self._writers = GroupCommit(self.engine, self._interaction) if self.sqlite else None
        self._readers = Readers(self.engine)
        self._direct = Direct(self.engine, patience, self._interaction)

    def interaction(self) -> AbstractContextManager[None]:
        """Somebody waits for what this thread does within: see `begin`. One within another is part of it."""
        return self._interaction.answered()

    def settle(self) -> None:
        """Waits until what this thread's interaction has read is on disk, before it is answered or Slack is
        told: a power cut may take it back. What is read outside of one waits by itself."""
        if self._writers is not None:
            self._writers.settle()

    def acting(self, act: OrganiserAct | None) -> AbstractContextManager[None]:
        """What this thread writes within is an organiser's act: a transaction leaves its line in the journal,
        with what it wrote or not at all. None: nobody's, whatever it stands in."""
        return self._interaction.acting(act)

    @contextmanager
    def begin(self, *, long: bool = False) -> Iterator[Session]:
        """A write transaction: on disk when this returns, rolled back by any exception.

        On SQLite, writers take turns and share commits; `long` says that this one takes more than a few
        milliseconds, so that nobody's commit waits for it. Raises Unsaved where the database could not write
        and it is certain that nothing of this interaction was saved: `Patience.click` seconds from its
        beginning at most. Outside of one, a write waits for `Patience.others`.
        """
        began = perf_counter()
        try:
            if (under_way := self._interaction.act) is None:
                with self._turn(long=long) as session:
                    yield session
                return
            with self._turn(long=long) as session:
                noted = NotedSession(session, under_way)
                yield noted
                added = noted.note()
            under_way.noted |= added
        finally:
            self.timed("write", perf_counter() - began)

    @contextmanager
    def _turn(self, *, long: bool) -> Iterator[Session]:
        if self._writers is not None:
            with self._writers.turn(long=long) as turn:
                yield Session(turn.connection, turn.undo)
            return
        with self._direct.turn(long=long) as connection:
            yield Session(connection, connection.rollback)

    @contextmanager
    def read(self, *, once: bool = False) -> Iterator[Session]:
        """A consistent view for reading; passes beside writers and never waits for them.

        `once` is for a single statement: SQLite needs no transaction around that one, which every click asks.
        """
        began = perf_counter()
        try:
            if self._writers is None:
                with self._direct.look() as connection:
                    yield Session(connection, connection.rollback)
                return
            try:
                with self._readers.lent() as connection:
                    if not once:
                        say(connection, "BEGIN")
                    yield Session(connection, connection.rollback)
            finally:
                self._writers.seen()
        finally:
            self.timed("read", perf_counter() - began)

    def answers(self) -> bool:
        """Whether a read of our own tables goes through."""
        try:
            with self.read() as session:
                session.connection().execute(text("SELECT version_num FROM alembic_version"))
        except (
            Unsaved,
            SQLAlchemyError,
            sqlite3.Error,
        ):  # SQLite's driver fails in its own words
            return False
        return True

    def trouble(self) -> UnsavedReason | None:
        """Why nothing can be saved now; None where a small write, tried for this, is on disk.

        It costs a commit: whoever asks often keeps the answer for some seconds. As patient as a click.
        """
        try:
            with self.interaction(), self.begin() as session:
                note_pulse(session)
        except Unsaved as unsaved:
            return unsaved.why
        except (SQLAlchemyError, sqlite3.Error, TimeoutError) as fault:
            return why_not(fault) or UnsavedReason.AWAY
        return None

    def writable(self) -> bool:
        """Whether anything can be saved now."""
        return self.trouble() is None

    def scrub(self, names: Sequence[str], witness: str, locked: Sequence[str] = ()) -> bool:
        """Wipes from the files of the database what was deleted from these tables.

        `witness`: a table that whatever deletes from them writes to in the same transaction. `locked`: tables
        whose rows are not to tell in what order transactions locked them.
        False where somebody was in the way, or it failed: what was deleted may still be read there.
        """
        if self._writers is None:
            return scrub_postgresql(self.engine, names, witness, locked, self._patience.others)
        with self._writers.alone() as connection:
            return scrub_sqlite(connection)

    def dispose(self) -> None:
        """Closes every connection."""
        if self._writers is not None:
            self._writers.close()
        self._readers.close()
        self.engine.dispose()


def _engine(url: str, patience: Patience) -> Engine:
    # `hide_parameters`: what was written, votes among it, stands in no exception and so in no log.
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(
            url,
            pool_size=POOL,
            max_overflow=POOL,
            pool_timeout=POOL_PATIENCE,
            pool_pre_ping=True,
            connect_args={**SERVER, **make_url(url).query},
            hide_parameters=True,
        )
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=READERS,
        pool_use_lifo=True,  # one that rested reads its pages again (sqlite.org/pragma.html, cache_size)
        max_overflow=POOL,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": patience.click, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # WAL is set once, by the migrations: two connections switching at once fail whatever the timeout.
    for pragma in ("foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
