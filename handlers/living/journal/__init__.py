"""The journal of what organisers did: who, what, when, before and after (article FACILITER)."""

from handlers import names
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days
from handlers.kit.router import Access, Router
from handlers.living.journal import ids, messages, sweeps
from handlers.living.journal import listeners as on
from handlers.words import mark


def register(router: Router) -> None:
    """Organisers read it; nobody writes in it, and the nightly sweep alone takes out what is old enough."""
    summary = mark("see what organisers did, when, before and after")
    command = Command("journal", "journal", Theme.ORGANISING, summary, keeps=("journal_line",))
    organiser = Access.ORGANISER
    router.command(command, on.on_command, organiser)
    router.action(ids.PAGE, on.on_page, organiser)
    router.action(ids.WHO, on.on_who, organiser)
    router.action(ids.THEME, on.on_theme, organiser)
    router.action(ids.PERIOD, on.on_period, organiser)
    router.action(ids.EXPORT, on.on_export, organiser)
    router.options(ids.WHO, on.on_options, organiser)
    router.home_act(HomeAct(mark("What organisers did"), ids.PAGE, organiser=True))
    router.posting(names.JOURNAL, messages.export, lasts=for_days(7))
    router.sweep(sweeps.purge)
