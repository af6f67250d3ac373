"""The pace that several processes keep together, on PostgreSQL: one row, held for a moment by one of them."""

from collections.abc import Callable

from sqlalchemy import select, update

from storage.database import Database
from storage.marks import MARK, put_mark

PACE = "pace"
"""The mark's name."""


def kept_pace(db: Database, change: Callable[[str], str]) -> bool:
    """Has the row changed by whoever holds it; False, with nothing done, while another process does.

    Nobody waits for it: a process that was frozen or lost with the row in hand would hold up all others.
    """
    with db.begin() as session:
        connection = session.connection()
        row = select(MARK.c.value).where(MARK.c.name == PACE)
        kept = connection.execute(row.with_for_update(skip_locked=True)).scalar_one_or_none()
        if kept is None:
            if connection.execute(row).scalar_one_or_none() is not None:
                return False
            put_mark(session, PACE, "")  # the first time; who comes meanwhile waits for this commit
            kept = connection.execute(row).scalar_one()
        changed = change(kept)
        if changed != kept:
            connection.execute(update(MARK).where(MARK.c.name == PACE).values(value=changed))
    return True
