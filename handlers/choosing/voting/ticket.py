"""Which vote a form is for, carried in its `private_metadata`: ids and the way back, never a choice."""

import json
from dataclasses import dataclass, replace

from club.ids import BallotId, VoterId
from handlers.kit import carried
from handlers.kit.carried import number
from handlers.kit.interaction import Interaction

NOBODY = VoterId(0)
LIST = "voting.list"
"""What the ids of the blocks of `/prime vote` begin with."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a form's submission belongs to."""

    ballot_id: BallotId
    voter_id: VoterId = NOBODY
    """Whose vote; 0 in a preview, and where it is not said yet."""
    response_url: str = ""
    behind: str = ""
    """The block the button stood in, where its message is to be redrawn."""
    receipt: str = ""
    """Of a sealed vote about to be cast; it says nothing of what is chosen."""
    preview: bool = False

    def packed(self) -> str:
        """As `private_metadata`."""
        known = [self.ballot_id, self.voter_id, self.response_url, self.behind, self.receipt, self.preview]
        return json.dumps(known, separators=(",", ":"))

    @staticmethod
    def unpacked(metadata: str) -> "Ticket":
        """Back from `private_metadata`."""
        ballot_id, voter_id, *way = carried.unpacked(metadata, int, int, str, str, str, bool)
        return Ticket(BallotId(ballot_id), VoterId(voter_id), *way)

    @staticmethod
    def of(interaction: Interaction, *, preview: bool = False) -> "Ticket":
        """What a button asks for: `ballot`, or `ballot:voter`."""
        ballot, _, voter = interaction.value.partition(":")
        behind = interaction.block_id if interaction.in_private else ""
        way = (interaction.response_url, behind, "", preview)
        return Ticket(BallotId(number(ballot)), VoterId(number(voter or "0")), *way)

    def sealed_by(self, receipt: str) -> "Ticket":
        """The same with the receipt of the vote about to be cast."""
        return replace(self, receipt=receipt)

    @property
    def page(self) -> int | None:
        """Which page of `/prime vote` the form was opened from; None: from elsewhere."""
        where, _, rest = self.behind.partition(":")
        return number(rest.partition(":")[0]) if where == LIST else None
