"""People and their words: one transaction a function."""

from datetime import datetime

from club.ids import SlackId
from handlers import names
from handlers.kit.services import Services
from storage.postings import Note, enqueue
from storage.seen import first_time


def answer_words(
    services: Services, slack_id: SlackId, event_id: str, now: datetime, *, member: bool
) -> None:
    """Queues help for somebody who typed to Prime; the same event, sent again, is answered once.

    Whoever is no member is answered once a day, by the club's calendar, however much they write.
    """
    which = event_id if member else now.astimezone(services.club.zone).date().isoformat()
    with services.db.begin() as session:
        if first_time(session, event_id, now):
            enqueue(session, [Note(names.HELP, f"dm:{which}", slack_id)], now)
