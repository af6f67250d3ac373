"""Migrations: what brings an older database to the tables of today, applied at every start under a lock."""

import sqlite3
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from storage.scrubbing import scrub_postgresql, scrub_sqlite

HERE = Path(__file__).parent
ADVISORY_LOCK = 0x5052494D45
"""Any number that no other program of the same PostgreSQL database takes: "PRIME" in ASCII."""
PATIENCE, LOOK_AGAIN = 30.0, 0.02
"""Seconds."""


class TooNew(Exception):  # noqa: N818 - a sentence for the operator
    """The database was made by a newer program than this one."""


def upgrade(url: str) -> None:
    """Brings the database at `url` to the newest schema; does nothing where it is there already.

    Two processes that start at once take turns: PostgreSQL by an advisory lock, SQLite by the write lock
    that BEGIN IMMEDIATE takes. Raises TooNew, and sqlalchemy.exc.SQLAlchemyError where the database cannot be
    opened.
    """
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            _prepare(connection)
            check_revision(_revision(connection))
            _run(connection)
            connection.commit()
        _wipe(engine)
    finally:
        engine.dispose()


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file."""
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(HERE))
    return made


def check_tables(url: str) -> str:
    """What the tables lack of this program's, in words; empty where they are its own. Changes nothing.

    Raises TooNew, or sqlalchemy.exc.SQLAlchemyError where the database cannot be read.
    """
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            found = _revision(connection)
    finally:
        engine.dispose()
    check_revision(found)
    newest = newest_revision()
    if found is None:
        return "there are no tables"
    return "" if found == newest else f"tables of revision {found}, where this version wants {newest}"


def newest_revision() -> str:
    """Of the tables that this program wants."""
    return ScriptDirectory.from_config(config()).get_current_head() or ""


def known_revisions() -> set[str]:
    """All that this program knows of."""
    return {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}


def check_revision(found: str | None) -> None:
    """Raises TooNew for one that this program does not know."""
    if found is not None and found not in known_revisions():
        raise TooNew(f"made by a newer Prime (tables of revision {found}); install that one first")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _run(connection: Connection) -> None:
    command.upgrade(config(connection), "head")


def _wipe(engine: Engine) -> None:
    """Wipes from the files what a migration emptied, and noted in the mark `wipe`; at the next start, where
    somebody is in the way."""
    noted = text("SELECT value FROM mark WHERE name = 'wipe'")
    with engine.connect() as connection:
        table = connection.execute(noted).scalar_one_or_none()
        connection.rollback()
        if table is None:
            return
        if engine.dialect.name == "sqlite":
            wiped = scrub_sqlite(connection)
        else:
            wiped = scrub_postgresql(engine, [table], witness=table)
        if wiped:
            connection.execute(text("DELETE FROM mark WHERE name = 'wipe'"))
            connection.commit()


def _prepare(connection: Connection) -> None:
    if make_url(str(connection.engine.url)).get_backend_name() != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA busy_timeout = 30000")
    driver.isolation_level = None  # the sqlite3 module's own BEGIN would commit before DDL
    _use_wal(driver)
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _use_wal(driver: sqlite3.Connection) -> None:
    """Once and here. Of two connections that switch at the same time one fails at once, whatever its timeout:
    it looks again until the other has done it."""
    until = time.monotonic() + PATIENCE
    while driver.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            driver.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(LOOK_AGAIN)
