"""Which vote a form is for, carried on its way back: ids, never a choice."""

from typing import Annotated, NamedTuple, TypeAlias

from club.ids import BallotId, VoterId
from handlers.kit.carried import BOUNDS, pair
from handlers.kit.interaction import Interaction
from handlers.kit.return_to import ReturnTo

NOBODY = VoterId(0)
LIST = "voting.list"
"""`/prime vote`."""


class Ticket(NamedTuple):
    """What a form's submission belongs to."""

    ballot_id: Annotated[BallotId, BOUNDS]
    voter_id: Annotated[VoterId, BOUNDS] = NOBODY
    """Whose vote; 0 in a preview, and where it is not said yet."""
    receipt: str = ""
    """Of a sealed vote about to be cast; it says nothing of what is chosen."""
    preview: bool = False


Way: TypeAlias = ReturnTo[Ticket]
"""From a form of this feature."""


def way_of(interaction: Interaction, *, preview: bool = False) -> Way:
    """What a button asks for, `ballot` or `ballot:voter`, and where it stands."""
    ballot_id, voter_id = pair(interaction.value, NOBODY)
    ticket = Ticket(BallotId(ballot_id), VoterId(voter_id), preview=preview)
    return ReturnTo.of(interaction, ballot_id, extra=ticket)


def way_back(interaction: Interaction) -> Way:
    """That of a form."""
    return ReturnTo.unpacked(interaction.metadata, Ticket)
