"""Lines that were kept long enough go, at night."""

import logging
from datetime import datetime

from club.retention import months_before, night_between
from handlers.kit.services import Services
from storage.journal import purge_journal

log = logging.getLogger(__name__)


def purge(services: Services, since: datetime, now: datetime) -> None:
    """Once a night at three, and after a start that missed it; the purge is itself a line."""
    club = services.club
    if not night_between(since, now, club.zone):
        return
    with services.db.begin() as session:
        gone = purge_journal(session, months_before(now, club.keeping.journal, club.zone), now)
    if gone:
        log.info("kept long enough: %s lines of the journal", gone)
