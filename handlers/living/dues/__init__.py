"""What companies owe the club: called, reminded of in private, settled (article COTISER).

Nobody is excluded and no vote is lost for it, and no channel ever hears of it.
"""

from handlers import names
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.router import Access, Hours, Router
from handlers.living.dues import daybook, forms, lists, messages, sweeps, views
from handlers.living.dues import listeners as on
from handlers.living.dues import organising as by
from handlers.words import mark


def register(router: Router) -> None:
    """Members see and answer for their own company; organisers call, note and export."""
    router.command(
        Command(
            "dues",
            "cotisations",
            Theme.MEMBERS,
            mark("see what your company owes the club, and say that it is paid"),
            keeps=("dues", "duespayment", "duescontact"),
            also=("cotisation",),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action(views.OPEN, on.on_command)
    router.action(views.SETTLED, on.on_settled)
    router.view(forms.SETTLED, on.on_settled_said)
    router.action(views.ADDRESS, on.on_address)
    router.view(forms.ADDRESS, on.on_address_said)
    router.action(views.CONTACTS, on.on_contacts)
    router.view(forms.CONTACTS, on.on_contacts_set)
    router.of_company(on.of_company)
    router.daybook(daybook.overdue)
    router.home_act(HomeAct(mark("Dues of the companies"), views.OPEN, organiser=True))
    _register_organising(router)
    router.posting(names.DUES, messages.call, lasts=for_days(60))
    router.posting(
        names.DUES_NUDGE,
        messages.nudge,
        lasts=messages.until_due,
        hours=Hours.DECENT,
        line=messages.nudge_line,
    )
    router.posting(names.DUES_TOLD, messages.told, lasts=while_it_stands)
    router.posting(names.DUES_LIST, messages.export, lasts=for_days(7))
    router.sweep(sweeps.remind)


def _register_organising(router: Router) -> None:
    organiser = Access.ORGANISER
    router.action(views.PAGED, by.on_page, organiser)
    router.action(views.FILTER, by.on_filter, organiser)
    router.action(views.CALL, by.on_call, organiser)
    router.view(forms.CALL, by.on_called, organiser)
    router.options(forms.COMPANIES, by.on_companies, organiser)
    router.action(views.PAY, by.on_pay, organiser)
    router.view(forms.PAY, by.on_paid, organiser)
    router.action(views.TERMS, by.on_terms, organiser)
    router.view(forms.TERMS, by.on_terms_set, organiser)
    router.action(views.DISCUSS, by.on_discuss, organiser)
    router.action(views.WAIVE, by.on_waive, organiser)
    router.view(forms.STAND, by.on_stand_set, organiser)
    router.action(views.REOPEN, by.on_reopen, organiser)
    router.action(views.EXPORT, by.on_export, organiser)
    router.action(views.IMPORT, by.on_import, organiser)
    router.handed(lists.CALLS)
    router.handed(lists.BANK)
