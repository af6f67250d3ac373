"""Connections that read SQLite, kept open for whoever reads next.

SQLAlchemy's pool takes a connection apart and puts it together again for each of a click's two reads: a
twentieth of the click.
"""

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.driver import undo


class Readers:
    """As many as ever read at a time. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: deque[Connection] = deque()
        """The last one that rested comes first: it has its pages still."""

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """One, for this reader alone; nothing that was begun on it outlasts this."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._engine.connect()
        try:
            yield connection
        finally:
            self._take_back(connection)

    def close(self) -> None:
        """Closes those that nobody has."""
        while self._idle:
            self._idle.pop().close()

    def _take_back(self, connection: Connection) -> None:
        try:
            undo(connection)
        except (SQLAlchemyError, sqlite3.Error):
            connection.invalidate()
            connection.close()
            return
        self._idle.append(connection)
