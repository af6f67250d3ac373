"""Somebody ceases to take part, for good or for a while: what becomes of seats and lines (FACILITER)."""

from collections.abc import Sequence
from datetime import datetime

from club.events import notice, phase
from club.ids import EventId, MemberId
from club.seating import Rsvp, Says, Stage, may_cancel, organisers_hear
from handlers import names
from handlers.events.shared.member_at_event import MemberAtEvent
from handlers.events.shared.requests import moment_of
from handlers.events.shared.seats import participation, promote, tell_organisers
from handlers.kit.services import Services
from storage import guests, seats
from storage.accounts import list_waiting_at
from storage.database import Session
from storage.events import list_coming, lock_event
from storage.people import Person, get_person
from storage.postings import Note, enqueue, subject_of, touch_all


def free_coming(session: Session, services: Services, person: Person, now: datetime) -> None:
    """Frees every seat, claim and guest of a person at coming events.

    Those who wait move up, and organisers hear of what comes late, as after any cancellation. What has
    started stays as it is. Events are locked in the order of their ids, so that two who leave never wait
    for each other.
    """
    coming = sorted(event.id for event in list_coming(session, now))
    for event_id in coming:
        _free(session, services, event_id, person, now)


def _free(session: Session, services: Services, event_id: EventId, person: Person, now: datetime) -> None:
    event = lock_event(session, event_id)
    if event is None or not may_cancel(phase(event, now)):
        return
    before = participation(session, event, person.id, now)
    if not before.answer.coming and not before.answer.claims:
        return
    theirs = MemberAtEvent(session, services, event, person, now, before)
    theirs.drop(before.answer.claims, Stage.WITHDRAWN)
    guests.remove_party(session, event.id, person.id)
    theirs.hold(Rsvp(Says.NO, 0, schedule=event.schedule))
    if before.answer.coming:
        _tell_of_leaving(theirs)
    promote(session, services, event, now)


def _tell_of_leaving(theirs: MemberAtEvent) -> None:
    seconds = int(notice(theirs.event, theirs.now).total_seconds())
    seats.note_cancelled(theirs.session, theirs.event.id, theirs.person.id, seconds)
    if organisers_hear(theirs.phase):
        now, moment = theirs.now, f"member:{theirs.person.id}:{theirs.now.isoformat()}"
        tell_organisers(theirs.session, theirs.services, theirs.event, names.LEFT, moment, now, live=False)


def settle_lines(services: Services, members: Sequence[MemberId], now: datetime) -> None:
    """After accounts closed or came back: the lines that these people stand in go on without them, or with.

    An offer that its holder cannot take goes back into the line, at its old place, and the seats to the next
    at once; whoever comes back stands where they stood. Each event in a transaction of its own.
    """
    with services.db.read() as session:
        events = list_waiting_at(session, members, now)
    for event_id in events:
        with services.db.begin() as session:
            event = lock_event(session, event_id)
            assert event is not None, "an event is never deleted"
            take_offers_back(session, event_id, now)
            promote(session, services, event, now)
            touch_all(session, subject_of(event_id), now)


def show_requests(session: Session, _services: Services, person: Person, now: datetime) -> None:
    """An organiser who reads again sees the requests that nobody has decided."""
    if not person.slack_id:
        return
    for event_id, claim in seats.list_claims(session, [Stage.REQUESTED]):
        note = Note(names.REQUEST, subject_of(event_id), person.slack_id, moment_of(claim.id), live=True)
        enqueue(session, [note], now)


def take_offers_back(session: Session, event_id: EventId, now: datetime) -> None:
    """Offers to people who cannot act are places in the line again; the event is locked."""
    for at, claim in seats.list_expired_offers(session, now):
        person = get_person(session, claim.member_id) if at == event_id else None
        if person and not person.can_act:
            seats.change_claim(session, claim.id, Stage.WAITING, offer_until=None)
