"""The first day: what a club needs before it lives, on its organisers' home tab (article PARTICIPER)."""

from handlers.kit.commands import Command, Theme
from handlers.kit.router import Access, Router
from handlers.living.firstday import listeners as on
from handlers.words import mark


def register(router: Router) -> None:
    """All of it is the organisers', on their home tab, above everything else."""
    summary = mark("set up the club, step by step")
    command = Command("start", "demarrer", Theme.ORGANISING, summary, keeps=("set_up_note",))
    router.command(command, on.on_command, Access.ORGANISER)
    router.action("firstday.agree", on.on_agree, Access.ORGANISER)
    router.action("firstday.verify", on.on_verify, Access.ORGANISER)
    router.action("firstday.invite", on.on_invite, Access.ORGANISER)
    router.action("firstday.skip", on.on_skip, Access.ORGANISER)
    router.action("firstday.resume", on.on_resume, Access.ORGANISER)
    router.action("firstday.close", on.on_close, Access.ORGANISER)
    router.home(2, on.home)
