"""Results: told in the channel, shown with every figure, checked by anyone; ties settled by organisers."""

from handlers import names
from handlers.choosing.results import deciding, messages, sweeps
from handlers.choosing.results import listeners as on
from handlers.kit import missing_posts
from handlers.kit.commands import Command, Theme
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.router import Access, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Members look and check; organisers settle ties and add a word."""
    router.command(
        Command(
            "results",
            "resultats",
            Theme.CHOOSING,
            mark("see what was chosen, and check the count"),
            keeps=("ballot",),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action("results.list", on.on_list)
    router.action("results.show", on.on_show)
    router.action("results.page", on.on_page)
    router.action("results.votes", on.on_votes)
    router.action("results.votes_page", on.on_votes_page)
    router.action("results.urn", on.on_urn)
    router.action("results.settle", deciding.on_settle, Access.ORGANISER)
    router.view("results.settle", deciding.on_settled, Access.ORGANISER)
    router.action("results.note", deciding.on_note, Access.ORGANISER)
    router.view("results.note", deciding.on_noted, Access.ORGANISER)
    router.posting(names.RESULT, messages.result, lasts=while_it_stands)
    router.posting(names.RESULT_PICTURE, messages.result_picture, lasts=while_it_stands)
    router.posting(names.RESULT_ORGANISER, messages.result_organiser, lasts=while_it_stands)
    router.posting(names.RESULT_URN, messages.result_urn, lasts=for_days(30))
    missing_posts.watch(router, messages.LOST)
    router.missing(names.RESULT, messages.lost)
    router.home(60, on.home)
    router.sweep(sweeps.tell_results)
