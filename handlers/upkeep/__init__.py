"""What those who look after Prime are told of Prime itself, and of the messages it sends."""

from handlers import names
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import while_it_stands
from handlers.kit.router import Access, Router
from handlers.upkeep import ids, messages, undelivered
from handlers.upkeep import listeners as on
from handlers.upkeep import unreached_listeners as reach
from handlers.words import mark


def register(router: Router) -> None:
    """Organisers hear of messages that could not be prepared, see whom others did not reach, and look after
    all of them."""
    organiser = Access.ORGANISER
    outbox = mark("see what was sent, what waits and what failed")
    router.command(Command("outbox", "envois", Theme.ORGANISING, outbox, keeps=()), on.on_command, organiser)
    unreachable = mark("see whom Prime does not reach, and what to tell them")
    router.command(
        Command("unreachable", "injoignables", Theme.ORGANISING, unreachable, keeps=("missed",)),
        reach.on_command,
        organiser,
    )
    router.action(ids.UNREACHED_PAGE, reach.on_page, organiser)
    router.action(ids.PASSED, reach.on_passed, organiser)
    router.action(ids.PAGE, on.on_page, organiser)
    router.action(ids.STANDING, on.on_standing, organiser)
    router.action(ids.WHO, on.on_who, organiser)
    router.action(ids.ALL, on.on_all, organiser)
    router.action(ids.AGAIN, on.on_again, organiser)
    router.action(ids.CANCEL, on.on_cancel, organiser)
    router.options(ids.WHO, on.on_options, organiser)
    router.posting(names.BROKEN, messages.broken, lasts=while_it_stands)
    router.daybook(undelivered.daybook)
    router.home_act(
        HomeAct(mark("Messages sent"), ids.ALL, menu=True, organiser=True),
        HomeAct(mark("People out of reach"), ids.UNREACHED_PAGE, 0, menu=True, organiser=True),
    )
