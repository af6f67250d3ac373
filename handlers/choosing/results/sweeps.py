"""What comes due: results whose counting is done."""

from datetime import datetime

from handlers.choosing.shared.counting import publish_results
from handlers.kit.services import Services


def tell_results(services: Services, _since: datetime, now: datetime) -> None:
    """Tells results as soon as what their ballots erased is gone; repeatable, also after a crash."""
    publish_results(services, now)
