"""Two hours before it begins, who comes and who receives them hear of an event."""

from datetime import datetime, timedelta

from club.events import Event
from club.ids import SlackId
from club.presence import told_at
from handlers import names
from handlers.events.presence.messages import day_moment, organiser_moment
from handlers.events.presence.service import ensure_code
from handlers.events.shared.keepers import list_keepers
from handlers.kit.services import Services
from storage.counts import get_turns, is_queued
from storage.database import Session
from storage.events import list_starting
from storage.postings import Note, enqueue, enqueue_coming, subject_of
from storage.presence import drop_codes

MOST = 100
"""Events looked at: no club begins so many within hours."""
KEPT = timedelta(days=30)
"""Codes, after the event."""


def tell(services: Services, since: datetime, now: datetime) -> None:
    """Queues the day's message of each event that begins soon; whoever joins afterwards gets it too."""
    with services.db.read() as session:
        starting = list_starting(session, now, now + services.club.told_before, MOST)
    for event in starting:
        told = told_at(event.starts_at, services.club.zone, services.club.told_before)
        if told and told <= now:
            with services.db.begin(long=True) as session:
                _tell(session, event, now)
    if since.date() != now.date():
        with services.db.begin() as session:
            drop_codes(session, now - KEPT)


def _tell(session: Session, event: Event, now: datetime) -> None:
    subject = subject_of(event.id)
    note = Note(names.DAY, subject, SlackId(""), day_moment(event), live=True)
    _, coming = get_turns(session, event.id)
    if is_queued(session, f"{note.kind}:{note.subject}:{note.moment}", [], coming):
        return
    enqueue_coming(session, note, event.id, now)
    ensure_code(session, event.id, now)
    keepers = [one.slack_id for one in list_keepers(session, event) if one.slack_id]
    moment = organiser_moment(event)
    enqueue(session, [Note(names.DAY_ORGANISER, subject, one, moment, live=True) for one in keepers], now)
