"""The eve is told as its working day opens, and follows what it shows."""

from datetime import datetime, timedelta
from hashlib import sha256

from club.daybook import eve_opens
from club.events import Event
from club.ids import EventId, SlackId
from handlers import names
from handlers.events.eve.messages import moment_of
from handlers.events.eve.reading import figures_of
from handlers.events.shared.keepers import list_keepers
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.events import list_starting
from storage.marks import get_mark, put_mark
from storage.postings import Note, enqueue, get_posting, subject_of, touch_all
from storage.session import Session

AHEAD = timedelta(days=30)
"""No run of days off is longer."""
MOST = 100
"""Events looked at: no club begins so many within days."""
SETTLED = timedelta(seconds=40)
"""What changes within this time changes the message once."""


def tell(services: Services, _since: datetime, now: datetime) -> None:
    """Queues the eve of each event for who looks after it, once their working day before it has opened.

    Also of an event that was published only afterwards, while it has not begun.
    """
    with services.db.read() as session:
        coming = list_starting(session, now, now + AHEAD, MOST)
        due = [(event, who) for event in coming for who in _due(session, services, event, now)]
    if due:
        with services.db.begin() as session:
            notes = [
                Note(names.EVE_ORGANISER, subject_of(event.id), who, moment_of(event), live=True)
                for event, who in due
            ]
            enqueue(session, notes, now)


def _due(session: Session, services: Services, event: Event, now: datetime) -> list[SlackId]:
    """Whoever is to be told and was not, where it is time on their own clock."""
    due = []
    for one in list_keepers(session, event):
        zone = zone_of(one.zone, services.club.zone)
        opened = eve_opens(event.starts_at, zone, services.club.work) <= now
        if one.slack_id and opened:
            told = get_posting(session, names.EVE_ORGANISER, subject_of(event.id), one.slack_id)
            if told is None or told.moment != moment_of(event):
                due.append(one.slack_id)
    return due


def follow(services: Services, _since: datetime, now: datetime) -> None:
    """Has the eve drawn again where what it shows has changed."""
    with services.db.read() as session:
        coming = list_starting(session, now, now + AHEAD, MOST)
        turned = [(event, shown) for event in coming if (shown := _turned(session, services, event, now))]
    for event, shown in turned:
        with services.db.begin() as session:
            put_mark(session, _mark(event.id), shown)
            touch_all(session, subject_of(event.id), now + SETTLED, moment=moment_of(event))


def _turned(session: Session, services: Services, event: Event, now: datetime) -> str:
    """What the event's eve shows, where that is not what it showed; empty before the eve, and otherwise."""
    if now < eve_opens(event.starts_at, services.club.zone, services.club.work) - timedelta(days=1):
        return ""
    figures = figures_of(session, event, now)
    shown = sha256(repr(figures).encode()).hexdigest()[:16]
    return shown if shown != get_mark(session, _mark(event.id)) else ""


def _mark(event_id: EventId) -> str:
    return f"eve:{event_id}"
