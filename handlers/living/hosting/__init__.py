"""Premises for the club's meetings: offered by members, taken by organisers (article CONTRIBUER)."""

from handlers import names
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days, until_end, until_start, while_it_stands
from handlers.kit.lines import asking
from handlers.kit.router import Access, Router
from handlers.living.hosting import listeners as on
from handlers.living.hosting import messages, service
from handlers.words import mark


def register(router: Router) -> None:
    """Members offer; organisers choose, and thank."""
    summary = mark("offer premises for a meeting of the club")
    command = Command(
        "host", "accueillir", Theme.MEMBERS, summary, keeps=("hosting_offer",), also=("accueil",)
    )
    router.command(command, on.on_command, Access.MEMBER)
    router.action("hosting.new", on.on_new)
    router.home_act(
        HomeAct(mark("Offer premises…"), "hosting.new"),
        HomeAct(mark("Premises offered"), "hosting.page", menu=True, organiser=True),
    )
    router.view("hosting.offer", on.on_offered)
    router.action("hosting.edit", on.on_edit)
    router.action("hosting.withdraw", on.on_withdraw)
    router.view("hosting.withdraw", on.on_withdrawn)
    router.action("hosting.confirm", on.on_confirm)
    router.action("hosting.impossible", on.on_impossible)
    router.view("hosting.impossible", on.on_backed_out)
    router.action("hosting.page", on.on_page, Access.ORGANISER)
    router.action("hosting.month", on.on_month, Access.ORGANISER)
    router.action("hosting.region", on.on_region, Access.ORGANISER)
    router.action("hosting.thank", on.on_thank, Access.ORGANISER)
    router.posting(names.HOSTING_OFFER, messages.offer, lasts=while_it_stands)
    confirms = asking(messages.taken, until_start)
    router.posting(names.HOSTING_TAKEN, messages.taken, lasts=until_end, line=confirms)
    router.posting(names.HOSTING_LEFT, messages.left, lasts=until_end)
    router.posting(names.HOSTING_THANKS, messages.thanks, lasts=for_days(30))
    router.sweep(service.follow_events)
    router.membership.ceases.append(service.ceases)
