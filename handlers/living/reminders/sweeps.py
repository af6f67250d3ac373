"""What is done for those who are about to be away."""

from datetime import datetime, time, timedelta

from club.calendar import working_moment
from club.digest import AHEAD, Reader
from handlers.kit.router import Router, Sweep
from handlers.kit.services import Services
from handlers.kit.wishes import reader_of
from handlers.living.reminders.absences import notes_inside
from storage.database import Session
from storage.people import Person, get_person
from storage.postings import Note, enqueue
from storage.wishes import list_leaving

DAY = timedelta(days=1)


def before_absences(router: Router) -> Sweep:
    """On the working day before an absence, its reader hears of every deadline that lies in it; once."""

    def sweep(services: Services, _since: datetime, now: datetime) -> None:
        with services.db.read() as session:
            leaving = list_leaving(session, (now + AHEAD).date(), (now - DAY).date())
            people = [person for one in leaving if (person := get_person(session, one))]
            notes = [note for person in people for note in _deadlines(session, services, router, person, now)]
        if notes:
            with services.db.begin() as session:
                enqueue(session, notes, now)

    return sweep


def _deadlines(
    session: Session, services: Services, router: Router, person: Person, now: datetime
) -> list[Note]:
    reader = reader_of(session, services, person)
    first = reader.wishes.absent_from
    if first is None or reader.day(now) >= first or now < _eve(reader):
        return []
    return notes_inside(session, services, router, person, now)


def _eve(reader: Reader) -> datetime:
    """The hour of the digest on the working day before."""
    assert reader.wishes.absent_from is not None
    hour = time(reader.wishes.hour)
    before = datetime.combine(reader.wishes.absent_from - DAY, hour, tzinfo=reader.zone)
    return working_moment(before, reader.zone, reader.work)
