"""Where somebody is among the topics: the list as it is narrowed, and the way back from a form."""

from dataclasses import replace
from typing import NamedTuple

from handlers.kit.interaction import Interaction
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo

LONGEST_QUERY = 60
FULL, LIST, COMMENTS = "topics.full", "topics", "topics.comments"
OPEN, ALL, UNANSWERED = "open", "all", "unanswered"
"""Filters beside the states' own names."""


class Filters(NamedTuple):
    """How the list is narrowed beside its words (`ListPosition.only`)."""

    state: str = OPEN
    kind: str = ""
    mine: str = ""
    """Anything: one's own topics alone."""

    @staticmethod
    def of(position: ListPosition) -> "Filters":
        """Those of a place in the list; open topics where it says nothing."""
        return Filters(*position.only[: len(Filters._fields)])


MINE = Filters(ALL, mine="mine")


def narrowed(only: Filters, words: str = "") -> ListPosition:
    """The first page of the list that is narrowed so."""
    return ListPosition(LIST, words=words, only=only)


def way_of(interaction: Interaction, topic_id: int, revision: str = "") -> ReturnTo[None]:
    """Where this act's button stands: in a list, in the topic in full, on a card, or on its own."""
    if interaction.view.get("callback_id") == FULL:
        below = ReturnTo.unpacked(interaction.metadata)
        return replace(below, subject=topic_id, revision=revision, view_id=interaction.view_id)
    return ReturnTo.of(interaction, topic_id, revision)
