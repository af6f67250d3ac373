"""What organisers do with a result: settle its tie, add a word."""

from club.ids import BallotId, OptionId
from handlers.choosing.results import forms, service, views
from handlers.choosing.results.listeners import said_aside
from handlers.choosing.results.service import ResultOutcome
from handlers.choosing.shared.counting import CountedBallot
from handlers.kit.carried import number
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


def on_settle(interaction: Interaction, services: Services) -> Reply:
    """The tied, to choose from; whoever comes second is told what was decided."""
    found = service.find(services, BallotId(interaction.number))
    if isinstance(found, CountedBallot) and found.pending:
        return on_top(interaction, services, forms.settling(interaction.t, found))
    if isinstance(found, CountedBallot):
        return said_aside(interaction, services, interaction.t(views.SAID[ResultOutcome.NO_TIE]))
    return said_aside(
        interaction,
        services,
        interaction.t(views.SAID[found if isinstance(found, ResultOutcome) else ResultOutcome.NOT_CLOSED]),
    )


def on_settled(interaction: Interaction, services: Services) -> Reply:
    """The choice, sent."""
    ballot_id = BallotId(ReturnTo.unpacked(interaction.metadata).subject)
    chosen = [
        OptionId(number(one)) for block in sorted(interaction.state) for one in interaction.ticked(block)
    ]
    told = service.settle(services, ballot_id, chosen, interaction.member, interaction.now)
    if told is ResultOutcome.COUNT:
        found = service.find(services, ballot_id)
        seats = found.result.tally.open_seats if isinstance(found, CountedBallot) else 0
        wanted = interaction.t.plural("Choose {n} option.", "Choose {n} options.", seats)
        return Reply(errors={forms.TIED: wanted})
    return Reply(update=views.sentence_view(interaction.t, interaction.t(views.SAID[told])))


def on_note(interaction: Interaction, services: Services) -> Reply:
    """The form of a word on the outcome."""
    found = service.find(services, BallotId(interaction.number))
    if isinstance(found, CountedBallot):
        return on_top(interaction, services, forms.noting(interaction.t, found))
    return said_aside(
        interaction,
        services,
        interaction.t(views.SAID[found if isinstance(found, ResultOutcome) else ResultOutcome.NOT_CLOSED]),
    )


def on_noted(interaction: Interaction, services: Services) -> Reply:
    """The word, sent; it stands on every copy of the result."""
    ballot_id = BallotId(ReturnTo.unpacked(interaction.metadata).subject)
    told = service.note(services, ballot_id, interaction.entered(forms.NOTE), interaction.now)
    return Reply(update=views.sentence_view(interaction.t, interaction.t(views.SAID[told])))
