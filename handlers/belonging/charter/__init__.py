"""The charter: read in pages, accepted with evidence, withdrawn, published by organisers."""

from handlers import names
from handlers.belonging.charter import file, messages, publishing, sweeps
from handlers.belonging.charter import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.refusals import READ_CHARTER
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Whoever is in the books reads and accepts; organisers publish."""
    router.command(
        Command(
            "charter",
            "charte",
            Theme.ACCOUNT,
            mark("read the charter; what you accepted, and when"),
            keeps=("acceptance", "charterversion"),
        ),
        on.on_command,
        Access.KNOWN,
    )
    router.action("charter.show", on.on_show, Access.KNOWN)
    router.action(READ_CHARTER, on.on_read, Access.KNOWN)
    router.action("charter.back", on.on_back, Access.KNOWN)
    router.view("charter.page", on.on_page, Access.KNOWN)
    router.action("charter.withdraw", on.on_withdraw, Access.KNOWN)
    router.view("charter.withdraw", on.on_withdrawn, Access.KNOWN)
    router.action("charter.outstanding", on.on_outstanding, Access.ORGANISER)
    router.action("charter.publish", publishing.on_publish, Access.ORGANISER)
    router.action("charter.more", publishing.on_more, Access.ORGANISER)
    router.view("charter.publish", publishing.on_published, Access.ORGANISER)
    router.posting(
        names.CHARTER,
        messages.version,
        lasts=while_it_stands,
        hours=Hours.DECENT,
        line=messages.version_line,
    )
    router.posting(
        names.CHARTER_NUDGE,
        messages.nudge,
        lasts=messages.until_accepted_by,
        hours=Hours.DECENT,
        line=messages.nudge_line,
    )
    router.posting(names.CHARTER_ACCEPTED, messages.accepted, lasts=for_days(30))
    router.home_act(HomeAct(mark("The charter"), "charter.show"))
    router.handed(file.CHARTER)
    router.sweep(sweeps.remind)
