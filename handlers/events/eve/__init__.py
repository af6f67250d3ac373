"""An event's eve, for organisers: who comes, who is late, whom to call while there is time (FACILITER)."""

from handlers import names
from handlers.events.eve import messages, sweeps
from handlers.kit.lasting import until_start
from handlers.kit.router import Hours, Router


def register(router: Router) -> None:
    """One message an event to who looks after it, or to all who organise; kept true until it is over."""
    router.posting(names.EVE_ORGANISER, messages.eve, lasts=until_start, hours=Hours.DECENT)
    router.sweep(sweeps.tell)
    router.sweep(sweeps.follow)
