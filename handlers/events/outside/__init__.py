"""Events that are not the club's: signalled by a member, so that others come along (article PARTICIPER)."""

from handlers import names
from handlers.events.outside import ids, messages, service
from handlers.events.outside import listeners as on
from handlers.kit.commands import Command, HelpLine, Theme
from handlers.kit.router import Access, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Members signal them and say that they go; whoever signalled one, or organises, corrects it."""
    router.command(
        Command(
            "outside",
            "ailleurs",
            Theme.EVENTS,
            mark("see events outside the club, say that you go there"),
            keeps=("outside_event", "outside_going"),
            also=("exterieur", "exterieurs"),
            examples=(HelpLine("new", "nouveau", mark("signal an event outside the club")),),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action(ids.PAGE, on.on_page)
    router.action(ids.NEW, on.on_new)
    router.view(ids.FORM, on.on_saved)
    router.action(ids.EDIT, on.on_edit)
    router.action(ids.WITHDRAW, on.on_withdraw)
    router.view(ids.WITHDRAW, on.on_withdrawn)
    router.action(ids.GOING, on.on_going)
    router.action(ids.WHO, on.on_who)
    router.posting(names.OUTSIDE_CARD, messages.card, lasts=messages.until_over)
    router.posting(names.OUTSIDE_TURNED, messages.turned, lasts=messages.until_over)
    router.sweep(service.finish)
    router.membership.ceases.append(service.ceases)
