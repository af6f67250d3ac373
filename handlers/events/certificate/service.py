"""Who may have it certified that they were there, and having it sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from club.events import Event, EventState
from club.ids import EventId
from club.presence import corrected_until, is_settled
from handlers import names
from handlers.kit.positions import ListPosition, Page
from handlers.kit.services import Services
from storage.attendance import Party, get_party, list_attended
from storage.care import get_care
from storage.database import Session
from storage.events import get_event
from storage.people import Person
from storage.postings import Note, enqueue

_SUBJECT = "certificate:"


@dataclass(frozen=True, slots=True)
class AttendanceTerm:
    """Who came, as it may still be corrected."""

    until: datetime
    open: bool


class CertificateDone(Enum):
    """What was found."""

    SENT = "sent"
    NO_EVENT = "no_event"
    NOT_OVER = "not_over"
    NOT_NOTED = "not_noted"
    """Nobody noted that this person was there."""


@dataclass(frozen=True, slots=True)
class Attended:
    """An event, and how somebody was there."""

    event: Event
    party: Party


def subject_of_certificate(event_id: EventId) -> str:
    """The subject of a certificate: not the event's own, which hundreds of messages are about."""
    return f"{_SUBJECT}{event_id}"


def certified_event(subject: str) -> EventId:
    """Back from `subject_of_certificate`."""
    return EventId(int(subject.removeprefix(_SUBJECT)))


def listing(services: Services, person: Person, asked: ListPosition, size: int, now: datetime) -> Page[Event]:
    """A page of the events at which this person was noted, the last first."""
    with services.db.read() as session:
        _, total = list_attended(session, person.id, now, 0, 1)
        at = asked.within(total, size)
        found, _ = list_attended(session, person.id, now, at.number * size, size)
        events = [event for one in found if (event := get_event(session, one))]
    return Page.of(events, total, at, size)


def look(session: Session, event_id: EventId, person: Person, now: datetime) -> Attended | CertificateDone:
    """Whether there is something to certify, as it stands now."""
    event = get_event(session, event_id)
    if event is None or event.state is not EventState.PUBLISHED:
        return CertificateDone.NO_EVENT
    if event.ends_at > now:
        return CertificateDone.NOT_OVER
    party = get_party(session, event_id, person.id)
    if party is None or not party.present or not party.with_member:
        return CertificateDone.NOT_NOTED
    return Attended(event, party)


def get_correction(services: Services, event_id: EventId, now: datetime) -> AttendanceTerm | None:
    """Until when it may be corrected that somebody was there; None for no event."""
    with services.db.read() as session:
        event, noted_at = get_event(session, event_id), get_care(session, event_id).noted_at
    if event is None:
        return None
    return AttendanceTerm(corrected_until(event, noted_at), not is_settled(event, noted_at, now))


def send(services: Services, event_id: EventId, person: Person, now: datetime) -> CertificateDone:
    """Queues it for whoever asks, for themself; asked twice within a minute, it comes once."""
    with services.db.begin() as session:
        found = look(session, event_id, person, now)
        if isinstance(found, CertificateDone):
            return found
        if person.slack_id:
            moment = now.strftime("%Y%m%dT%H%M")
            note = Note(names.CERTIFICATE, subject_of_certificate(event_id), person.slack_id, moment)
            enqueue(session, [note], now)
        return CertificateDone.SENT
