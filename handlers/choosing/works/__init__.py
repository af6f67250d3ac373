"""Works delivered: found and read by members, kept by organisers (article ÉVALUER)."""

from handlers.choosing.works import form, removal_view, views
from handlers.choosing.works import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.router import Access, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Members read; organisers add, edit and remove."""
    router.command(
        Command(
            "works",
            "travaux",
            Theme.CHOOSING,
            mark("find works delivered, and how they were evaluated"),
            keeps=("work",),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action(views.LIST, on.on_list)
    router.action(views.PAGED, on.on_page)
    router.action(views.FILTER, on.on_filter)
    router.action(views.SHOW, on.on_show)
    router.action(views.NEW, on.on_new, Access.ORGANISER)
    router.action(views.EDIT, on.on_edit, Access.ORGANISER)
    router.view(form.FORM, on.on_form, Access.ORGANISER)
    router.action(removal_view.REMOVE, on.on_remove, Access.ORGANISER)
    router.view(removal_view.REMOVE, on.on_removed, Access.ORGANISER)
    router.options(form.TOPIC, on.on_topics, Access.ORGANISER)
    router.options(form.PREVIOUS, on.on_works, Access.ORGANISER)
