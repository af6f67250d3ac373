"""The members as organisers keep them: list, company, role, suspension, seats given back, CSV."""

from handlers import names
from handlers.belonging.members import daybook, empty, lists, messages, naming, silent, writing
from handlers.belonging.members import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """All of it is the organisers'; members who type the command are led to their directory."""
    router.command(
        Command(
            "members",
            "membres",
            Theme.ORGANISING,
            mark("keep members, companies’ seats and requests to join"),
            keeps=("member", "admission", "company_letter"),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action("members.page", on.on_page, Access.ORGANISER)
    router.options("members.pick", on.on_search, Access.ORGANISER)
    router.action("members.pick", on.on_picked, Access.ORGANISER)
    router.action("members.move", on.on_move, Access.ORGANISER)
    router.options("members.companies", on.on_companies, Access.ORGANISER)
    router.view("members.move", on.on_moved, Access.ORGANISER)
    router.action("members.quota", on.on_quota, Access.ORGANISER)
    router.view("members.quota", on.on_quota_set, Access.ORGANISER)
    router.action("members.promote", on.on_promote, Access.ORGANISER)
    router.action("members.name", naming.on_name, Access.ORGANISER)
    router.view("members.name", naming.on_named, Access.ORGANISER)
    router.action("members.demote", on.on_demote, Access.ORGANISER)
    router.action("members.organisation", on.on_organisation, Access.ORGANISER)
    router.action("members.company", on.on_company, Access.ORGANISER)
    router.action("members.suspend", on.on_suspend, Access.ORGANISER)
    router.view("members.suspend", on.on_suspended, Access.ORGANISER)
    router.action("members.lift", on.on_lift, Access.ORGANISER)
    router.action("members.free", on.on_free, Access.ORGANISER)
    router.action("members.export", on.on_export, Access.ORGANISER)
    router.action("members.silent", silent.on_silent, Access.ORGANISER)
    router.action("members.write", writing.on_write, Access.ORGANISER)
    router.view("members.write", writing.on_written, Access.ORGANISER)
    router.posting(names.LETTER, writing.letter, lasts=for_days(14), hours=Hours.DECENT)
    router.handed(lists.MEMBERS)
    router.handed(lists.COMPANIES)
    router.action("members.empty", empty.on_empty, Access.ORGANISER)
    router.daybook(daybook.empty)
    router.daybook(daybook.silent)
    router.home_act(HomeAct(mark("Members and seats"), "members.page", menu=True, organiser=True))
    router.sweep(daybook.note)
    router.posting(names.ACCOUNT_CLOSED, messages.closed, lasts=while_it_stands)
    router.posting(names.ACCOUNT_BACK, messages.back, lasts=for_days(30))
    router.posting(names.MEMBER_SUSPENDED, messages.suspended, lasts=while_it_stands)
    router.posting(names.NAMED, naming.told, lasts=for_days(30))
    router.posting(names.COMPANY_EMPTY, messages.empty, lasts=while_it_stands)
    router.posting(names.MEMBERS_LIST, messages.export, lasts=for_days(7))
