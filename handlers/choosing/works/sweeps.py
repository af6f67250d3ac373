"""Once a year, whoever evaluated works is asked whether one was of use (article CONTRIBUER)."""

from datetime import datetime

from club.uses import year_asked
from handlers import names
from handlers.kit.services import Services
from storage.postings import Note, enqueue
from storage.uses import list_evaluators, subject_of_uses


def ask(services: Services, since: datetime, now: datetime) -> None:
    """Asks, on each day of the weeks in which one is asked; who was asked already is not asked again."""
    zone = services.club.zone
    year = year_asked(now, zone)
    if year is None or since.astimezone(zone).date() == now.astimezone(zone).date():
        return
    with services.db.begin(long=True) as session:
        notes = [
            Note(names.WORKS_ASKED, subject_of_uses(year), one, live=True)
            for one in list_evaluators(session, year)
        ]
        enqueue(session, notes, now)
