"""What comes due of searches: the one reminder, and the closing."""

from datetime import datetime

from handlers.events.dates import service
from handlers.kit.services import Services
from storage.date_polls import list_just_closed, list_to_remind


def look_after(services: Services, _since: datetime, now: datetime) -> None:
    """Each in a transaction of its own. Doing it twice changes nothing more."""
    with services.db.read() as session:
        reminded, closed = list_to_remind(session, now), list_just_closed(session, now)
    for poll_id in reminded:
        service.remind(services, poll_id, now)
    for poll_id in closed:
        service.close(services, poll_id, now)
