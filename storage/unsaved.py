"""When nothing was saved, for certain, and why: so that a person can be told to try again.

What a database refuses before a commit is undone. Of a commit that fails it is certain where the database
says that it could not write (SQLite marks a commit last of all, and no commit that it could not write whole;
PostgreSQL answers a COMMIT that it refuses with the reason), and uncertain where the answer is missing.
"""

import sqlite3
from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted


class UnsavedReason(StrEnum):
    """What keeps the database from writing."""

    BUSY = "busy"
    """Somebody else holds it, for longer than a person can wait."""
    FULL = "full"
    """The disk, or what the database may take of it."""
    READ_ONLY = "read-only"
    AWAY = "away"
    """It does not answer, or its disk does not."""


class Unsaved(Exception):  # noqa: N818 - no mistake of anybody's
    """Nothing of what was asked is in the database, for certain."""

    def __init__(self, why: UnsavedReason) -> None:
        super().__init__(f"nothing was saved: the database is {why}")
        self.why = why


PRIMARY = 0xFF
"""Of SQLite's extended codes (sqlite.org/rescode.html): which bits hold the primary one."""
_SQLITE: Mapping[int, UnsavedReason] = {
    sqlite3.SQLITE_BUSY: UnsavedReason.BUSY,
    sqlite3.SQLITE_LOCKED: UnsavedReason.BUSY,
    sqlite3.SQLITE_READONLY: UnsavedReason.READ_ONLY,
    sqlite3.SQLITE_FULL: UnsavedReason.FULL,
    sqlite3.SQLITE_IOERR: UnsavedReason.AWAY,
    sqlite3.SQLITE_CANTOPEN: UnsavedReason.AWAY,
}
_POSTGRESQL: Mapping[str, UnsavedReason] = {
    "55P03": UnsavedReason.BUSY,  # lock_timeout
    "57014": UnsavedReason.BUSY,  # statement_timeout
    "40P01": UnsavedReason.BUSY,  # deadlock: the other one went on
    "40001": UnsavedReason.BUSY,
    "53300": UnsavedReason.BUSY,  # too many connections
    "25006": UnsavedReason.READ_ONLY,
    "53100": UnsavedReason.FULL,
    "25P03": UnsavedReason.AWAY,  # it let go of a transaction in which this process had stood still
}
"""postgresql.org/docs, appendix A, "PostgreSQL Error Codes"."""
_GONE = ("08", "57P", "58")
"""Classes of codes: the connection, the operator's intervention (a server that stops or starts), its disk."""


def why_not(error: BaseException) -> UnsavedReason | None:
    """What this exception says about the database; None where it is about something else."""
    if isinstance(error, PoolExhausted):
        return UnsavedReason.BUSY
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        return _SQLITE.get(getattr(original, "sqlite_errorcode", 0) & PRIMARY)
    if not isinstance(error, DBAPIError):
        return None
    state = getattr(original, "sqlstate", None)
    if not state:  # no word of the server's: it was never reached, or hung up
        return UnsavedReason.AWAY if isinstance(error, InterfaceError | OperationalError) else None
    return _POSTGRESQL.get(state) or (UnsavedReason.AWAY if state.startswith(_GONE) else None)


def why_undone(error: BaseException) -> UnsavedReason | None:
    """The same of a commit: None also where it may have gone through all the same."""
    found = why_not(error)
    if found is UnsavedReason.AWAY:
        code = getattr(error, "sqlite_errorcode", 0)
        return UnsavedReason.FULL if code == sqlite3.SQLITE_IOERR_WRITE else None
    return found
