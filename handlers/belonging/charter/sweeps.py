"""Reminders of a charter to accept."""

from datetime import datetime

from club.calendar import due_nudge
from club.charter import Version, must_accept
from handlers import names
from handlers.belonging.charter.service import subject_of
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.charter import Concerned, get_required, list_concerned
from storage.people import Membership
from storage.postings import Note, enqueue


def remind(services: Services, _since: datetime, now: datetime) -> None:
    """A week and a day before the date, in working hours on each one's clock; repeatable."""
    with services.db.read() as session:
        version = get_required(session)
        if version is None or version.accept_by is None or now >= version.accept_by:
            return
        waited_for = [one for one in list_concerned(session) if _is_waited_for(one, version)]
    notes = [note for one in waited_for if (note := _note(services, one, version, now))]
    if notes:
        with services.db.begin() as session:
            enqueue(session, notes, now)


def _is_waited_for(one: Concerned, version: Version) -> bool:
    return one.state is Membership.ADMITTED and must_accept(one.accepted, version.number)


def _note(services: Services, one: Concerned, version: Version, now: datetime) -> Note | None:
    assert version.accept_by is not None
    zone = zone_of(one.zone, services.club.zone)
    nudge = due_nudge(version.accept_by, version.published_at, now, zone, services.club.days_off)
    subject = subject_of(version.number)
    return Note(names.CHARTER_NUDGE, subject, one.slack_id, nudge.name, live=True) if nudge else None
