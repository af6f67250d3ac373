"""Where somebody is among the topics: the list behind a button, and the way back from a form."""

import json
from dataclasses import dataclass, replace

from club.ids import TopicId
from handlers.kit import carried
from handlers.kit.interaction import Interaction

LONGEST_QUERY = 60
"""Characters of a search: a list's place travels in block ids, 255 characters at most (Slack, blocks)."""
FULL, LIST = "topics.full", "topics"
OPEN, ALL, UNANSWERED = "open", "all", "unanswered"
"""Filters beside the states' own names."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the list, as it is filtered."""

    words: str = ""
    state: str = OPEN
    kind: str = ""
    mine: bool = False
    page: int = 0

    def packed(self) -> str:
        """As a button's value."""
        cut = self.words[:LONGEST_QUERY]
        return json.dumps(
            [cut, self.state, self.kind, self.mine, self.page], separators=(",", ":"), ensure_ascii=False
        )

    @staticmethod
    def unpacked(value: str) -> "Place":
        """Back from `packed`; the first page of open topics for anything else."""
        return Place(*carried.unpacked(value, str, str, str, bool, int)) if value.startswith("[") else Place()

    def behind(self, row: str | int) -> str:
        """The id of a block that stands in this list."""
        return f"{LIST}:{row}:{self.packed()}"

    @staticmethod
    def of(block_id: str) -> "Place | None":
        """The list that a block stands in; None for a block of something else."""
        where, _, rest = block_id.partition(":")
        return Place.unpacked(rest.partition(":")[2]) if where == LIST else None

    def at(self, page: int) -> "Place":
        """Another page of it."""
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class Way:
    """What a form is about and where it was opened: its `private_metadata`."""

    topic_id: TopicId
    response_url: str = ""
    behind: str = ""
    """The block of the list that is to be redrawn."""
    view_id: str = ""
    """The topic in full below the form, to be redrawn."""
    other: str = ""

    def packed(self) -> str:
        """As `private_metadata`."""
        kept = [self.topic_id, self.response_url, self.behind, self.view_id, self.other]
        return json.dumps(kept, separators=(",", ":"), ensure_ascii=False)

    @staticmethod
    def unpacked(metadata: str) -> "Way":
        """Back from `private_metadata`."""
        topic_id, *way = carried.unpacked(metadata, int, str, str, str, str)
        return Way(TopicId(topic_id), *way)

    @staticmethod
    def of(interaction: Interaction, topic_id: TopicId, other: str = "") -> "Way":
        """Where this act's button stands: in a list, in the topic in full, on a card, or on its own."""
        if interaction.view.get("callback_id") == FULL:
            below = Way.unpacked(interaction.metadata)
            return Way(topic_id, below.response_url, below.behind, interaction.view_id, other)
        behind = interaction.block_id if interaction.in_private and Place.of(interaction.block_id) else ""
        return Way(topic_id, interaction.response_url, behind, "", other)

    @property
    def place(self) -> Place | None:
        """The list behind, if there is one."""
        return Place.of(self.behind)
