"""Works: found, read, cited and used by members, kept by organisers (articles ÉVALUER, CONTRIBUER)."""

from handlers import names
from handlers.choosing.works import form, messages, removal_view, sweeps, use_form, use_views, uses, views
from handlers.choosing.works import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.lasting import for_days
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Members read, cite and tell of uses; organisers add, edit and remove, and see all uses."""
    router.command(
        Command(
            "works",
            "travaux",
            Theme.CHOOSING,
            mark("find works delivered, and how they were evaluated"),
            keeps=("work", "workuse"),
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
    router.options(form.COMPANIES, on.on_companies, Access.ORGANISER)
    router.home(62, on.home)
    _register_uses(router)


def _register_uses(router: Router) -> None:
    router.action(views.CITE, uses.on_cite)
    router.action(views.BIBTEX, uses.on_bibtex)
    router.action(views.USE, uses.on_use)
    router.view(use_form.FORM, uses.on_form)
    router.action(use_views.DUE, uses.on_due)
    router.action(use_views.UNUSED, uses.on_unused)
    router.action(use_views.CITED, uses.on_cited)
    router.action(views.USES, uses.on_uses, Access.ORGANISER)
    router.action(use_views.PAGED, uses.on_page, Access.ORGANISER)
    router.action(use_views.FILTER, uses.on_filter, Access.ORGANISER)
    router.action(use_views.PROPOSE, uses.on_propose, Access.ORGANISER)
    router.action(use_views.EXPORT, uses.on_export, Access.ORGANISER)
    for kind, renderer, line in (
        (names.WORKS_ASKED, messages.asked, messages.asked_line),
        (names.WORKS_CITE, messages.citing, messages.citing_line),
    ):
        router.posting(kind, renderer, lasts=for_days(30), hours=Hours.DECENT, line=line)
    router.posting(names.WORKS_USES, messages.export, lasts=for_days(7))
    router.sweep(sweeps.ask)
