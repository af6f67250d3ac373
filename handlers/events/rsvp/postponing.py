"""“Later”: a reminder put off by whoever received it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from club.calendar import coming_nudge, postponed
from club.events import Phase
from club.ids import EventId
from handlers import names
from handlers.events.shared import outcomes as out
from handlers.events.shared.member_at_event import participating
from handlers.events.shared.series import Parts, parts_of
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
    parts: Parts | None = None
    """The event in parts that was asked about."""


def postpone(services: Services, event_id: EventId, person: Person, now: datetime) -> Postponed | out.Unknown:
    """Reminds a member who has not answered again, the next working day, or when a reminder is due anyhow.

    Several clicks on one day put it off once.
    """
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        event = mine.event
        if not mine.before.silent or mine.phase is not Phase.OPEN or not person.slack_id:
            return Postponed(mine.before, None)
        zone, work = zone_of(person.zone, services.club.zone), services.club.work
        parts = parts_of(mine.session, event)
        until = postponed(now, event.deadline, zone, work)
        by_itself = coming_nudge(
            event.deadline, event.published_at or now, now, zone, work, services.club.nudges
        )
        if by_itself and (until is None or _by_that_day(by_itself, until, zone)):
            return Postponed(mine.before, by_itself, parts)
        if until:
            moment = f"later:{until:%Y%m%dT%H%M}"
            note = Note(names.NUDGE, subject_of(event_id), person.slack_id, moment, live=True)
            enqueue(mine.session, [note], until)
        return Postponed(mine.before, until, parts)


def _by_that_day(one: datetime, other: datetime, zone: ZoneInfo) -> bool:
    return one.astimezone(zone).date() <= other.astimezone(zone).date()
