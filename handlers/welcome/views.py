"""Help by theme, the home tab."""

import difflib
from collections.abc import Iterable, Sequence

from handlers.kit.blocks import Block, actions, button, context, divider, header, message, rich
from handlers.kit.commands import Theme
from handlers.kit.interaction import Blocks, Message, View
from handlers.kit.router import Access, InteractionKind, Router, allowed, spelling
from handlers.words import Translator
from storage.people import Visitor

AGAIN = "welcome.again"
MOST = 100
"""Blocks that a home tab may have (docs.slack.dev, home tab views)."""


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


def home(t: Translator, name: str, parts: Iterable[Blocks], said: str) -> View:
    """The home tab: a greeting, what has just been done, then each feature's part, whole or not at all."""
    blocks: list[Block | None] = [header(t("Hello {name}", name=name.partition(" ")[0]))]
    blocks.append(rich("{said}", said=said) if said else None)
    shown = [block for block in blocks if block]
    for part in filter(None, parts):
        room = MOST - len(shown) - 2  # the line below a part, and the foot
        if len(part) <= room:
            shown += [*part, divider()]
    foot = context(t("Times are Paris time."))
    return {"type": "home", "blocks": _one_first([*shown, *([foot] if foot else [])])}


def unavailable(t: Translator, reference: str) -> Blocks:
    """In place of a part that broke: that it did, and a way to try once more."""
    said = rich("{said}", said=t("Part not available. Reference {reference}.", reference=reference))
    again = actions(button(t("Try again"), f"{AGAIN}#{reference}", about=reference))
    return [block for block in (said, again) if block]


def _one_first(blocks: Sequence[Block]) -> list[Block]:
    """Of the parts' first buttons, only the topmost stands out: there is one next thing to do."""
    shown, found = list[Block](), False
    for block in blocks:
        elements = block.get("elements") or []
        if not any(one.get("style") == "primary" for one in elements):
            shown.append(block)
            continue
        if found:
            plainer = [{k: v for k, v in one.items() if (k, v) != ("style", "primary")} for one in elements]
            block = {**block, "elements": plainer}
        found = True
        shown.append(block)
    return shown


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
