"""The companies' pages of the public directory: completed, agreed to, withdrawn."""

from club.followup import Matter
from handlers import names
from handlers.belonging.companies import listeners as on
from handlers.belonging.companies import messages, sweeps
from handlers.kit.commands import Command, Theme
from handlers.kit.following import following
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.lines import asking
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Every way in: members act for their own company alone; their own name they may always withdraw."""
    router.command(
        Command(
            "company",
            "entreprise",
            Theme.MEMBERS,
            mark("see and publish your company’s page"),
            keeps=("companypage", "consent", "contactconsent", "correction"),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action("companies.open", on.on_command)
    router.action("companies.edit", on.on_edit)
    router.view("companies.edit", on.on_edited)
    router.action("companies.agree", on.on_agree)
    router.view("companies.agree", on.on_agreed)
    router.action("companies.correct", on.on_correct)
    router.action("companies.keep", on.on_keep)
    router.view("companies.keep", on.on_kept)
    router.action("companies.uncorrect", on.on_uncorrect, Access.ORGANISER)
    router.action("companies.withdraw", on.on_withdraw)
    router.view("companies.withdraw", on.on_withdrawn)
    router.action("companies.accept", on.on_accept)
    router.action("companies.leave", on.on_leave, Access.KNOWN)
    router.posting(names.PUBLISH, messages.publish, lasts=while_it_stands)
    router.posting(
        names.DIRECTORY_DUE,
        messages.directory,
        lasts=while_it_stands,
        hours=Hours.DECENT,
        line=asking(messages.directory),
    )
    router.posting(
        names.PAGE_DUE,
        messages.page_due,
        lasts=while_it_stands,
        hours=Hours.DECENT,
        line=asking(messages.page_due),
    )
    router.sweep(following(Matter.DIRECTORY, sweeps.directory_waits))
    router.sweep(following(Matter.PAGE, sweeps.page_waits))
    router.sweep(sweeps.note_empty)
    router.posting(names.CONTACT_DUE, messages.contact, lasts=for_days(14), hours=Hours.DECENT)
    router.sweep(following(Matter.CONTACT, sweeps.contact_waits))
    agrees = asking(messages.contact)
    router.posting(names.CONTACT, messages.contact, lasts=while_it_stands, hours=Hours.DECENT, line=agrees)
    router.posting(
        names.CORRECTION,
        messages.correction,
        lasts=messages.correction_due,
        hours=Hours.DECENT,
        line=messages.correction_line,
    )
    router.posting(
        names.CORRECTION_DUE, messages.correction, lasts=messages.correction_due, hours=Hours.DECENT
    )
    router.posting(names.CORRECTION_ASKED, messages.correction_asked, lasts=for_days(30))
    router.sweep(following(Matter.CORRECTION, sweeps.correction_waits))
    router.home(30, on.home_part(router.company_lines))
