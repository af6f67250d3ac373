"""People and their words: one transaction a function."""

from datetime import datetime

from club.ids import SlackId
from handlers import names
from handlers.kit.accounts import keep
from handlers.kit.desk import Desk
from handlers.kit.leaving import settle_lines
from storage.people import SlackProfile
from storage.postings import Note, enqueue
from storage.seen import first_time


def answer_words(desk: Desk, slack_id: SlackId, event_id: str, now: datetime) -> None:
    """Queues help for somebody who typed to Prime; the same event, sent again, is answered once."""
    with desk.db.begin() as session:
        if first_time(session, event_id, now):
            enqueue(session, [Note(names.HELP, f"dm:{event_id}", slack_id)], now)


def keep_profile(desk: Desk, profile: SlackProfile, event_id: str, now: datetime) -> None:
    """Caches what Slack says of a person; a member who becomes known by it is welcomed."""
    with desk.db.begin() as session:
        if not first_time(session, event_id, now):
            return
        turned = keep(session, desk, profile, now, greet=True)
    settle_lines(desk, [turned] if turned else [], now)
