"""Asking for the site."""

from datetime import datetime

from handlers import names
from handlers.kit.published import handed_out, list_entries
from handlers.kit.services import Services
from storage.people import Person
from storage.postings import Note, enqueue


def ask(services: Services, organiser: Person, now: datetime) -> None:
    """Queues the file; it is made when it is sent, of what may be public then."""
    with services.db.begin() as session:
        handed_out(session, list_entries(session), organiser.id, now)
        if organiser.slack_id:
            enqueue(session, [Note(names.SITE, "site", organiser.slack_id, now.isoformat())], now)
