"""One door to the database: `with db.begin() as session:` writes, `with db.read() as session:` reads."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from storage.kept import Kept
from storage.marks import note_pulse
from storage.patience import USUAL, Patience
from storage.postgresql import Direct
from storage.scrubbing import scrub_postgresql, scrub_sqlite
from storage.turns import GroupCommit
from storage.unsaved import Unsaved, Why, why_not
from storage.vault import ProcessVault, Vault
from storage.visits import say

__all__ = ["Database", "Session", "Unsaved", "Why"]

POOL = 16
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


class _Direct(Session):
    """A session whose statements go straight to one connection, which `Database` opens, commits and closes.

    The ORM's own bookkeeping of transactions costs a click as much as its statements do.
    """

    def __init__(self, connection: Connection, forget: Callable[[], None]) -> None:
        # Not `super().__init__`: see `__getattr__`.
        self._direct, self._forget = connection, forget

    def __getattr__(self, name: str) -> Any:
        """Builds the ORM's own state when something asks for it; statements of Core never do."""
        if "identity_map" in self.__dict__:
            raise AttributeError(name)
        super().__init__(self._direct, expire_on_commit=False, autoflush=False)
        return getattr(self, name)

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Writes what the ORM holds back, if it was used."""
        if "identity_map" in self.__dict__:
            super().flush(objects)

    def connection(self, *_: object, **__: object) -> Connection:
        """The one connection."""
        return self._direct

    def rollback(self) -> None:
        """Forgets what was written so far; the transaction goes on."""
        self._forget()


class Database:
    """The engine, and the two kinds of transaction. Thread-safe; one per process."""

    def __init__(self, url: str, patience: Patience = USUAL, *, vault: Vault | None = None) -> None:
        self.url = url
        self.vault = vault or ProcessVault()
        """Where the keys of sealed votes are."""
        self.engine = _engine(url, patience)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._writers = GroupCommit(self.engine, patience) if self.sqlite else None
        self._direct = Direct(self.engine, patience)
        self._readers = Kept(self.engine, POOL)

    def visit(self) -> AbstractContextManager[None]:
        """A request from beginning to end: once it ends, what was written within is durable.

        On SQLite visits compute one after the other, and those that write share commits. See `settle`.
        """
        return self._direct.visit() if self._writers is None else self._writers.visit()

    def settle(self) -> None:
        """Before anybody outside hears of this visit: waits until what it wrote is durable.

        The next visit may begin meanwhile. Raises what the commit failed of.
        """
        if self._writers is not None:
            self._writers.settle()

    def owed(self) -> Callable[[], None]:
        """A way to wait, from another thread, until what this visit wrote is durable; raises as `settle`."""
        return _nothing if self._writers is None else self._writers.owed()

    @contextmanager
    def begin(self, *, long: bool = False) -> Iterator[Session]:
        """A write transaction: committed when this returns, rolled back by any exception.

        Within a visit it is committed once that ends, is settled, or reads. On SQLite, writers take turns and
        share commits; `long` says that this one takes more than a few milliseconds, so that nobody's commit
        waits for it. Raises Unsaved where the database could not write and it is certain that nothing of this
        visit was saved: in a visit after `Patience.click` seconds at most.
        """
        if self._writers is not None:
            with self._writers.turn(long=long) as turn:
                session = _Direct(turn.connection, turn.forget)
                yield session
                session.flush()
            return
        with self._direct.turn(long=long) as connection:
            session = _Direct(connection, connection.rollback)
            yield session
            session.flush()

    @contextmanager
    def read(self, *, once: bool = False) -> Iterator[Session]:
        """A consistent view for reading; passes beside writers and never waits for them.

        `once` is for a single statement: SQLite needs no transaction around that one, which every click asks.
        """
        if self._writers is None:
            with self._direct.look() as connection:
                yield _Direct(connection, connection.rollback)
            return
        self._writers.show()
        connection = self._readers.take()
        try:
            if not once:
                say(connection, "BEGIN")
            yield _Direct(connection, connection.rollback)
        finally:
            self._readers.give_back(connection)

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

    def trouble(self) -> Why | None:
        """Why nothing can be saved now; None where a small write, tried for this, is on disk.

        It costs a commit: whoever asks often keeps the answer for some seconds. As patient as a click.
        """
        try:
            with self.visit(), self.begin() as session:
                note_pulse(session)
        except Unsaved as unsaved:
            return unsaved.why
        except (SQLAlchemyError, sqlite3.Error, TimeoutError) as fault:
            return why_not(fault) or Why.AWAY
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
            return scrub_postgresql(self.engine, names, witness, locked)
        with self._writers.alone() as connection:
            return scrub_sqlite(connection)

    def dispose(self) -> None:
        """Closes every connection."""
        self._readers.close()
        if self._writers is not None:
            self._writers.close()
        self.engine.dispose()


def _nothing() -> None:
    """Where a transaction is durable as soon as it ends."""


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
        pool_size=POOL,
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
