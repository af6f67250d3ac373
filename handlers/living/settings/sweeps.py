"""What other processes, and commands on the server, changed."""

from datetime import datetime

from handlers.kit.services import Services
from handlers.living.settings.service import refresh


def keep_up(services: Services, _since: datetime, _now: datetime) -> None:
    """Within a second of a change, this process follows it."""
    refresh(services)
