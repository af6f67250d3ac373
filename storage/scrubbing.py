"""What was deleted, wiped from the database's files as well (article CONFIDENTIALITÉ)."""

import logging
import sqlite3
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, TextClause, text
from sqlalchemy.exc import DBAPIError

log = logging.getLogger(__name__)

PATIENCE = 1000
"""How long to wait for whoever is in the way, milliseconds: every writer waits meanwhile."""
USUAL_PATIENCE = 30000


def scrub_sqlite(connection: Connection) -> bool:
    """VACUUM writes the whole file anew and leaves out what was deleted; then the log goes, up to its end.

    A reader in the way keeps the log (sqlite.org/pragma.html, wal_checkpoint: its first column is then 1).
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
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
        driver.execute(f"PRAGMA busy_timeout = {USUAL_PATIENCE}")


def scrub_postgresql(engine: Engine, names: Sequence[str]) -> bool:
    """VACUUM FULL writes the tables and their indexes anew, without what nobody can see any more."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.execute(_looking_on(names)).scalar_one():
            return False
        connection.execute(text(f"SET lock_timeout = {PATIENCE}"))
        try:
            connection.execute(text(f"VACUUM (FULL) {', '.join(names)}"))
        except DBAPIError as fault:
            log.warning("the database's files were not wiped yet: %s", type(fault.orig).__name__)
            return False
        finally:
            connection.execute(text("RESET lock_timeout"))
    return True


def _looking_on(names: Sequence[str]) -> TextClause:
    """How many transactions are older than the last write to these tables.

    VACUUM keeps whatever they might still look at (postgresql.org/docs, routine vacuuming).
    """
    newest = " UNION ALL ".join(f"SELECT min(age(xmin)) AS age FROM {name}" for name in names)
    return text(
        "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        f" AND greatest(age(backend_xmin), age(backend_xid)) >= (SELECT min(age) FROM ({newest}) AS written)"
    )
