"""Where in the list of works somebody is, and what a modal carries to find back."""

import json
from dataclasses import dataclass

from club.ids import WorkId
from handlers.kit import carried
from handlers.kit.interaction import Interaction

LISTED = "works"
"""What the block id of a row begins with: the list stands behind its buttons."""
IN_MODAL = "modal"
"""The form took the place of a work's modal."""
LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """Which page, of which year (0: all), filtered by which words."""

    page: int = 0
    year: int = 0
    words: str = ""

    def block(self, row: WorkId | str) -> str:
        """The block id of a row; unique in its message by the work's id (Slack: at most 255 characters)."""
        return f"{LISTED}:{row}:{self.page}:{self.year}:{self.words[:LONGEST_WORDS]}"

    @staticmethod
    def behind(block_id: str) -> "Spot | None":
        """Back from `block`; None where something else stands behind."""
        name, _, rest = block_id.partition(":")
        if name != LISTED:
            return None
        _, page, year, words = carried.parts(rest, ":", 4)
        return Spot(carried.number(page), carried.number(year), words)


@dataclass(frozen=True, slots=True)
class Carried:
    """In a form's `private_metadata`: which work (0: a new one), as it was when the form opened."""

    work_id: WorkId
    seen: str = ""
    response_url: str = ""
    behind: str = ""

    def packed(self) -> str:
        """As `private_metadata`."""
        return json.dumps([self.work_id, self.seen, self.response_url, self.behind], separators=(",", ":"))

    @staticmethod
    def unpacked(metadata: str) -> "Carried":
        """Back from `packed`."""
        work_id, *way = carried.unpacked(metadata, int, str, str, str)
        return Carried(WorkId(work_id), *way)

    @staticmethod
    def of(interaction: Interaction, work_id: WorkId, seen: str = "") -> "Carried":
        """Where this act's button stands."""
        if interaction.view.get("type") == "modal":
            return Carried(work_id, seen, behind=IN_MODAL)
        return Carried(
            work_id, seen, interaction.response_url, interaction.block_id if interaction.in_private else ""
        )
