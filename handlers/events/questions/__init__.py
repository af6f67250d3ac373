"""What an event asks of those who come: six questions at most, answered for each person (FACILITER)."""

from handlers import names
from handlers.events.questions import ids, messages, service
from handlers.events.questions import listeners as on
from handlers.events.shared.questions import ANSWER
from handlers.kit.lines import asking
from handlers.kit.router import Access, Hours, Router


def register(router: Router) -> None:
    """Organisers ask, whoever comes answers; a question added later is asked of those who come already."""
    organiser = Access.ORGANISER
    router.action(ANSWER, on.on_answer)
    router.view(ANSWER, on.on_answered)
    router.action(ids.MANAGE, on.on_manage, organiser)
    router.action(ids.NEW, on.on_new, organiser)
    router.action(ids.CHANGE, on.on_change, organiser)
    router.view(ids.FORM, on.on_form, organiser)
    router.action(ids.REMOVE, on.on_remove, organiser)
    router.view(ids.REMOVING, on.on_removed, organiser)
    router.action(ids.HAND_OVER, on.on_hand_over, organiser)
    router.action(ids.REOPEN, on.on_reopen, organiser)
    until = messages.until_start
    line = asking(messages.asked, until)
    router.posting(names.QUESTIONS_ASKED, messages.asked, lasts=until, hours=Hours.DECENT, line=line)
    router.sweep(service.ask_those_who_come)
