"""Turning the pages of a list: where one is, and the ways to the page before and after."""

from collections.abc import Sequence
from typing import Any

from handlers.kit.blocks import Block, actions, button, context
from handlers.kit.positions import Page
from handlers.words import Translator

LONG = 4
"""Entries from which a list's head is out of sight: Slack shows the foot of a new message."""


def turning(
    t: Translator, page: Page[Any], action: str, before: str, after: str, *, beside: Block | None = None
) -> list[Block | None]:
    """“6–10 of 23”, and the buttons to other pages; nothing where one page holds all.

    `before` and `after` label the buttons, whose `action` finds the page by `Interaction.page_of`; `beside`
    stands next to them, pages or not.
    """
    where = t("{first}–{last} of {total}", first=page.start + 1, last=page.end, total=t.number(page.total))
    steps = actions(
        button(before, action, page.before.value()) if page.before else None,
        button(after, f"{action}#next", page.after.value()) if page.after else None,
        beside,
    )
    shown = {**steps, "block_id": page.position.block("pages")} if steps else None
    return [context(where) if page.before or page.after else None, shown]


def at_foot(page: Page[Any], act: Block | None) -> Block | None:
    """What stands above a long list, for below it too; nothing where the list is short."""
    return act if len(page.items) >= LONG else None


def first_lines(t: Translator, lines: Sequence[str], most: int) -> list[str]:
    """The first of many lines, and how many more there are."""
    left = len(lines) - most
    return [*lines[:most], t.plural("and {n} other", "and {n} others", left)] if left > 0 else list(lines)
