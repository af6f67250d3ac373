"""The first day: what a club needs before it lives, and what a new member does first (PARTICIPER)."""

from handlers import names
from handlers.kit.commands import Command, Theme
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.lines import asking
from handlers.kit.router import Access, Hours, Router
from handlers.living.firstday import buddy, buddy_service, welcome
from handlers.living.firstday import listeners as on
from handlers.living.firstday.welcome_service import ceases, lost
from handlers.words import mark


def register(router: Router) -> None:
    """Setting up is the organisers'; the first steps are each new member's own."""
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
    _first_steps(router)
    _buddies(router)


def _first_steps(router: Router) -> None:
    router.action("firstday.later", welcome.on_later)
    router.action("firstday.again", welcome.on_again)
    router.action("firstday.agenda", welcome.on_agenda)
    router.action("firstday.introduce", welcome.on_introduce)
    router.view("firstday.introduce", welcome.on_introduced)
    router.action("firstday.withdraw", welcome.on_withdraw)
    router.posting(names.KNOWN, welcome.welcome, lasts=for_days(30))
    router.posting(names.INTRODUCTION, welcome.introduction, lasts=for_days(30))
    router.missing(names.INTRODUCTION, lost)
    router.membership.ceases.append(ceases)


def _buddies(router: Router) -> None:
    router.action("firstday.accompany", buddy.on_accompany)
    router.action("firstday.not_now", buddy.on_not_now)
    router.posting(
        names.BUDDY_ASKED,
        buddy.asked,
        lasts=while_it_stands,
        hours=Hours.DECENT,
        line=asking(buddy.asked),
    )
    router.posting(names.BUDDY_FOUND, buddy.found, lasts=for_days(30))
    router.sweep(buddy_service.pass_on)
    router.membership.begins.append(buddy_service.begins)
    router.membership.ceases.append(buddy_service.ceases)
