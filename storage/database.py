"""One door to the database: `with db.begin() as session:` writes, `with db.read() as session:` reads."""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

__all__ = ["Database", "Session"]

POOL = 16


class FairLock:
    """A lock handed over in the order of asking.

    SQLite lets one process write at a time; behind `busy_timeout` alone, 32 threads waited 1.7 s at p99,
    behind this lock 24 ms. `threading.Lock` would do the same without promising the order.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held = False
        self._line: deque[threading.Lock] = deque()

    def __enter__(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._line.append(turn)
        turn.acquire()  # released by whoever holds the lock, and then it is ours

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._line:
                self._line.popleft().release()
            else:
                self._held = False


class _Direct(Session):
    """A session whose statements go straight to one connection, which `Database` opens, commits and closes.

    The ORM's own bookkeeping of transactions costs a click as much as its statements do.
    """

    def __init__(self, connection: Connection, begin: str) -> None:
        # Not `super().__init__`: see `__getattr__`.
        self._direct, self._begin = connection, begin
        self._begins()

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
        self._direct.rollback()
        self._begins()

    def _begins(self) -> None:
        # Said to the driver itself: a listener for SQLAlchemy's "begin" makes every later statement dearer.
        driver = self._direct.connection.driver_connection
        if self._begin and driver is not None:
            driver.execute(self._begin)


class Database:
    """The engine, and the two kinds of transaction. Thread-safe; one per process."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        # Taken before a connection is checked out, so that waiting writers hold no connection.
        self._write_lock: AbstractContextManager[None] = FairLock() if self.sqlite else nullcontext()
        # What began as a reader could not be upgraded: without IMMEDIATE 5 seats sold 17 times.
        self._write, self._read = ("BEGIN IMMEDIATE", "BEGIN") if self.sqlite else ("", "")

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A write transaction: committed at the end, rolled back by any exception."""
        with self._write_lock, self.engine.connect() as connection:
            session = _Direct(connection, self._write)
            yield session
            session.flush()
            connection.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view for reading; passes beside writers and never waits for them."""
        with self.engine.connect() as connection:
            yield _Direct(connection, self._read)

    def dispose(self) -> None:
        """Closes every connection."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=POOL,
        max_overflow=POOL,
        connect_args={"check_same_thread": False, "timeout": 30, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # WAL is set once, by the migrations: two connections switching at once fail whatever the timeout.
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "busy_timeout = 30000"):
        connection.execute(f"PRAGMA {pragma}")
