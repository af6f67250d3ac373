"""The minutes of an event: deposited, read by those who were there, corrected, final (article CONTRIBUER)."""

from handlers import names
from handlers.events.minutes import ids, messages, service
from handlers.events.minutes import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Members read and propose corrections; organisers deposit and decide."""
    router.command(
        Command(
            "minutes",
            "compte-rendu",
            Theme.EVENTS,
            mark("read the minutes of events, and propose corrections"),
            keeps=("event_minutes", "minutes_file", "minutes_reading", "minutes_remark"),
            also=("comptes-rendus", "compterendu"),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action(ids.PAGE, on.on_page)
    router.action(ids.READ, on.on_read)
    router.action(ids.SEND, on.on_send)
    router.action(ids.CORRECT, on.on_correct)
    router.view(ids.CORRECT, on.on_corrected)
    router.action(ids.WRITE, on.on_write, Access.ORGANISER)
    router.view(ids.WRITE, on.on_written, Access.ORGANISER)
    router.action(ids.TAKE, on.on_take, Access.ORGANISER)
    router.action(ids.KEEP, on.on_keep, Access.ORGANISER)
    router.view(ids.KEEP, on.on_kept, Access.ORGANISER)
    router.posting(names.MINUTES, messages.told, lasts=for_days(30), hours=Hours.DECENT)
    router.posting(names.MINUTES_AGAIN, messages.again, lasts=for_days(30), hours=Hours.DECENT)
    router.posting(names.MINUTES_CARD, messages.card, lasts=for_days(30))
    router.posting(names.MINUTES_FILE, messages.file, lasts=for_days(1))
    router.posting(names.MINUTES_REMARK, messages.remark, lasts=while_it_stands)
    router.posting(names.MINUTES_SETTLED, messages.settled, lasts=for_days(30))
    router.sweep(service.finish)
    router.membership.ceases.append(service.ceases)
