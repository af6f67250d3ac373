"""My data: what the club holds about me, as a file; and the way out of the club."""

from handlers import names
from handlers.belonging.mydata import listeners as on
from handlers.belonging.mydata import messages, sweeps
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days
from handlers.kit.router import Access, Router
from handlers.words import mark


def register(router: Router) -> None:
    """For whoever is in the books, charter accepted or not: these are their own data."""
    router.command(
        Command("my-data", "mes-donnees", Theme.ACCOUNT, mark("everything held about you"), keeps=()),
        on.on_command,
        Access.KNOWN,
    )
    router.action("mydata.open", on.on_open, Access.KNOWN)
    router.home_act(HomeAct(mark("My data"), "mydata.open", menu=True))
    router.action("mydata.send", on.on_send, Access.KNOWN)
    router.action("mydata.leave", on.on_leave, Access.KNOWN)
    router.view("mydata.leave", on.on_left, Access.KNOWN)
    router.posting(names.MY_DATA, messages.my_data, lasts=for_days(30))
    router.posting(names.MEMBER_LEFT, messages.member_left, lasts=for_days(30))
    router.sweep(sweeps.apply_retention)
