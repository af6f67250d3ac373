"""The year's summary: to each their own, to a company theirs, to organisers all (article PARTICIPER)."""

from handlers import names
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days
from handlers.kit.router import Access, Router
from handlers.living.summary import ids, messages, service
from handlers.living.summary import listeners as on
from handlers.words import mark


def register(router: Router) -> None:
    """Members read, organisers read all and have it sent; who represents which company is followed."""
    summary = mark("see your year in the club, and your company’s")
    words = ("participation",)
    command = Command("summary", "bilan", Theme.ACCOUNT, summary, keeps=("tenure",), also=words)
    router.command(command, on.on_command, Access.MEMBER)
    router.action(ids.MINE, on.on_mine)
    router.home_act(
        HomeAct(mark("My year"), ids.MINE, menu=True),
        HomeAct(mark("The club’s year"), ids.CLUB, menu=True, organiser=True),
    )
    router.action(ids.COMPANY, on.on_company)
    router.action(ids.CLUB, on.on_club, Access.ORGANISER)
    router.action(ids.PAGE, on.on_page, Access.ORGANISER)
    router.action(ids.SEND, on.on_send, Access.ORGANISER)
    router.posting(names.SUMMARY, messages.summary, lasts=for_days(7))
    router.sweep(service.note_tenures)
