"""What happens at night: what was kept long enough is forgotten."""

import logging
from datetime import datetime

from club.retention import limits, night_between
from handlers.belonging.mydata import service
from handlers.kit.services import Services

log = logging.getLogger(__name__)


def apply_retention(services: Services, since: datetime, now: datetime) -> None:
    """Once a night at three, and after a start that missed it (article CONFIDENTIALITÉ)."""
    if not night_between(since, now, services.club.zone):
        return
    done = service.apply_limits(services, limits(services.club.keeping, now, services.club.zone), now)
    if any(done.values()):
        log.info(
            "kept long enough: %s", ", ".join(f"{count} {kind}" for kind, count in done.items() if count)
        )
