"""What a changed event means for those who wait: in the transaction that saves it (article FACILITER)."""

from datetime import datetime

from club.events import Event
from handlers import names
from handlers.kit.desk import Desk
from handlers.kit.seats import list_able, promote, tell_organisers
from storage.database import Session
from storage.people import list_slack_ids
from storage.postings import Note, enqueue, subject_of
from storage.seats import list_line


def settle(session: Session, desk: Desk, old: Event, new: Event, now: datetime) -> None:
    """Seats added go to those who wait; whoever waits for more than there is now, is told."""
    if new.capacity == old.capacity:
        return
    _tell_outgrown(session, old, new, now)
    promote(session, desk, new, now)


def _tell_outgrown(session: Session, old: Event, new: Event, now: datetime) -> None:
    """A party larger than the event never sits: it keeps its place, and decides; organisers know of it."""
    fits = {claim.id for claim in list_able(session, new)}
    could = {claim.id for claim in list_able(session, old)}
    stuck = [one for one in list_line(session, new.id) if one.id in could - fits]
    people = list_slack_ids(session, [claim.member_id for claim in stuck])
    for claim in stuck:
        moment = f"claim:{claim.id}:{now.isoformat()}"
        if claim.member_id in people:
            mine = Note(names.OUTGROWN, subject_of(new.id), people[claim.member_id], moment, live=True)
            enqueue(session, [mine], now)
        tell_organisers(session, new, names.OUTGROWN_TOLD, moment, now, live=False)
