"""Where a form came from and what its first step said, carried in `private_metadata`."""

import json
from dataclasses import dataclass

from club.ballots import Method, Purpose, Secrecy, Unit
from club.ids import BallotId
from handlers.kit import carried
from handlers.kit.interaction import Interaction


@dataclass(frozen=True, slots=True)
class First:
    """What the first step of the form says."""

    purpose: Purpose = Purpose.SELECTION
    title: str = ""
    method: Method = Method.APPROVAL
    unit: Unit = Unit.COMPANY
    secrecy: Secrecy = Secrecy.CONFIDENTIAL

    @staticmethod
    def unpacked(said: object) -> "First":
        """Back from what `Place.packed` makes of it. Raises OutOfDate."""
        kept = carried.typed(said, str, str, str, str, str)
        purpose, method = carried.choice(Purpose, kept[0]), carried.choice(Method, kept[2])
        return First(
            purpose, kept[1], method, carried.choice(Unit, kept[3]), carried.choice(Secrecy, kept[4])
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Opaque ids and the way back; at most some 600 characters (Slack: 3000)."""

    ballot_id: BallotId
    response_url: str = ""
    behind: str = ""
    """The block of the list behind the modal, to be redrawn."""
    revision: str = ""
    """The ballot as the form showed it; empty for a new one."""
    first: First | None = None
    topic_id: int = 0
    """The topic that is put to a resolution."""

    def packed(self) -> str:
        """As `private_metadata`."""
        one = self.first
        said = one and [one.purpose, one.title, one.method, one.unit, one.secrecy]
        way = [self.ballot_id, self.response_url, self.behind, self.revision]
        fields = [*way, said, self.topic_id]
        return json.dumps(fields, separators=(",", ":"), ensure_ascii=False)

    @staticmethod
    def unpacked(metadata: str) -> "Place":
        """Back from `packed`."""
        kinds = (int, str, str, str, object, int)
        ballot_id, url, behind, revision, said, topic_id = carried.unpacked(metadata, *kinds)
        first = First.unpacked(said) if said else None
        return Place(BallotId(ballot_id), url, behind, revision, first, topic_id)

    @staticmethod
    def of(interaction: Interaction, ballot_id: BallotId, revision: str = "") -> "Place":
        """Where this act's button stands."""
        return Place(
            ballot_id,
            interaction.response_url,
            interaction.block_id if interaction.in_private else "",
            revision,
        )
