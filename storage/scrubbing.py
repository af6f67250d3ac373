"""What was deleted, wiped from the database's files as well (article CONFIDENTIALITÉ)."""

import logging
import sqlite3
import time
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

log = logging.getLogger(__name__)

PATIENCE = 1000
"""How long to wait for whoever is in the way, milliseconds: every writer waits meanwhile."""
OLDER = 10.0
"""Seconds to wait until older transactions have ended; nobody waits meanwhile but the tick."""
PAUSE = 0.02


def scrub_sqlite(connection: Connection) -> bool:
    """VACUUM writes the whole file anew and leaves out what was deleted; then the log goes, up to its end.

    A reader in the way keeps the log (sqlite.org/pragma.html, wal_checkpoint: its first column is then 1).
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    (usual,) = driver.execute("PRAGMA busy_timeout").fetchone()
    try:
        driver.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        driver.execute("PRAGMA secure_delete = ON")
        driver.execute("VACUUM")
        busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    except sqlite3.OperationalError as fault:
        log.warning("the database's files were not wiped yet: %s", fault)
        return False
    finally:
        driver.execute(f"PRAGMA busy_timeout = {usual}")


def scrub_postgresql(
    engine: Engine, names: Sequence[str], witness: str, locked: Sequence[str] = (), patience: float = OLDER
) -> bool:
    """VACUUM FULL writes the tables and their indexes anew, without what nobody can see any more.

    `witness`: a table that whatever deletes from these writes to in the same transaction. `locked`: tables
    whose rows bear, in `xmax`, the number of the transaction that last locked them; FREEZE takes it away.
    `patience`: seconds to wait for older transactions, at most `OLDER`.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not _alone(connection, witness, min(patience, OLDER)):
            return False
        connection.execute(text(f"SET lock_timeout = {PATIENCE}"))
        connection.execute(text("SET statement_timeout = 0"))
        try:
            connection.execute(text(f"VACUUM (FULL) {', '.join(names)}"))
            if locked:
                connection.execute(text(f"VACUUM (FREEZE) {', '.join(locked)}"))
        except DBAPIError as fault:
            log.warning("the database's files were not wiped yet: %s", type(fault.orig).__name__)
            return False
        finally:
            connection.invalidate()  # the next one has the patience of all again
    return True


def _alone(connection: Connection, witness: str, patience: float) -> bool:
    """Whether all transactions older than the last write to the witness have ended; waits a little for them.

    VACUUM keeps whatever they might still look at: those that read this database, and those that write
    anywhere on the server, for they hold back its own view (postgresql.org/docs, routine vacuuming).
    """
    older = text(
        "SELECT age(pg_snapshot_xmin(pg_current_snapshot())::text::xid) > newest.age OR EXISTS (SELECT FROM"
        " pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        " AND age(backend_xmin) >= newest.age)"
        f" FROM (SELECT coalesce(min(age(xmin)), 0) AS age FROM {witness}) AS newest"
    )
    until = time.monotonic() + patience
    while connection.execute(older).scalar_one():
        if time.monotonic() >= until:
            return False
        connection.execute(text(f"SELECT pg_sleep({PAUSE})"))
    return True
