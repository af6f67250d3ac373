"""The deadline of answers passes, and too few people come."""

from datetime import datetime

from club.events import Phase, phase
from handlers import names
from handlers.events.limits.ids import moment_of
from handlers.events.shared.seats import promote, tell_organisers
from handlers.kit.services import Services
from storage.attendance import count_coming
from storage.care import get_care
from storage.events import list_limited, list_turning, lock_event
from storage.line import list_head
from storage.seats import get_room


def tell_too_few(services: Services, since: datetime, now: datetime) -> None:
    """Whoever organises hears of it, once for each deadline, unless somebody decided to hold it."""
    with services.db.read() as session:
        short = [
            event
            for event in list_turning(session, since, now)
            if phase(event, now) is Phase.LATE
            and event.falls_short(count_coming(session, event.id)[1])
            and get_care(session, event.id).held_at is None
        ]
    if short:
        with services.db.begin() as session:
            for event in short:
                moment = moment_of(event.deadline)
                tell_organisers(session, services, event, names.TOO_FEW, moment, now, live=True)


def move_lines(services: Services, _since: datetime, now: datetime) -> None:
    """Whoever waited for a seat of their company gets one once they, or a colleague, are of another.

    Who changes a company knows nothing of events; all else that frees a seat moves the line at once.
    """
    with services.db.read() as session:
        moving = []
        for event in list_limited(session, now):
            room, head = get_room(session, event), list_head(session, event.id, 1)
            if head and room.holds(head[0].seats):
                moving.append(event.id)
    for event_id in moving:
        with services.db.begin() as session:
            locked = lock_event(session, event_id)
            assert locked is not None, "an event is never deleted"
            promote(session, services, locked, now)
