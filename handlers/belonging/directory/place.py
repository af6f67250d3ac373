"""Which page of which search a button leads to, carried in its value."""

import json
from dataclasses import dataclass

from club.directory import LONGEST_QUERY
from club.ids import MemberId
from handlers.kit import carried


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a search, and whose card is open, if any's. At most some 1300 characters once packed."""

    query: str = ""
    page: int = 0
    member_id: MemberId | None = None

    def packed(self) -> str:
        """As a button's value (2000 characters at most: docs.slack.dev, button element)."""
        return json.dumps([self.query[:LONGEST_QUERY], self.page, self.member_id], separators=(",", ":"))

    @staticmethod
    def unpacked(value: str) -> "Place":
        """Back from `packed`."""
        query, page, member_id = carried.listed(value, str, int, int | None)
        return Place(query, page, member_id)
