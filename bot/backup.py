"""`prime backup`: the whole database in one file, as it is at one moment, while Prime runs."""

import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings
from storage import postgresql_copies, sqlite_copies
from storage.alone import file_of
from storage.contents import BackupFault
from storage.database import Database, Unsaved
from storage.marks import BACKED_UP, put_mark

DONE, FAILED = 0, 1


def run(target: Path, settings: Settings, now: datetime, *, force: bool, tools: Path | None) -> int:
    """Writes the backup and reads it again; what keeps it from being one is said in a line."""
    try:
        if target.exists() and not force:
            raise BackupFault(f"{target} is there already; --force replaces it")
        database = file_of(settings.database_url)
        if database and target.exists() and target.samefile(database):
            raise BackupFault(f"{target} is the database itself")
        if database:
            found = sqlite_copies.back_up(database, target)
        else:
            found = postgresql_copies.back_up(settings.database_url, target, tools)
    except BackupFault as fault:
        return refused("backup", str(fault))
    except OSError as error:
        return refused("backup", f"{error.filename or target}: {error.strerror}")
    _note(settings, now)
    sys.stdout.write(
        f"{target}: {found}; read again and the same as the database at {now:%Y-%m-%d %H:%M} UTC\n"
    )
    return DONE


def _note(settings: Settings, now: datetime) -> None:
    """Has the database know, for `prime doctor`. On a full disk the copy is good without."""
    database = Database(settings.database_url)
    with suppress(Unsaved, SQLAlchemyError), database.begin() as session:
        put_mark(session, BACKED_UP, now.isoformat())
    database.dispose()


def refused(command: str, line: str) -> int:
    """Says why not."""
    sys.stderr.write(f"prime {command}: {line}\n")
    return FAILED
