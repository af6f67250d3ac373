"""Voting: the form by method and size, sealed votes shown before they are cast, proxies (article CHOISIR)."""

from club.followup import Matter
from handlers import names
from handlers.choosing.shared import sealed
from handlers.choosing.voting import entrusting, messages
from handlers.choosing.voting import listeners as on
from handlers.choosing.voting import proxy_listeners as proxies
from handlers.choosing.voting.form import MORE, OPTION, PICKED, TURN
from handlers.kit.commands import Command, Theme
from handlers.kit.following import following
from handlers.kit.lasting import for_days, until_closing
from handlers.kit.lines import asking
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Every way in, what goes out by itself, and how sealed votes go into the urn."""
    router.command(
        Command(
            "vote",
            "voter",
            Theme.CHOOSING,
            mark("vote, or see your vote again"),
            keeps=("attendance", "proxy"),
            hinted=True,
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action("voting.page", on.on_page)
    router.of_company(on.of_company)
    router.action("voting.open", on.on_open)
    router.action("voting.review", on.on_review)
    router.action(PICKED, on.on_picked)
    router.action(MORE, on.on_more)
    router.action(TURN, on.on_turn)
    router.options(OPTION, on.on_options)
    router.options(PICKED, on.on_options)
    router.view("voting.cast", on.on_cast)
    router.view("voting.deposit", on.on_deposit)
    router.action("voting.preview", on.on_preview, Access.ORGANISER)
    router.view("voting.preview", on.on_previewed, Access.ORGANISER)
    router.action("voting.entrust", proxies.on_entrust)
    router.action("voting.take_back", proxies.on_take_back)
    router.view("voting.entrust", proxies.on_entrusted)
    entrusted = asking(messages.proxy, until_closing)
    router.posting(names.PROXY, messages.proxy, lasts=until_closing, line=entrusted)
    router.posting(names.PROXY_DUE, messages.proxy, lasts=until_closing, hours=Hours.DECENT)
    router.sweep(following(Matter.PROXY, entrusting.waiting))
    router.posting(names.VOTE_LOST, messages.vote_lost, lasts=until_closing)
    router.posting(names.VOTES_LOST, messages.votes_lost, lasts=for_days(30))
    router.posting(names.VOTES_AWAY, messages.votes_away, lasts=for_days(30))
    router.sweep(sealed.mix, prompt=True)
