"""What somebody needs at an event, told to its organisers whether or not they ask (article FACILITER)."""

from handlers.events.needs import ids
from handlers.events.needs import listeners as on
from handlers.events.shared.party_buttons import NEED
from handlers.kit.router import Router


def register(router: Router) -> None:
    """One form, for whoever comes."""
    router.action(NEED, on.on_open)
    router.view(ids.FORM, on.on_told)
