"""The club's numbers, as organisers set them while the program runs (articles PARTICIPER, FACILITER)."""

from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.router import Access, Router
from handlers.living.settings import listeners as on
from handlers.living.settings import sweeps
from handlers.words import mark


def register(router: Router) -> None:
    """All of it is the organisers'."""
    summary = mark("see and change the club’s numbers")
    command = Command("settings", "reglages", Theme.ORGANISING, summary, keeps=("settingchange",))
    router.command(command, on.on_command, Access.ORGANISER)
    router.action("settings.page", on.on_page, Access.ORGANISER)
    router.action("settings.theme", on.on_theme, Access.ORGANISER)
    router.action("settings.change", on.on_change, Access.ORGANISER)
    router.home_act(HomeAct(mark("See the settings"), "settings.page", organiser=True))
    router.view("settings.change", on.on_changed, Access.ORGANISER)
    router.action("settings.restore", on.on_restore, Access.ORGANISER)
    router.sweep(sweeps.keep_up, prompt=True)
