"""What those who look after Prime are told of Prime itself."""

from handlers import names
from handlers.kit.lasting import while_it_stands
from handlers.kit.router import Router
from handlers.upkeep import messages, undelivered


def register(router: Router) -> None:
    """Organisers hear of messages that could not be prepared, and see whom others did not reach."""
    router.posting(names.BROKEN, messages.broken, lasts=while_it_stands)
    router.home(9, undelivered.home)
