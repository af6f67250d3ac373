"""The members' directory: searching, cards, contact details one at a time, one's own profile."""

from functools import partial

from club.followup import Matter
from handlers import names
from handlers.belonging.directory import listeners as on
from handlers.belonging.directory import messages, own, sweeps, three
from handlers.kit.commands import Command, Theme
from handlers.kit.following import following
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.lines import asking
from handlers.kit.people import PEOPLE
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark
from storage.search import Vocabulary


def register(router: Router) -> None:
    """Members search; whoever is in the books keeps their own profile."""
    vocabulary = Vocabulary()
    router.command(
        Command(
            "find",
            "annuaire",
            Theme.MEMBERS,
            mark("find a member by name, company or expertise"),
            keeps=("consultation", "report"),
            also=("chercher",),
        ),
        partial(on.on_find, vocabulary),
        Access.MEMBER,
    )
    router.action("directory.find", partial(on.on_find, vocabulary))
    router.action("directory.search", partial(on.on_search, vocabulary))
    router.action("directory.page", partial(on.on_page, vocabulary))
    router.options(PEOPLE, partial(on.on_options, vocabulary))
    router.action("directory.choose", on.on_choose)
    router.view("directory.choose", on.on_chosen)
    router.action("directory.show", on.on_show)
    router.action("directory.contact", on.on_contact)
    router.view("directory.contact", on.on_contact_agreed)
    router.action("directory.report", on.on_report)
    router.view("directory.report", on.on_reported)
    router.command(
        Command(
            "profile",
            "profil",
            Theme.ACCOUNT,
            mark("your profile, and who sees it"),
            keeps=("detail", "first_steps", "buddy"),
        ),
        own.on_profile,
        Access.KNOWN,
    )
    router.action("directory.profile", own.on_profile, Access.KNOWN)
    router.action("directory.three", three.on_three, Access.KNOWN)
    router.view("directory.three", three.on_answered, Access.KNOWN)
    router.view("directory.profile", own.on_saved, Access.KNOWN)
    router.action("directory.preview", own.on_preview, Access.KNOWN)
    router.action("directory.consulted", own.on_consulted, Access.KNOWN)
    router.action("directory.consulted_page", own.on_consulted_page, Access.KNOWN)
    router.posting(names.REPORT, messages.report, lasts=while_it_stands)
    router.posting(
        names.PROFILE_DUE,
        messages.profile_due,
        lasts=for_days(60),
        hours=Hours.DECENT,
        line=asking(messages.profile_due),
    )
    router.sweep(following(Matter.PROFILE, sweeps.profile_waits))
    router.home_act(
        HomeAct(mark("Find a member…"), "directory.choose"),
        HomeAct(mark("My profile…"), "directory.profile", menu=True),
    )
