"""The deadline of answers passes, and too few people come."""

from datetime import datetime

from club.events import Phase, phase
from handlers import names
from handlers.events.limits.ids import moment_of
from handlers.events.shared.seats import tell_organisers
from handlers.kit.services import Services
from storage.attendance import count_coming
from storage.care import get_care
from storage.events import list_turning


def tell_too_few(services: Services, since: datetime, now: datetime) -> None:
    """Whoever organises hears of it, once for each deadline, unless somebody decided to hold it."""
    with services.db.read() as session:
        short = [
            event
            for event in list_turning(session, since, now)
            if phase(event, now) is Phase.LATE
            and event.falls_short(count_coming(session, event.id)[1])
            and get_care(session, event.id).held_at is None
        ]
    if short:
        with services.db.begin() as session:
            for event in short:
                moment = moment_of(event.deadline)
                tell_organisers(session, services, event, names.TOO_FEW, moment, now, live=True)
