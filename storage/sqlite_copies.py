"""Backups of an SQLite file, by its online backup API, and what a backup is put back by."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from storage.contents import BackupFault, Contents, check_version, compare, count
from storage.files import beside, companions, put, whole

WAIT = 30.0
"""Seconds to wait for a program that has the file for itself."""


def back_up(database: Path, target: Path) -> Contents:
    """Copies the database, as it is at one moment, while others write; what the copy holds.

    The copy is one file without a log; what was deleted is not in it. Raises BackupFault, sqlite3.Error or
    OSError.
    """
    if not database.exists():
        raise BackupFault(f"{database}: no such database")
    with whole(target) as part:
        original = _copy(database, part)
        found = look_into(part)
        compare(found, original, target)
    return found


def _copy(source: Path, target: Path) -> Contents:
    """Copies all that one reader sees; returns what it counted meanwhile."""
    with closing(_open(source)) as ours, closing(sqlite3.connect(target)) as copy:
        ours.execute("BEGIN")  # the backup, and the counts, see what this transaction sees
        counted = _contents(ours, source)
        ours.backup(copy)
        copy.isolation_level = None
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("VACUUM")
    return counted


def _open(path: Path) -> sqlite3.Connection:
    """A file that has no log is opened as it lies: nothing is made beside it."""
    mode = "mode=rw" if companions(path)[0].exists() else "mode=ro"
    address = f"{path.absolute().as_uri()}?{mode}"
    return sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None)


def look_into(path: Path) -> Contents:
    """What a file holds. Raises BackupFault where it is not a sound database of Prime's."""
    if not path.is_file():
        raise BackupFault(f"{path}: no such file")
    try:
        with closing(_open(path)) as connection:
            wrong = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if wrong != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
                raise BackupFault(f"{path}: damaged ({wrong if wrong != 'ok' else 'rows refer to nothing'})")
            return _contents(connection, path)
    except sqlite3.DatabaseError as error:
        raise BackupFault(f"{path}: {error}") from None


def _contents(connection: sqlite3.Connection, path: Path) -> Contents:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    tables = [name for (name,) in connection.execute(names) if not name.startswith("find_")]
    if "alembic_version" not in tables:
        raise BackupFault(f"{path}: not a database of Prime's")
    (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return Contents(
        version, count(lambda statement: int(connection.execute(statement).fetchone()[0]), tables)
    )


@contextmanager
def put_back(backup: Path, database: Path, now: datetime) -> Iterator[tuple[str, Contents]]:
    """A copy of the backup to make ready, by its address; once this ends well it takes the database's place.

    The database that was there stays beside it, under the name that `aside` gives. Nobody may serve it
    meanwhile (`storage.alone`). Where anything fails, it is as it was.
    """
    found = look_into(backup)
    check_version(found.version, backup)
    part = beside(database)
    try:
        _copy(backup, part)
        compare(look_into(part), found, backup)
        yield f"sqlite:///{part}", found
        _close_log(part)
        if database.exists():
            _set_aside(database, aside(database, now))
        put(part, database)
    finally:
        for left in (part, *companions(part)):
            with suppress(FileNotFoundError):
                left.unlink()


def aside(database: Path, now: datetime) -> Path:
    """Where the replaced database is kept."""
    return database.with_name(f"{database.name}.before-{now:%Y%m%d-%H%M%S}")


def _close_log(path: Path) -> None:
    """Has everything in the one file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise BackupFault(f"{path}: somebody reads the copy")


def _set_aside(database: Path, kept: Path) -> None:
    """Keeps the old file under another name too, with its log: until the last step it has its own as well.

    Its log would be taken for the new one's, so it goes; of a sound database it is empty by then.
    """
    try:
        with closing(sqlite3.connect(database, timeout=2, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")  # nobody writes
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise BackupFault(f"{database}: another program writes to it; end that first") from None
    except sqlite3.DatabaseError:
        pass  # damaged: that may be why it is replaced
    try:
        os.link(database, kept)
    except OSError:  # a file system without links
        shutil.copy2(database, kept)
    for old, new in zip(companions(database), companions(kept), strict=True):
        if old.exists():
            old.replace(new)
