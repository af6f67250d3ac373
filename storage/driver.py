"""SQLite's driver below SQLAlchemy, for what is said to it directly."""

from typing import Any

from sqlalchemy import Connection


def driver(connection: Connection) -> Any:
    """The driver's own connection."""
    found = connection.connection.dbapi_connection
    assert found is not None
    return found


def say(connection: Connection, statement: str) -> None:
    """Says a statement about transactions: SQLAlchemy keeps no account of these."""
    driver(connection).execute(statement)


def undo(connection: Connection) -> None:
    """Undoes what was begun and not committed, by whoever."""
    if connection.in_transaction():  # SQLAlchemy's own account, which only its own statements open
        connection.rollback()
    driver(connection).rollback()
