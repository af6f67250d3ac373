"""Reminders of a charter to accept."""

from collections.abc import Sequence
from datetime import datetime

from club.calendar import Nudge, came_up, due_nudge, falls_due
from club.charter import Version, must_accept
from handlers import names
from handlers.belonging.charter.service import subject_of
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.charter import Concerned, get_required, list_concerned
from storage.counts import get_club_turns, is_queued
from storage.database import Session
from storage.people import Membership
from storage.postings import Note, enqueue, list_zones


def remind(services: Services, _since: datetime, now: datetime) -> None:
    """A week and a day before the date, in working hours on each one's clock; repeatable."""
    with services.db.read() as session:
        version = get_required(session)
        if version is None or version.accept_by is None or now >= version.accept_by:
            return
        due = [zone for zone in list_zones(session) if _nudge(services, zone, version, now)]
    if due:
        with services.db.begin(long=True) as session:
            _remind(session, services, version, due, now)


def _remind(
    session: Session, services: Services, version: Version, due: Sequence[str], now: datetime
) -> None:
    """Looks for whom only where somebody may have come who was not there at the sweep before."""
    reminder = f"{names.CHARTER_NUDGE}:{subject_of(version.number)}"
    moments = {str(nudge) for zone in due if (nudge := _nudge(services, zone, version, now))}
    if not is_queued(session, reminder, [*due, *moments], get_club_turns(session)):
        waited_for = [one for one in list_concerned(session) if _is_waited_for(one, version)]
        for zone in {one.zone for one in waited_for}:
            readers = [one for one in waited_for if one.zone == zone]
            _enqueue(session, services, readers, zone, version, now)


def _is_waited_for(one: Concerned, version: Version) -> bool:
    return one.state is Membership.ADMITTED and must_accept(one.accepted, version.number)


def _enqueue(
    session: Session,
    services: Services,
    readers: Sequence[Concerned],
    zone: str,
    version: Version,
    now: datetime,
) -> None:
    nudge = _nudge(services, zone, version, now)
    if nudge is None or version.accept_by is None:
        return
    subject, known = subject_of(version.number), zone_of(zone, services.club.zone)
    notes = [Note(names.CHARTER_NUDGE, subject, one.slack_id, nudge.name, live=True) for one in readers]
    moment = falls_due(nudge, version.accept_by, known, services.club.work)
    enqueue(session, notes, came_up(moment, now, known))


def _nudge(services: Services, zone: str, version: Version, now: datetime) -> Nudge | None:
    """The reminder that is due for readers of a time zone."""
    assert version.accept_by is not None
    known, work = zone_of(zone, services.club.zone), services.club.work
    return due_nudge(version.accept_by, version.published_at, now, known, work, services.club.charter_nudges)
