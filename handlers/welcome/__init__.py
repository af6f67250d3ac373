"""The first word: help and the home tab."""

from handlers import names
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeTab
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
    router.home_tab = HomeTab(on.home_page(router))
    router.event("app_home_opened", on.on_home)
    router.action(views.AGAIN, on.on_again)
    router.action(views.LANGUAGE, on.on_language)
    router.home_act(*views.LANGUAGES)
    router.home(6, on.organising(router))
    router.sweep(router.home_tab.keep_up)
    router.posting(names.HELP, messages.help_message(router), lasts=for_days(1))
