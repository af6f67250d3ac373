"""Who is told that there are minutes: as they are deposited, and as somebody is noted as there later."""

from datetime import datetime

from club.events import Event
from club.ids import EventId
from handlers import names
from handlers.events.shared.came import came_or_excused
from storage.database import Session
from storage.minutes import get_minutes
from storage.people import get_person
from storage.postings import Note, enqueue

_MINUTES = "minutes:"
"""How the subjects of what is about minutes begin: they are not the event's own, which hundreds of messages
are about."""


def subject_of_minutes(event_id: EventId) -> str:
    """The subject of what tells of an event's minutes."""
    return f"{_MINUTES}{event_id}"


def event_of_minutes(subject: str) -> EventId:
    """Back from `subject_of_minutes`."""
    return EventId(int(subject.removeprefix(_MINUTES)))


def tell_of_minutes(session: Session, event: Event, now: datetime) -> None:
    """Each once, in one message that follows the versions; who came first."""
    readers = [one.member_id for parties in came_or_excused(session, event) for one in parties]
    people = [person for one in readers if (person := get_person(session, one)) and person.slack_id]
    subject = subject_of_minutes(event.id)
    notes = [Note(names.MINUTES, subject, one.slack_id, live=True) for one in people if one.slack_id]
    enqueue(session, notes, now)


def attendance_changed(session: Session, event: Event, now: datetime) -> None:
    """Somebody was noted as there: whoever was not told of the minutes that stand is told now."""
    if get_minutes(session, event.id):
        tell_of_minutes(session, event, now)
