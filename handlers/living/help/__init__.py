"""Mutual help: a question, who may know, contact details once both have said yes (article S'ENTRAIDER)."""

from handlers import names
from handlers.kit.commands import Command, HelpLine, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.router import Access, Hours, Router
from handlers.living.help import answers, messages, resolving, sweeps
from handlers.living.help import listeners as on
from handlers.words import mark


def register(router: Router) -> None:
    """Members ask and answer; organisers take up what nobody answers."""
    found = HelpLine("heat", "chaleur", mark("what was resolved before"))
    router.command(
        Command(
            "ask",
            "entraide",
            Theme.MEMBERS,
            mark("ask members for help, by their expertise"),
            keeps=("help_question", "help_asked", "help_off", "help_report", "consultation"),
            examples=(found,),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.shortcut("help.from_message", on.on_message)
    router.home(65, on.home_part)
    router.home_act(HomeAct(mark("Ask for help…"), "help.ask"))
    _register_asking(router)
    _register_answering(router)
    _register_organising(router)
    _register_postings(router)
    router.sweep(sweeps.look_after)
    router.membership.ceases.append(resolving.ceases)
    router.membership.accounts_turned.append(resolving.accounts_turned)


def _register_asking(router: Router) -> None:
    router.action("help.overview", on.on_overview)
    router.action("help.page", on.on_page)
    router.action("help.ask", on.on_ask)
    router.view("help.ask", on.on_asked)
    router.action("help.read", on.on_read)
    router.action("help.others", on.on_others)
    router.view("help.others", on.on_others_chosen)
    router.action("help.withdraw", on.on_withdraw)
    router.view("help.withdraw", on.on_withdrawn)
    router.action("help.resolve", on.on_resolve)
    router.view("help.resolve", on.on_resolved)
    router.action("help.meet", on.on_meet)
    router.action("help.leave", on.on_leave)
    router.action("help.off", on.on_off)
    router.action("help.on", on.on_on)


def _register_answering(router: Router) -> None:
    router.action("help.offer", answers.on_offer)
    router.action("help.decline", answers.on_decline)
    router.action("help.retract", answers.on_retract)
    router.action("help.pass", answers.on_pass)
    router.view("help.pass", answers.on_passed)
    router.action("help.accept", answers.on_accept)
    router.action("help.nameless", answers.on_nameless)
    router.action("help.refuse", answers.on_refuse)
    router.action("help.report", answers.on_report)
    router.view("help.report", answers.on_reported)


def _register_organising(router: Router) -> None:
    router.action("help.propose", answers.on_propose, Access.ORGANISER)
    router.view("help.propose", answers.on_proposed, Access.ORGANISER)
    router.action("help.remove", answers.on_remove, Access.ORGANISER)
    router.view("help.remove", answers.on_removed, Access.ORGANISER)


def _register_postings(router: Router) -> None:
    router.posting(names.HELP_QUESTION, messages.question, lasts=while_it_stands)
    router.posting(
        names.HELP_ASKED,
        messages.asked,
        lasts=messages.until_wanted,
        hours=Hours.DECENT,
        line=messages.asked_line,
    )
    router.posting(names.HELP_OFFERED, messages.offered, lasts=while_it_stands)
    router.posting(names.HELP_ANSWER, messages.answer, lasts=while_it_stands)
    for kind, renderer, line in (
        (names.HELP_ORGANISER, messages.organiser, messages.organiser_line),
        (names.HELP_THANKS, messages.thanks, messages.thanks_line),
    ):
        router.posting(kind, renderer, lasts=while_it_stands, hours=Hours.DECENT, line=line)
    router.posting(names.HELP_CARD, messages.card, lasts=for_days(30))
    router.posting(names.HELP_SENTENCE, messages.sentence, lasts=for_days(30))
    router.posting(names.HELP_REPORT, messages.report, lasts=while_it_stands)
