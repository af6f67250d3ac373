"""What comes due of questions: more people asked, the organisers, the end."""

from datetime import datetime

from handlers.kit.services import Services
from handlers.living.help import asking
from storage.questions import list_looked_at

AT_ONCE = 200


def look_after(services: Services, _since: datetime, now: datetime) -> None:
    """Each in a transaction of its own. Doing it twice changes nothing more."""
    with services.db.read() as session:
        due = list_looked_at(session, now, AT_ONCE)
    for question_id in due:
        asking.follow_up(services, question_id, now)
