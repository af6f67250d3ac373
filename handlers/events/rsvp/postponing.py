"""“Later”: a reminder put off by whoever received it."""

from dataclasses import dataclass
from datetime import datetime

from club.calendar import coming_nudge, postponed
from club.events import Phase
from club.ids import EventId
from handlers import names
from handlers.events.shared import outcomes as out
from handlers.events.shared.case import Case, apply
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.people import Person
from storage.postings import Note, enqueue, subject_of


@dataclass(frozen=True, slots=True)
class Postponed:
    """What came of it."""

    participation: out.Participation
    until: datetime | None
    """When the next reminder comes; None where none is needed any more, or none can come in time."""


def postpone(services: Services, event_id: EventId, person: Person, now: datetime) -> Postponed | out.Unknown:
    """Reminds a member who has not answered again, the next working day, or when a reminder is due anyhow.

    Several clicks on one day put it off once.
    """
    return apply(services, event_id, person, now, _postpone)


def _postpone(case: Case) -> Postponed:
    event, person, now = case.event, case.person, case.now
    if not case.before.silent or case.phase is not Phase.OPEN or not person.slack_id:
        return Postponed(case.before, None)
    zone, off = zone_of(person.zone, case.services.club.zone), case.services.club.days_off
    until = postponed(now, event.deadline, zone, off)
    by_itself = coming_nudge(event.deadline, event.published_at or now, now, zone, off)
    if by_itself and (until is None or by_itself.astimezone(zone).date() <= until.astimezone(zone).date()):
        return Postponed(case.before, by_itself)
    if until:
        note = Note(
            names.NUDGE, subject_of(event.id), person.slack_id, f"later:{until:%Y%m%dT%H%M}", live=True
        )
        enqueue(case.session, [note], until)
    return Postponed(case.before, until)
