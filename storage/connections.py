"""Connections to SQLite kept at hand.

SQLAlchemy's pool, and a `Connection` made anew for each transaction, cost a click as much as two of its
statements. And a connection that has rested while others wrote must read its pages again
(sqlite.org/pragma.html, cache_size): so it is the one used last that is taken first.
"""

import sqlite3
from collections.abc import Callable

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError


def say(connection: Connection, statement: str) -> None:
    """Says a statement about transactions to the driver itself: SQLAlchemy keeps no account of these."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(statement)


class Connections:
    """Up to `most` idle connections; thread-safe. Beyond these, SQLAlchemy's pool has them again."""

    def __init__(
        self, engine: Engine, most: int, prepare: Callable[[Connection], None] = lambda connection: None
    ) -> None:
        self._engine, self._most, self._prepare = engine, most, prepare
        self._idle: list[Connection] = []

    def take(self) -> Connection:
        """A connection on which nothing is begun; the caller gives it back or drops it."""
        try:
            return self._idle.pop()
        except IndexError:  # not asked before: another thread may take the last one in between
            connection = self._engine.connect()
            self._prepare(connection)
            return connection

    def give_back(self, connection: Connection) -> None:
        """Takes it back; what was begun on it and not committed is undone."""
        try:
            _undo(connection)
        except (SQLAlchemyError, sqlite3.Error):
            self.drop(connection)
            return
        if len(self._idle) < self._most:
            self._idle.append(connection)
        else:
            connection.close()

    def drop(self, connection: Connection) -> None:
        """Closes one of which nobody knows what it holds: it is not used again."""
        connection.invalidate()
        connection.close()

    def close(self) -> None:
        """Closes those that are idle."""
        while self._idle:
            self._idle.pop().close()


def _undo(connection: Connection) -> None:
    if connection.in_transaction():  # SQLAlchemy's own account, which only its own statements open
        connection.rollback()
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.rollback()
