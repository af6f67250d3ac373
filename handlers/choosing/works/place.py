"""Where in the list of works somebody is, and the way back from a form."""

from dataclasses import replace

from handlers.kit.interaction import Interaction
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo

LISTED = "works"
"""The list, of a year (`ListPosition.of`; 0: all)."""
REMARKS = "works.remarks"
"""What was said of a work."""
IN_MODAL = "modal"
"""The form took the place of a work's modal."""
LONGEST_WORDS = 60


def listed(words: str = "", year: int = 0) -> ListPosition:
    """The first page of the list."""
    return ListPosition(LISTED, of=year, words=words[:LONGEST_WORDS])


def way_of(interaction: Interaction, work_id: int, seen: str = "") -> ReturnTo[None]:
    """Where this act's button stands."""
    way = ReturnTo.of(interaction, work_id, seen)
    return replace(way, behind=IN_MODAL) if interaction.view.get("type") == "modal" else way
