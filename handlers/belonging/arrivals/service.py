"""What Slack says of a person, kept; one event of Slack's once."""

from datetime import datetime

from handlers.belonging.shared.accounts import keep
from handlers.kit.services import Services
from storage.people import SlackProfile
from storage.seen import first_time


def keep_profile(services: Services, profile: SlackProfile, event_id: str, now: datetime) -> None:
    """Caches what Slack says of a person; a member who becomes known by it is welcomed."""
    with services.db.begin() as session:
        if not first_time(session, event_id, now):
            return
        turned = keep(session, services, profile, now, greet=True)
    services.accounts_turned([turned] if turned else [], now)
