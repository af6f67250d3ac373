"""Once a day, the members of companies whose dues fall due are reminded, in private."""

from datetime import datetime

from club.dues import due_reminder
from handlers import names
from handlers.kit.services import Services
from handlers.living.dues.service import tell_company
from storage.dues import list_open_dues


def remind(services: Services, since: datetime, now: datetime) -> None:
    """Queues today's reminders; what is queued once stays so."""
    zone = services.club.zone
    today = now.astimezone(zone).date()
    if since.astimezone(zone).date() == today:
        return
    with services.db.read() as session:
        due = [
            (one, due_reminder(one, today, services.club.dues_reminded)) for one in list_open_dues(session)
        ]
    for dues, reminder in due:
        if reminder:
            with services.db.begin() as session:
                tell_company(session, names.DUES_NUDGE, dues, reminder.moment, now, live=True)
