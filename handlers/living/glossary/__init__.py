"""The club's own terms, which every search goes by once they are saved (article FACILITER)."""

from handlers.kit.commands import Command, Theme
from handlers.kit.router import Access, Router
from handlers.living.glossary import listeners as on
from handlers.words import mark


def register(router: Router) -> None:
    """All of it is the organisers'."""
    summary = mark("the club’s terms in both languages, which every search knows")
    command = Command("glossary", "glossaire", Theme.ORGANISING, summary, keeps=(), also=("lexique",))
    router.command(command, on.on_command, Access.ORGANISER)
    router.action("glossary.page", on.on_page, Access.ORGANISER)
    router.action("glossary.write", on.on_write, Access.ORGANISER)
    router.view("glossary.write", on.on_written, Access.ORGANISER)
    router.action("glossary.remove", on.on_remove, Access.ORGANISER)
