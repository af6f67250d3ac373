"""The club's events in one's own calendar, by an address that it looks at by itself (article FACILITER)."""

from handlers.events.subscriptions import ids, service
from handlers.events.subscriptions import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.router import Access, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Each member makes, renews and ends their own; it ends with the membership."""
    router.command(
        Command(
            "calendar",
            "calendrier",
            Theme.EVENTS,
            mark("have your events in your own calendar, always up to date"),
            keeps=("calendar_address",),
            also=("abonnement", "subscription"),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action(ids.OPEN, on.on_open)
    router.action(ids.MAKE, on.on_make)
    router.action(ids.SCOPE, on.on_scope)
    router.action(ids.END, on.on_end)
    router.home(21, on.home)
    router.membership.ceases.append(service.ceases)
