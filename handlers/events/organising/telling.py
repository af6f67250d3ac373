"""Who hears of a changed event, queued in the transaction that saves it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from club.events import Event, Ways
from club.ids import MemberId
from club.seating import LIVE, ClaimKind
from handlers import names
from handlers.events.shared.calendars import entry_note
from storage.attendance import list_yes
from storage.calendars import list_calendars
from storage.database import Session
from storage.mail import of_members, queue_mail
from storage.people import list_slack_ids
from storage.postings import Note, enqueue, subject_of
from storage.seats import list_claims
from storage.ways import list_holders

TIDIED = timedelta(minutes=10)
"""How long a programme rests before calendars get it: it is often corrected several times in a row."""
ON_SITE, REMOTE, FREED = "on_site", "remote", "freed"
"""First parts of a moment: held on site alone, by the link alone, and so to whoever waited."""


def tell_moved(session: Session, event: Event, now: datetime) -> int:
    """Everyone who holds, awaits or asks for seats; those who hold some get the new calendar file too."""
    told = _tell(session, event, list_yes(session, event.id), f"schedule:{event.schedule}", now)
    correct_files(session, event, now)
    return told


def _tell(session: Session, event: Event, members: Sequence[MemberId], which: str, now: datetime) -> int:
    subject, known = subject_of(event.id), list_slack_ids(session, members)
    notes = [Note(names.MOVED, subject, who, which, live=True) for who in known.values()]
    enqueue(session, notes, now)
    queue_mail(session, names.MOVED, subject, which, of_members(members), now)
    return len(notes)


def tell_ways(session: Session, old: Event, new: Event, now: datetime) -> int:
    """It is held by the link alone: everybody keeps a place, nobody waits. Or on site alone: whoever came by
    the link is asked about a chair. How many are told; this is before what they hold has changed."""
    if new.ways is old.ways or new.ways is Ways.BOTH:
        return 0
    if new.ways is Ways.ON_SITE:
        concerned = [one for one, _ in list_holders(session, new.id, remote=True)]
        return _tell(session, new, concerned, f"{ON_SITE}:{new.sequence}", now)
    claims = list_claims(session, LIVE, new.id)
    waiting = sorted({claim.member_id for _, claim in claims if claim.kind is not ClaimKind.REPLACEMENT})
    coming = [one for one in list_yes(session, new.id) if one not in waiting]
    told = _tell(session, new, coming, f"{REMOTE}:{new.sequence}", now)
    return told + _tell(session, new, waiting, f"{FREED}:{new.sequence}", now)


def correct_files(session: Session, event: Event, due: datetime) -> None:
    """Whoever has the event in the calendar gets it as it is now; a file still queued is not sent."""
    turns = list_calendars(session, event.id)
    known = list_slack_ids(session, turns)
    enqueue(session, [entry_note(event, who, turns[one]) for one, who in known.items()], due)
