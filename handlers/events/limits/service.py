"""What organisers decide where a limit of an event is met: one transaction a function."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.events import Event, EventState, Phase, phase
from club.ids import EventId, MemberId
from handlers.events.limits.ids import moment_of
from handlers.kit.services import Services
from storage.attendance import count_coming
from storage.care import get_care, note_held
from storage.events import lock_event
from storage.people import get_person
from storage.postings import subject_of, touch_all


class Held(StrEnum):
    """What became of the decision to hold an event though too few come."""

    DONE = "done"
    ALREADY = "already"
    NOT_NEEDED = "not_needed"
    """Enough people come by now, or nothing is asked of it any more."""
    CLOSED = "closed"
    """It is cancelled, over, or gone."""


@dataclass(frozen=True, slots=True)
class HeldAllTheSame:
    """The result, and the event."""

    result: Held
    event: Event | None = None
    by: str = ""
    """Who decided it before."""


def hold(services: Services, event_id: EventId, by: MemberId, now: datetime) -> HeldAllTheSame:
    """It is held with fewer people than it needs; the first who decides it does."""
    with services.db.begin() as session:
        event = lock_event(session, event_id)
        if event is None or event.state is not EventState.PUBLISHED or phase(event, now) is Phase.OVER:
            return HeldAllTheSame(Held.CLOSED, event)
        care = get_care(session, event_id)
        if care.held_at:
            who = get_person(session, care.held_by) if care.held_by else None
            return HeldAllTheSame(Held.ALREADY, event, who.name if who else "")
        if not event.falls_short(count_coming(session, event_id)[1]):
            return HeldAllTheSame(Held.NOT_NEEDED, event)
        note_held(session, event_id, by, now)
        touch_all(session, subject_of(event_id), now, moment=moment_of(event.deadline))
        return HeldAllTheSame(Held.DONE, event)
