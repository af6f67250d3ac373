"""Block Kit, with what members typed shown as typed.

A sentence is a template of ours (`*bold*` and {named} places) and values from people. It becomes a
`rich_text` block, whose text is literal: no markup, mention or escape typed by anybody has any effect
there (docs.slack.dev, rich text block). Limits are Slack's; texts beyond them are cut with an ellipsis.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handlers.kit.interaction import Message
from handlers.kit.router import MENU, menu_value

Block = dict[str, Any]

TITLE, LABEL, HEADER, OPTION, SECTION = 24, 75, 150, 75, 3000
MENU_ITEMS = 5
_BOLD = re.compile(r"\*(.+?)\*", re.DOTALL)
_PLACE = re.compile(r"\{(\w+)\}")


def escaped(text: str) -> str:
    """For a message's top-level text: & < > as Slack asks, so that no mention or link comes alive."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Back from `escaped`, once: what somebody typed, of the three that Slack escapes and of no other."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, the last one an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def message(text: str, *blocks: Block | None) -> Message:
    """A message; `text` says in one line all that matters, as plain words."""
    return Message(escaped(cut(text, SECTION)), one_first([block for block in blocks if block]))


def one_first(blocks: Iterable[Block]) -> list[Block]:
    """Of all first buttons, only the topmost stands out: there is one next thing to do."""
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


def plain(text: str, limit: int = SECTION) -> Block:
    """A plain_text object; emoji codes typed by people stay as typed."""
    return {"type": "plain_text", "text": cut(text, limit) or " ", "emoji": False}


def _words(template: str, values: Mapping[str, object], style: Mapping[str, bool]) -> Iterable[Block]:
    for at, piece in enumerate(_PLACE.split(template)):
        value = values[piece] if at % 2 else piece
        if isinstance(value, dict):
            yield value
        elif str(value):
            text: Block = {"type": "text", "text": str(value)}
            yield {**text, "style": style} if style else text


def rich(template: str, **values: object) -> Block:
    """A paragraph: `*…*` of the template in bold, values as they were typed; a value may be a `link`."""
    elements: list[Block] = []
    for at, piece in enumerate(_BOLD.split(template)):
        elements.extend(_words(piece, values, {"bold": True} if at % 2 else {}))
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def quote(text: str) -> Block:
    """What somebody wrote, set apart."""
    words = [{"type": "text", "text": cut(text, SECTION)}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": words}]}


def verbatim(text: str) -> Block:
    """What is to be copied as it stands."""
    words = [{"type": "text", "text": cut(text, SECTION)}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": words}]}


def link(url: str, text: str) -> Block:
    """A link, for a value of `rich`."""
    return {"type": "link", "url": url, "text": text}


def header(text: str) -> Block:
    """A header."""
    return {"type": "header", "text": plain(text, HEADER)}


def context(*texts: str) -> Block | None:
    """Small print; nothing where there is nothing to say."""
    said = [plain(text, SECTION) for text in texts if text]
    return {"type": "context", "elements": said} if said else None


def divider() -> Block:
    """A line between things."""
    return {"type": "divider"}


def button(
    label: str, action: str, value: str | int = "", *, about: str = "", primary: bool = False
) -> Block:
    """A button; `about` is what a screen reader adds to its label."""
    made: dict[str, Any] = {"type": "button", "text": plain(label, LABEL), "action_id": action}
    if value != "":
        made["value"] = str(value)
    if about:
        made["accessibility_label"] = cut(f"{label}, {about}", LABEL)
    if primary:
        made["style"] = "primary"
    return made


def menu(items: Sequence[tuple[str, str, str | int]]) -> Block | None:
    """An overflow menu of (label, action, value); at most five items, nothing for none."""
    options = [option(label, menu_value(action, value)) for label, action, value in items[:MENU_ITEMS]]
    return {"type": "overflow", "action_id": MENU, "options": options} if options else None


def actions(*elements: Block | None) -> Block | None:
    """A row of buttons and menus."""
    shown = [element for element in elements if element]
    return {"type": "actions", "elements": shown} if shown else None


def folded(row: Block) -> Block:
    """A row of buttons and a menu with its first button alone, and all else in the menu; the buttons that the
    menu has no room for stay beside it."""
    buttons = [one for one in row["elements"] if one["type"] == "button"]
    items = [option for one in row["elements"] if one["type"] == "overflow" for option in one["options"]]
    kept = max(1, len(buttons) + len(items) - MENU_ITEMS)
    moved = [
        option(one["text"]["text"], menu_value(one["action_id"], one["value"])) for one in buttons[kept:]
    ]
    whole = {"type": "overflow", "action_id": MENU, "options": [*moved, *items]}
    return {**row, "elements": [*buttons[:kept], *([whole] if moved or items else [])]}


def option(label: str, value: str | int) -> Block:
    """One choice of a select, menu, radio or checkbox."""
    return {"text": plain(label, OPTION), "value": str(value)}


def modal(
    callback: str,
    title: str,
    blocks: Iterable[Block | None],
    *,
    close: str,
    submit: str = "",
    metadata: str = "",
) -> Block:
    """A modal; without `submit` it only shows something."""
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, TITLE),
        "close": plain(close, TITLE),
        "blocks": [block for block in blocks if block][:100],
        "private_metadata": metadata,
    }
    if submit:
        view["submit"] = plain(submit, TITLE)
    return view


def field(block_id: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """A labelled input; its element's action id is the block's: `Interaction.entered(block_id)` finds it."""
    made: dict[str, Any] = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2000),
        "element": {**element, "action_id": block_id.partition("#")[0]},
        "optional": optional,
    }
    if hint:
        made["hint"] = plain(hint, 2000)
    return made


def text_input(initial: str = "", *, longest: int = 150, lines: bool = False) -> Block:
    """A text input; `lines` for several lines."""
    made: dict[str, Any] = {"type": "plain_text_input", "multiline": lines, "max_length": longest}
    return made | ({"initial_value": initial} if initial else {})


def email_input(initial: str = "") -> Block:
    """An input for an e-mail address, checked by Slack."""
    made: dict[str, Any] = {"type": "email_text_input"}
    return made | ({"initial_value": initial} if initial else {})


def radio(options: Sequence[Block], initial: Block | None = None) -> Block:
    """One choice of a few, all in sight."""
    made: dict[str, Any] = {"type": "radio_buttons", "options": list(options)}
    return made | ({"initial_option": initial} if initial else {})


def select(options: Sequence[Block], initial: Block | None = None) -> Block:
    """One choice of at most a hundred."""
    made: dict[str, Any] = {"type": "static_select", "options": list(options)}
    return made | ({"initial_option": initial} if initial else {})


def checkboxes(options: Sequence[Block], initial: Sequence[Block] = ()) -> Block:
    """Any of at most ten."""
    made: dict[str, Any] = {"type": "checkboxes", "options": list(options)}
    return made | ({"initial_options": list(initial)} if initial else {})


def file_input(endings: Sequence[str], most: int = 1) -> Block:
    """Files from the person's own device, of names with these endings; it takes the scope `files:read`."""
    return {"type": "file_input", "filetypes": list(endings), "max_files": most}


def aside(said: str) -> Message:
    """One sentence as a message."""
    return message(said, rich("{said}", said=said))
