"""The way into the club: asked or invited, confirmed by the company, admitted by an organiser."""

from club.followup import Matter
from handlers import names
from handlers.belonging.admission import listeners as on
from handlers.belonging.admission import messages, sweeps
from handlers.kit.commands import Command, Theme
from handlers.kit.following import following
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.refusals import JOIN
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark

DECENT = Hours.DECENT


def register(router: Router) -> None:
    """Newcomers ask; members confirm and invite for their own company; organisers decide."""
    router.command(
        Command(
            "join", "rejoindre", Theme.MEMBERS, mark("invite a colleague"), keeps=("member", "admission")
        ),
        on.on_command,
        Access.ACCOUNT,
    )
    router.action(JOIN, on.on_join, Access.ACCOUNT)
    router.view("admission.join", on.on_joined, Access.ACCOUNT)
    router.action("admission.withdraw", on.on_withdraw, Access.KNOWN)
    router.action("admission.invite", on.on_invite)
    router.view("admission.invite", on.on_invited)
    router.action("admission.confirm", on.on_confirm)
    router.action("admission.refuse", on.on_refuse)
    router.view("admission.refuse", on.on_refused)
    router.action("admission.ask_seat", on.on_ask_seat)
    router.action("admission.grant", on.on_grant, Access.ORGANISER)
    router.action("admission.refuse_seat", on.on_refuse_seat, Access.ORGANISER)
    router.view("admission.refuse_seat", on.on_seat_refused, Access.ORGANISER)
    router.action("admission.choose", on.on_choose, Access.ORGANISER)
    router.options("admission.companies", on.on_companies, Access.ORGANISER)
    router.view("admission.choose", on.on_chosen, Access.ORGANISER)
    router.action("admission.admit", on.on_admit, Access.ORGANISER)
    router.action("admission.list", on.on_list, Access.ORGANISER)
    router.daybook(on.daybook)
    router.posting(names.ADMISSION, messages.mine, lasts=while_it_stands)
    router.posting(names.ADMISSION_COLLEAGUE, messages.colleague, lasts=while_it_stands)
    router.posting(names.ADMISSION_ORGANISER, messages.organiser, lasts=while_it_stands)
    router.posting(names.ADMISSION_DECIDED, messages.decided, lasts=for_days(90))
    router.posting(names.ADMISSION_DUE, messages.organiser, lasts=while_it_stands, hours=DECENT)
    router.posting(
        names.ADMISSION_COLLEAGUE_DUE, messages.colleague, lasts=while_it_stands, hours=Hours.DECENT
    )
    router.posting(names.ADMISSION_OPEN, messages.undecided, lasts=while_it_stands, hours=DECENT)
    router.posting(names.SEAT_DUE, messages.seat_asked, lasts=while_it_stands, hours=DECENT)
    router.posting(names.SEAT_OPEN, messages.seat_undecided, lasts=while_it_stands, hours=DECENT)
    router.posting(names.SEAT_ASKED, messages.seat_asked, lasts=while_it_stands)
    router.posting(names.SEAT_GRANTED, messages.seat_granted, lasts=for_days(90))
    router.posting(names.SEAT_REFUSED, messages.seat_refused, lasts=for_days(90))
    router.sweep(following(Matter.ADMISSION, sweeps.waiting))
    router.sweep(following(Matter.READY, sweeps.ready))
    router.sweep(following(Matter.SEAT_WISH, sweeps.seat_asked))
