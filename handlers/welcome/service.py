"""People and their words: one transaction a function."""

from datetime import datetime

from club.ids import SlackId
from handlers import names
from handlers.belonging.shared.accounts import keep
from handlers.events.shared.leaving import settle_lines
from handlers.kit.desk import Desk
from storage.people import SlackProfile
from storage.postings import Note, enqueue
from storage.seen import first_time


def answer_words(desk: Desk, slack_id: SlackId, event_id: str, now: datetime, *, member: bool) -> None:
    """Queues help for somebody who typed to Prime; the same event, sent again, is answered once.

    Whoever is no member is answered once a day, by the club's calendar, however much they write.
    """
    which = event_id if member else now.astimezone(desk.club.zone).date().isoformat()
    with desk.db.begin() as session:
        if first_time(session, event_id, now):
            enqueue(session, [Note(names.HELP, f"dm:{which}", slack_id)], now)


def keep_profile(desk: Desk, profile: SlackProfile, event_id: str, now: datetime) -> None:
    """Caches what Slack says of a person; a member who becomes known by it is welcomed."""
    with desk.db.begin() as session:
        if not first_time(session, event_id, now):
            return
        turned = keep(session, desk, profile, now, greet=True)
    settle_lines(desk, [turned] if turned else [], now)
