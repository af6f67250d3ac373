"""People and their words: one transaction a function."""

from datetime import datetime

from club.ids import SlackId
from handlers import names
from handlers.belonging.shared.accounts import keep
from handlers.events.shared.leaving import settle_lines
from handlers.kit.services import Services
from storage.people import SlackProfile
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


def keep_profile(services: Services, profile: SlackProfile, event_id: str, now: datetime) -> None:
    """Caches what Slack says of a person; a member who becomes known by it is welcomed."""
    with services.db.begin() as session:
        if not first_time(session, event_id, now):
            return
        turned = keep(session, services, profile, now, greet=True)
    settle_lines(services, [turned] if turned else [], now)
