"""What organisers do with a result: settle its tie, add a word."""

from club.ids import BallotId, OptionId
from handlers.choosing.results import forms, service, views
from handlers.choosing.results.listeners import said_aside
from handlers.choosing.results.service import Told
from handlers.choosing.shared.counting import Outcome
from handlers.kit.act import Act, Reply
from handlers.kit.carried import number
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top


def on_settle(act: Act, desk: Desk) -> Reply:
    """The tied, to choose from; whoever comes second is told what was decided."""
    found = service.find(desk, BallotId(act.number))
    if isinstance(found, Outcome) and found.pending:
        return on_top(act, desk, forms.settling(act.t, found))
    if isinstance(found, Outcome):
        return said_aside(act, desk, act.t(views.SAID[Told.NO_TIE]))
    return said_aside(act, desk, act.t(views.SAID[found if isinstance(found, Told) else Told.NOT_CLOSED]))


def on_settled(act: Act, desk: Desk) -> Reply:
    """The choice, sent."""
    ballot_id = BallotId(number(act.metadata))
    chosen = [OptionId(number(one)) for block in sorted(act.state) for one in act.ticked(block)]
    told = service.settle(desk, ballot_id, chosen, act.member, act.now)
    if told is Told.COUNT:
        found = service.find(desk, ballot_id)
        seats = found.result.tally.open_seats if isinstance(found, Outcome) else 0
        wanted = act.t.plural("Choose {n} option.", "Choose {n} options.", seats)
        return Reply(errors={forms.TIED: wanted})
    return Reply(update=views.sentence_view(act.t, act.t(views.SAID[told])))


def on_note(act: Act, desk: Desk) -> Reply:
    """The form of a word on the outcome."""
    found = service.find(desk, BallotId(act.number))
    if isinstance(found, Outcome):
        return on_top(act, desk, forms.noting(act.t, found))
    return said_aside(act, desk, act.t(views.SAID[found if isinstance(found, Told) else Told.NOT_CLOSED]))


def on_noted(act: Act, desk: Desk) -> Reply:
    """The word, sent; it stands on every copy of the result."""
    told = service.note(desk, BallotId(number(act.metadata)), act.entered(forms.NOTE), act.now)
    return Reply(update=views.sentence_view(act.t, act.t(views.SAID[told])))
