"""Late requests: a member asks for a seat after the deadline, an organiser decides, both hear of it."""

from club.followup import Matter
from handlers import names
from handlers.events.requests import listeners as on
from handlers.events.requests import messages, sweeps
from handlers.kit.commands import Command, Theme
from handlers.kit.following import following
from handlers.kit.lasting import for_days, until_end, until_start
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Members ask; organisers alone decide."""
    router.action("requests.ask", on.on_ask)
    router.view("requests.ask", on.on_asked)
    router.command(
        Command("requests", "demandes", Theme.ORGANISING, mark("answer late requests"), keeps=("claim",)),
        on.on_command,
        Access.ORGANISER,
    )
    router.action("requests.page", on.on_page, Access.ORGANISER)
    router.action("requests.accept", on.on_accept, Access.ORGANISER)
    router.action("requests.wait", on.on_wait, Access.ORGANISER)
    router.action("requests.decline", on.on_decline, Access.ORGANISER)
    router.view("requests.decline", on.on_declined, Access.ORGANISER)
    router.posting(names.REQUEST, messages.request, lasts=until_start)
    router.posting(names.UNREACHED, messages.unreached, lasts=for_days(7))
    router.posting(names.REQUESTED, messages.requested, lasts=until_start)
    router.posting(names.REQUEST_DUE, messages.due, lasts=until_start, hours=Hours.DECENT)
    router.posting(names.REQUEST_OPEN, messages.undecided, lasts=until_start, hours=Hours.DECENT)
    router.posting(names.DECIDED, messages.decided, lasts=until_end)
    router.daybook(on.daybook)
    router.sweep(sweeps.close_started)
    router.sweep(following(Matter.LATE_REQUEST, sweeps.waiting))
    router.sweep(sweeps.watch)
