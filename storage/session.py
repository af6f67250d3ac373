"""What queries are given: one transaction."""

from collections.abc import Callable

from sqlalchemy import Connection


class Session:
    """One transaction, which `Database` opens, commits and closes.

    Statements are SQLAlchemy's Core, and rows are read as they are: the bookkeeping of an ORM's session costs
    a click as much as its statements do.
    """

    def __init__(self, connection: Connection, undo: Callable[[], None]) -> None:
        self._connection, self._undo = connection, undo

    def connection(self) -> Connection:
        """The one connection, on which statements are executed."""
        return self._connection

    def rollback(self) -> None:
        """Forgets what was written so far; the transaction goes on."""
        self._undo()

    def concerns(self, subject: str) -> None:
        """Says what it is about, to the journal of an organiser's act; nothing to any other."""

    def changed(self, subject: str, column: str, before: int | None, after: int | None) -> None:
        """Says what became of a value whose rows are never changed, to the journal likewise."""
