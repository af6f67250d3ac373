"""Two questions the day after, to who was there; organisers read counts and texts, and no name."""

from handlers import names
from handlers.events.feedback import ids, messages, service
from handlers.events.feedback import listeners as on
from handlers.kit.lasting import for_days
from handlers.kit.lines import asking
from handlers.kit.router import Hours, Router


def register(router: Router) -> None:
    """There is no list of what was answered but the organisers' message."""
    router.action(ids.ANSWER, on.on_answer)
    router.view(ids.ANSWER, on.on_answered)
    router.posting(
        names.FEEDBACK,
        messages.asked,
        lasts=messages.until_it_closes,
        hours=Hours.DECENT,
        line=asking(messages.asked),
    )
    router.posting(names.FEEDBACK_TOLD, messages.told, lasts=for_days(30), hours=Hours.DECENT)
    router.sweep(service.ask)
    router.sweep(service.close)
