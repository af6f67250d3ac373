"""What a member needs at an event: one transaction a function."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from club.events import Event, EventState, Phase, phase
from club.ids import EventId
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.seats import participation
from handlers.kit.services import Services
from storage import needs as rows
from storage.events import get_event, lock_event
from storage.people import Person, get_person
from storage.session import Session


class NeedRefused(Enum):
    """Why nothing can be told."""

    OVER = auto()
    """It has begun, is called off, or there is none."""
    NOT_COMING = auto()


@dataclass(frozen=True, slots=True)
class Need:
    """What was said, and where."""

    participation: Participation
    wording: str

    @property
    def event(self) -> Event:
        """The event."""
        return self.participation.event


def get_need(services: Services, event_id: EventId, person: Person, now: datetime) -> Need | NeedRefused:
    """What a member said before."""
    with services.db.read() as session:
        return _look(session, get_event(session, event_id), person, now)


def tell(
    services: Services, event_id: EventId, person: Person, wording: str, now: datetime
) -> Need | NeedRefused:
    """Says it, in the place of what was said before."""
    with services.db.begin() as session:
        event, today = lock_event(session, event_id), get_person(session, person.id)
        if today is None or not today.can_act:
            return NeedRefused.OVER
        found = _look(session, event, today, now)
        if isinstance(found, NeedRefused):
            return found
        rows.save_need(session, event_id, today.id, wording, now)
        return Need(found.participation, wording)


def _look(session: Session, event: Event | None, person: Person, now: datetime) -> Need | NeedRefused:
    if event is None or event.state is EventState.DRAFT or phase(event, now) not in (Phase.OPEN, Phase.LATE):
        return NeedRefused.OVER
    found = participation(session, event, person.id, now)
    if not found.answer.coming:
        return NeedRefused.NOT_COMING
    return Need(found, rows.get_need(session, event.id, person.id))
