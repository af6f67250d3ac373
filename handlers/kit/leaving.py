"""Somebody ceases to take part: what they hold at coming events is given back (article FACILITER)."""

from datetime import datetime

from club.events import notice, phase
from club.ids import EventId
from club.seating import Rsvp, Says, Stage, may_cancel, organisers_hear
from handlers import names
from handlers.kit.case import Case
from handlers.kit.desk import Desk
from handlers.kit.seats import promote, standing, tell_organisers
from storage import guests, seats
from storage.database import Session
from storage.events import list_coming, lock_event
from storage.people import Person


def free_coming(session: Session, desk: Desk, person: Person, now: datetime) -> int:
    """Frees every seat, claim and guest of a person at coming events; returns at how many events.

    Those who wait move up, and organisers hear of what comes late, as after any cancellation. What has
    started stays as it is. Events are locked in the order of their ids, so that two who leave never wait
    for each other.
    """
    coming = sorted(event.id for event in list_coming(session, now))
    return sum(_free(session, desk, event_id, person, now) for event_id in coming)


def _free(session: Session, desk: Desk, event_id: EventId, person: Person, now: datetime) -> bool:
    event = lock_event(session, event_id)
    if event is None or not may_cancel(phase(event, now)):
        return False
    before = standing(session, event, person.id, now)
    if not before.answer.coming and not before.answer.claims:
        return False
    case = Case(session, desk, event, person, now, before)
    case.drop(before.answer.claims, Stage.WITHDRAWN)
    guests.remove_party(session, event.id, person.id)
    case.hold(Rsvp(Says.NO, 0, schedule=event.schedule))
    if before.answer.coming:
        _tell_of_leaving(case)
    promote(session, desk, event, now)
    return True


def _tell_of_leaving(case: Case) -> None:
    seconds = int(notice(case.event, case.now).total_seconds())
    seats.note_cancelled(case.session, case.event.id, case.person.id, seconds)
    if organisers_hear(case.phase):
        moment = f"member:{case.person.id}:{case.now.isoformat()}"
        tell_organisers(case.session, case.event, names.LEFT, moment, case.now, live=False)
