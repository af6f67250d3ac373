"""How the club reminds people: what may wait comes in one message a day (article FACILITER)."""

from handlers import names
from handlers.kit.lasting import while_it_stands
from handlers.kit.router import Hours, Router
from handlers.living.reminders import messages


def register(router: Router) -> None:
    """Every message that goes out by itself."""
    router.posting(names.DIGEST, messages.digest, lasts=while_it_stands, hours=Hours.DECENT)
