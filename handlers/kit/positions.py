"""Where in a list somebody is, and one page of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, NamedTuple, TypeVar

from pydantic import Field

from handlers.kit.carried import BLOCK_ID, VALUE, Id, OutOfDate, is_packed, number, packed, unpacked

PAGE = 5
"""Entries of a list in a message."""
HOME = "home"
"""The list on the home tab of what awaits its reader."""
Item = TypeVar("Item")
Other = TypeVar("Other")


class ListPosition(NamedTuple):
    """A page of a list, as it is narrowed; travels in the values of buttons and in the ids of its rows."""

    name: str
    """Which list."""
    row: Id | str = 0
    """What of it a button is about: an id, or a word of ours."""
    page: Id | str = 0
    """A page's number, counted from 0, or the cursor at which it begins: opaque, and short."""
    of: Id = 0
    """Whose list it is, where it is somebody's or something's: an event's answers, a year's works."""
    words: str = ""
    """What was searched for; cut where it would not fit."""
    only: Annotated[tuple[str, ...], Field(max_length=5)] = ()
    """What it is narrowed to otherwise, in the list's own order."""

    @property
    def number(self) -> int:
        """The page's number. Raises OutOfDate for a cursor, where pages have numbers."""
        if isinstance(self.page, str):
            raise OutOfDate
        return self.page

    def at(self, page: int | str) -> "ListPosition":
        """Another page of it."""
        return self._replace(page=page)

    def within(self, total: int, size: int = PAGE) -> "ListPosition":
        """The page there is for the one that was asked for; beyond the end, the last."""
        return self.at(min(self.number, max(0, (total - 1) // size)))

    def value(self, row: int | str = 0) -> str:
        """As the value of a button, which may be about one row."""
        return self._fitted(row, VALUE)

    def block(self, row: int | str) -> str:
        """As the id of a row of buttons; unique in its message by `row`."""
        return self._fitted(row, BLOCK_ID)

    def _fitted(self, row: int | str, most: int) -> str:
        kept = self._replace(row=row)
        while len(text := packed(kept._trimmed())) > most:
            assert kept.words, f"a position in {self.name} that does not fit"
            kept = kept._replace(words=kept.words[: -max(1, (len(text) - most) // 2)])
        return text

    def _trimmed(self) -> Sequence[object]:
        """Without what says nothing at its end."""
        kept = list[object](self)
        while kept[-1] in (0, "", ()):
            kept.pop()
        return kept

    @staticmethod
    def unpacked(value: str, name: str, *, owned: bool = False) -> "ListPosition":
        """Back from `value`; the beginning of the list for a button elsewhere, which names no page.

        Of a list that is somebody's or something's (`owned`) such a button gives the id. Raises OutOfDate,
        also for another list's.
        """
        if owned and not is_packed(value):
            return ListPosition(name, of=number(value))
        if value in ("", "0"):
            return ListPosition(name)
        found = unpacked(value, ListPosition)
        if found.name != name:
            raise OutOfDate
        return found

    @staticmethod
    def behind(block_id: str) -> "ListPosition | None":
        """Back from `block`; None for a block that stands in no list.

        Raises OutOfDate for a list's as an older version named it, in plain words with colons.
        """
        if len(block_id) > BLOCK_ID:
            raise OutOfDate  # Slack's are shorter: a form that is opened there could not remember it
        if is_packed(block_id):
            return unpacked(block_id, ListPosition)
        if block_id.count(":") > 1:
            raise OutOfDate
        return None


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list."""

    items: Sequence[Item]
    total: int
    """How many there are on all pages."""
    position: ListPosition
    """Where it is: the page that there is for the one that was asked for."""
    start: int = 0
    """How many stand on the pages before."""
    size: int = PAGE
    before: ListPosition | None = None
    after: ListPosition | None = None
    """The pages around it; None where there is none."""

    @staticmethod
    def of(items: Sequence[Item], total: int, at: ListPosition, size: int = PAGE) -> "Page[Item]":
        """What stands on a numbered page; `at` is one that there is (`ListPosition.within`)."""
        start = at.number * size
        before = at.at(at.number - 1) if at.number else None
        after = at.at(at.number + 1) if start + size < total else None
        return Page(items, total, at, start, size, before, after)

    @staticmethod
    def cut(things: Sequence[Item], asked: ListPosition, size: int = PAGE) -> "Page[Item]":
        """The page of a whole list; beyond the end, the last."""
        at = asked.within(len(things), size)
        start = at.number * size
        return Page.of(things[start : start + size], len(things), at, size)

    def with_items(self, items: Sequence[Other]) -> "Page[Other]":
        """The same page with something else for each of its items."""
        return Page(items, self.total, self.position, self.start, self.size, self.before, self.after)

    @property
    def end(self) -> int:
        """How many stand up to its end, with those before it."""
        return min(self.start + self.size, self.total)
