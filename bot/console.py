"""What the commands have in common: exit codes, and one line instead of a traceback."""

import sys
from collections.abc import Callable, Sequence

from bot.settings import Settings

DONE, FAILED, MISUSED = 0, 1, 2


def with_database(settings: Settings, work: Callable[[], int]) -> int:
    """Do `work`; a database that cannot be reached or read ends it with one line instead of a traceback."""
    import sqlite3

    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import DatabaseError

    from storage.migrations import TooNew

    shown = make_url(settings.database_url).render_as_string(hide_password=True)
    try:
        return work()
    except TooNew as fault:
        return say([f"database {shown}: {fault}"], FAILED)
    except (DatabaseError, sqlite3.DatabaseError) as error:
        # Their other subclasses (a broken constraint, a wrong statement) are bugs: they keep their traceback.
        if type(error).__name__ not in ("DatabaseError", "OperationalError"):
            raise
        return say([f"database {shown}: {_reason(error)}"], FAILED)


def _reason(error: Exception) -> str:
    """The first line of what the database itself said."""
    said = str(getattr(error, "orig", error)).strip()
    return said.splitlines()[0] if said else "it did not say why"


def say(lines: Sequence[str], code: int) -> int:
    """Lines for the operator, and the exit code that goes with them."""
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return code
