"""Turning the pages of a list: where one is, and the ways to the page before and after."""

from collections.abc import Sequence

from handlers.kit.blocks import PAGE, Block, actions, context
from handlers.words import Translator


def within(page: int, total: int, size: int = PAGE) -> int:
    """The page there is for one that was asked for, counting from 0; beyond the end, the last."""
    return min(max(page, 0), max(0, (total - 1) // size))


def turning(
    t: Translator,
    page: int,
    total: int,
    before: Block,
    after: Block,
    *,
    size: int = PAGE,
    row: str = "",
    beside: Block | None = None,
) -> list[Block | None]:
    """“6–10 of 23”, and the buttons to other pages; nothing where one page holds all.

    `page` counts from 0; one beyond the end is the last. `before` and `after` are the buttons as if there
    always were such a page; `beside` stands next to them, pages or not; `row` is their block's id.
    """
    at = within(page, total, size)
    first, last = at * size + 1, min((at + 1) * size, total)
    where = t("{first}–{last} of {total}", first=first, last=last, total=t.number(total))
    steps = actions(before if at else None, after if last < total else None, beside)
    shown = {**steps, "block_id": row} if steps and row else steps
    return [context(where) if total > size else None, shown]


def first_lines(t: Translator, lines: Sequence[str], most: int) -> list[str]:
    """The first of many lines, and how many more there are."""
    left = len(lines) - most
    return [*lines[:most], t.plural("and {n} other", "and {n} others", left)] if left > 0 else list(lines)
