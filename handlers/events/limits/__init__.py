"""What an event allows and needs: seats of a company, and whether enough people come for it to be held."""

from handlers import names
from handlers.events.limits import ids, messages, sweeps
from handlers.events.limits import listeners as on
from handlers.kit.lasting import until_start
from handlers.kit.lines import asking
from handlers.kit.router import Access, Hours, Router


def register(router: Router) -> None:
    """Organisers hear at the deadline that too few come, and decide."""
    router.action(ids.HOLD, on.on_hold, Access.ORGANISER)
    router.posting(
        names.TOO_FEW,
        messages.too_few,
        lasts=until_start,
        hours=Hours.DECENT,
        line=asking(messages.too_few, until_start),
    )
    router.sweep(sweeps.tell_too_few)
    router.sweep(sweeps.move_lines)
