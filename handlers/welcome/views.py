"""Help by theme, the home tab."""

import difflib
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    divider,
    header,
    menu,
    message,
    one_first,
    rich,
)
from handlers.kit.commands import Theme
from handlers.kit.home import FOOT, SAID, HomeAct
from handlers.kit.interaction import Blocks, Message, View
from handlers.kit.router import Access, InteractionKind, Router, allowed, spelling
from handlers.words import Translator, mark
from storage.people import Visitor

AGAIN, LANGUAGE = "welcome.again", "welcome.language"
MOST = 100
"""Blocks that a home tab may have (docs.slack.dev, home tab views)."""


class Tongue(StrEnum):
    """What Prime speaks."""

    FRENCH = "fr"
    ENGLISH = "en"


LANGUAGES = (
    HomeAct(mark("Prime in English"), LANGUAGE, Tongue.ENGLISH, menu=True, to_readers_of=Tongue.FRENCH),
    HomeAct(mark("Français"), LANGUAGE, Tongue.FRENCH, menu=True, to_readers_of=Tongue.ENGLISH),
)
"""Each language by its own name, to those who read the other."""


def help_text(router: Router, t: Translator, visitor: Visitor, unknown: str = "") -> Message:
    """What can be typed, by theme, for this person; an unknown word is answered with the nearest one."""
    said = _unknown(router, t, visitor, unknown) if unknown else t("What Prime can do for you.")
    blocks: list[Block | None] = [rich("{said}", said=said)]
    if not allowed(Access.MEMBER, visitor):
        return message(said, *blocks)
    organiser = allowed(Access.ORGANISER, visitor)
    for theme in Theme:
        if organiser or theme is not Theme.ORGANISING:
            listed = _listed(router, t, theme, visitor)
            blocks.append(rich("*{title}*\n{listed}", title=t(theme.value), listed=listed))
    first = button(t("See my events"), "rsvp.page", 0, primary=True)
    manage = button(t("Manage events"), "events.list_page", 0) if organiser else None
    return message(said, *blocks, actions(first, manage))


def _listed(router: Router, t: Translator, theme: Theme, visitor: Visitor) -> str:
    """A line for each thing to type under a theme."""
    mine = (one for one in router.commands if one.theme is theme and _may(router, one.name, visitor))
    return "\n".join(
        t("/prime {typed}: {what}", typed=line.typed(t.language), what=t(line.summary))
        for command in mine
        for line in command.lines
    )


def _may(router: Router, command: str, visitor: Visitor) -> bool:
    entry = router.find(InteractionKind.COMMAND, command)
    return entry is not None and allowed(entry.access, visitor)


def _unknown(router: Router, t: Translator, visitor: Visitor, word: str) -> str:
    near = nearest(router, visitor, word)
    if not near:
        return t("“{word}” is unknown. This is what you can type:", word=word[:40])
    return t("“{word}” is unknown. Did you mean {near}?", word=word[:40], near=near)


def nearest(router: Router, visitor: Visitor, word: str) -> str:
    """The sub-command that a word is nearly, of those this person may use; empty where none is near."""
    known = [w for w, name in router.words.items() if _may(router, name, visitor)]
    return next(iter(difflib.get_close_matches(spelling(word), known, n=1)), "")


def home(t: Translator, name: str, parts: Iterable[Blocks], said: str, foot: Blocks) -> View:
    """The home tab: a greeting, what has just been done, then each feature's part, whole or not at all.

    That one is left out for want of room is said.
    """
    shown: list[Block] = [header(t("Hello {name}", name=name.partition(" ")[0]))]
    shown += [{**rich("{said}", said=said), "block_id": SAID}] if said else []
    left = 0
    for part in filter(None, parts):
        if len(shown) + len(part) + 1 + 1 + len(foot) <= MOST:  # the lines below it, and of what is left out
            shown += [*part, divider()]
        else:
            left += 1
    return {"type": "home", "blocks": one_first([*shown, *_left_out(t, left), *foot])}


def _left_out(t: Translator, parts: int) -> list[Block]:
    said = t.plural(
        "{n} part has no room here: /prime help leads to all there is.",
        "{n} parts have no room here: /prime help leads to all there is.",
        parts,
    )
    told = context(said) if parts else None
    return [told] if told else []


def foot(t: Translator, offered: Sequence[HomeAct], now: datetime) -> list[Block]:
    """All that can be done from here, and when the tab was drawn."""
    dated = context(t("Times are Paris time · as of {date}", date=t.date(now)))
    return [*acts(t, offered, organiser=False), *([{**dated, "block_id": FOOT}] if dated else [])]


def acts(t: Translator, offered: Sequence[HomeAct], *, organiser: bool) -> list[Block]:
    """The buttons, and beside them the menu, of members or of organisers."""
    mine = [one for one in offered if one.organiser is organiser and one.to_readers_of in ("", t.language)]
    items = [(t(one.label), one.action, one.value) for one in mine if one.menu]
    buttons = [button(t(one.label), one.action, one.value) for one in mine if not one.menu]
    row = actions(*buttons, menu(items))
    return [row] if row else []


def unavailable(t: Translator, reference: str) -> Blocks:
    """In place of a part that broke: that it did, and a way to try once more."""
    said = rich("{said}", said=t("Part not available. Reference {reference}.", reference=reference))
    again = actions(button(t("Try again"), f"{AGAIN}#{reference}", about=reference))
    return [block for block in (said, again) if block]


def closed_home(said: Message, more: str = "") -> View:
    """The home tab of somebody who is no member."""
    small = context(more)
    return {"type": "home", "blocks": [*said.blocks, *([small] if small else [])]}


def first_of_all(t: Translator, slack_id: str) -> str:
    """What whoever runs Prime does to name this person the first organiser."""
    return t(
        "Nobody organises this club yet. To be the first: whoever runs Prime sets PRIME_ORGANISERS={id} and "
        "starts it again.",
        id=slack_id,
    )
