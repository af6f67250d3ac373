"""The first word: help and the home tab."""

from handlers import names
from handlers.kit.commands import Command, Theme
from handlers.kit.lasting import for_days
from handlers.kit.router import Access, Router
from handlers.welcome import listeners as on
from handlers.welcome import messages, views
from handlers.words import mark


def register(router: Router) -> None:
    """Every way in."""
    help_for = on.help_command(router)
    router.command(
        Command("help", "aide", Theme.ACCOUNT, mark("what Prime can do for you"), keeps=(), hinted=True),
        help_for,
        Access.ANYONE,
    )
    router.action("welcome.help", help_for, Access.ANYONE)
    router.action("welcome.unknown", on.unknown(router))
    router.home_page = on.home_page(router)
    router.event("app_home_opened", on.home_opened(router.home_page))
    router.action(views.AGAIN, on.again(router.home_page), Access.MEMBER)
    router.posting(names.HELP, messages.help_message(router), lasts=for_days(1))
