"""What is kept outside the database is kept up with it: who was erased, and how far the database has come."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from bot.settings import Settings
from storage.alone import file_of
from storage.database import Database
from storage.erasures import forget_noted, list_noted
from storage.ledger import Ledger
from storage.marks import SEEN, get_identity, get_water, put_mark, raise_water

log = logging.getLogger(__name__)

EVERY = 10
"""Seconds between two looks for somebody who was erased: so long the file may not know of it."""
MARK_EVERY = timedelta(minutes=1)
"""An older copy of the database is known as older from this age on."""


def ledger_of(settings: Settings) -> Ledger:
    """The file: where the settings say, beside the SQLite database, or in the folder where Prime starts."""
    if settings.prime_ledger:
        return Ledger(Path(settings.prime_ledger))
    database = file_of(settings.database_url)
    return Ledger(database.with_name(f"{database.name}.ledger") if database else Path("prime.ledger"))


class Tender:
    """Keeps the ledger of one database. One per process."""

    def __init__(self, db: Database, ledger: Ledger, days: int) -> None:
        self._db, self._ledger, self._days = db, ledger, days
        self._marked: datetime | None = None

    def is_older(self) -> bool:
        """Whether this database was behind already when it was served here last: then it is an older copy."""
        with self._db.begin() as session:
            return get_water(session) < self._ledger.read().water.get(get_identity(session), 0)

    def tend(self, now: datetime) -> None:
        """Notes what is new. After a fault it is noted the next time: the database has it until then."""
        with self._db.read() as session:
            new = list_noted(session)
        if new:
            self._ledger.add(erasure for _, erasure in new)
            with self._db.begin() as session:
                forget_noted(session, [number for number, _ in new])
        if self._marked is None or not timedelta(0) <= now - self._marked < MARK_EVERY:
            self._mark(now)

    def _mark(self, now: datetime) -> None:
        """First in the database, then outside: the file never runs ahead of what it is compared with."""
        with self._db.begin() as session:
            identity, water = get_identity(session), raise_water(session, get_water(session))
            put_mark(session, SEEN, now.isoformat())
        self._ledger.note_water(identity, water)
        self._ledger.prune(now - timedelta(days=self._days))
        self._marked = now
