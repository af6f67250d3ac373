"""From a payload to a service and back: no rule and no SQL here."""

from club.folding import fold
from handlers.belonging.mydata import service, views
from handlers.kit.act import Act, Reply
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from storage.people import Person


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime my-data`: how much is held, the file, the way out."""
    return Reply(_overview(act, desk))


def on_open(act: Act, desk: Desk) -> Reply:
    """The same from a button."""
    return Reply(_overview(act, desk))


def on_send(act: Act, desk: Desk) -> Reply:
    """“Receive my data.”"""
    service.send(desk, _person(act), act.now)
    return Reply(
        _overview(act, desk, act.t("⏳ Your file arrives by direct message.")), in_place=act.ephemeral
    )


def on_leave(act: Act, desk: Desk) -> Reply:
    """Says what leaving does, and asks for a word typed."""
    person = _person(act)
    view = views.leaving(act.t, person, service.get_tally(desk, person, act.now), desk.club.keeping)
    return on_top(act, desk, view)


def on_left(act: Act, desk: Desk) -> Reply:
    """The form, sent."""
    word = act.t("LEAVE")
    if fold(act.entered(views.WORD)) != fold(word):
        return Reply(errors={views.WORD: act.t("To confirm, type {word}.", word=word)})
    outcome = service.leave(desk, _person(act), act.now)
    return Reply(update=views.outcome(act.t, outcome, desk.club.contact))


def _overview(act: Act, desk: Desk, said: str = "") -> views.Message:
    person = _person(act)
    return views.overview(act.t, service.get_tally(desk, person, act.now), desk.club.keeping, said)


def _person(act: Act) -> Person:
    """Whoever acts: in the books, member or not yet. The router lets nobody else in."""
    if act.visitor.person is None:
        raise LookupError(f"{act.name} was reached by somebody who is in no book")
    return act.visitor.person
