"""Blocks, messages and views to the words and lines that a person reads."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sandbox import threads, views
from sandbox.errors import Json
from sandbox.mrkdwn import Reader, render, unescape
from sandbox.workspace import Workspace


def fold(text: str) -> str:
    """White space as the eye takes it: no-break and narrow spaces, line ends and runs are one space."""
    return re.sub(r"\s+", " ", text).strip()


def reader_for(ws: Workspace, user_id: str) -> Reader:
    """How this person reads: names as shown here, their zone and language."""

    def resolve(key: str) -> str | None:
        if key in ws.users:
            return str(ws.users[key]["real_name"])
        return ws.channels[key].name if key in ws.channels else None

    user = ws.user(user_id)
    return Reader(resolve, user.get("tz", "UTC"), user.get("locale", "en-US"))


def text_of(value: Json | None, reader: Reader) -> str:
    """The words of a text object."""
    if not value:
        return ""
    return render(value["text"], reader) if value.get("type") == "mrkdwn" else str(value.get("text", ""))


def lines(blocks: list[Json], reader: Reader, values: Json | None = None) -> list[str]:
    """A picture of the blocks, one line or more each."""
    found: list[str] = []
    for block in blocks:
        found += _block(block, reader, values or {})
    return found


def _block(block: Json, reader: Reader, values: Json) -> list[str]:
    draw = DRAWN.get(block["type"])
    return draw(block, reader, values) if draw else []


def _row(block: Json, reader: Reader, values: Json) -> list[str]:
    return [" ".join(control(e, reader, _value(block, e, values)) for e in block["elements"])]


def _picture(block: Json, reader: Reader, _values: Json) -> list[str]:
    return [f"(image: {block['alt_text']})", *filter(None, [text_of(block.get("title"), reader)])]


def _table(block: Json, reader: Reader, _values: Json) -> list[str]:
    return [" | ".join(_cell(cell, reader) for cell in row) for row in block["rows"]]


def _cell(cell: Json, reader: Reader) -> str:
    return rich_text(cell, reader) if cell["type"] == "rich_text" else str(cell["text"])


def _section(block: Json, reader: Reader, values: Json) -> list[str]:
    found = text_of(block.get("text"), reader).splitlines()
    found += ["| " + text_of(field, reader) for field in block.get("fields") or []]
    accessory = block.get("accessory")
    if accessory:
        shown = control(accessory, reader, _value(block, accessory, values))
        found = found or [""]
        found[0] += "  →" + shown
    return found


def _context(element: Json, reader: Reader) -> str:
    return f"(image: {element['alt_text']})" if element["type"] == "image" else text_of(element, reader)


def _value(block: Json, element: Json, values: Json) -> Any:
    entry = values.get(block.get("block_id", ""), {}).get(element.get("action_id"))
    if entry is None:
        return None
    return entry.get(views.VALUE_KEYS[entry["type"]][0])


def _input(block: Json, reader: Reader, values: Json) -> list[str]:
    element = block["element"]
    optional = " (optional)" if block.get("optional") else ""
    shown = control(element, reader, _value(block, element, values))
    found = [f"{text_of(block['label'], reader)}{optional}: {shown}"]
    if block.get("hint"):
        found.append(f"   ({text_of(block['hint'], reader)})")
    return found


DRAWN: dict[str, Callable[[Json, Reader, Json], list[str]]] = {
    "header": lambda block, reader, _: ["# " + text_of(block["text"], reader)],
    "divider": lambda _block, _reader, _: ["---"],
    "section": _section,
    "context": lambda block, reader, _: ["· " + "  ".join(_context(e, reader) for e in block["elements"])],
    "actions": _row,
    "context_actions": _row,
    "input": _input,
    "image": _picture,
    "video": lambda block, reader, _: [f"(video: {text_of(block['title'], reader)}: {block['alt_text']})"],
    "table": _table,
    "rich_text": lambda block, reader, _: rich_text(block, reader).splitlines() or [""],
    "markdown": lambda block, _reader, _: str(block["text"]).splitlines(),
}
"""How each block is drawn in lines; others are not."""


def control(element: Json, reader: Reader, value: Any = None) -> str:
    """One control: its words, and what stands in it."""
    kind = element["type"]
    if kind == "feedback_buttons":
        both = (element["positive_button"], element["negative_button"])
        return " ".join(f"[{text_of(one['text'], reader)}]" for one in both)
    if kind in ("button", "icon_button", "workflow_button"):
        star = "*" if element.get("style") == "primary" else ""
        return f"[{text_of(element['text'], reader)}]{star}"
    if kind == "overflow":
        return "⋯ " + " / ".join(text_of(o["text"], reader) for o in element["options"])
    if kind == "image":
        return f"(image: {element['alt_text']})"
    if kind in ("radio_buttons", "checkboxes"):
        return _ticks(element, reader, value)
    hint = text_of(element.get("placeholder"), reader)
    return f"[{show_value(value, reader) or hint or '____'}]"


def _ticks(element: Json, reader: Reader, value: Any) -> str:
    chosen = value if isinstance(value, list) else [value] if value else []
    picked = [option.get("value") for option in chosen]
    on, off = ("◉", "○") if element["type"] == "radio_buttons" else ("☑", "☐")
    shown: list[str] = []
    for option in element["options"]:
        words = text_of(option["text"], reader)
        if option.get("description"):
            words += f" ({text_of(option['description'], reader)})"
        shown.append(f"{on if option.get('value') in picked else off} {words}")
    return " ".join(shown)


def show_value(value: Any, reader: Reader) -> str:
    """What stands in an input, as words."""
    if isinstance(value, list):
        return ", ".join(show_value(item, reader) for item in value)
    if isinstance(value, dict):
        if "elements" in value:
            return rich_text(value, reader)
        return text_of(value.get("text"), reader) or str(value.get("name", ""))
    if value is None:
        return ""
    return reader.resolve(str(value)) or str(value)


def rich_text(block: Json, reader: Reader) -> str:
    """A rich text block's words; its text is literal, nothing in it is markup.

    Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
    """
    parts: list[str] = []
    for element in block["elements"]:
        if element["type"] == "rich_text_list":
            parts += ["• " + _rich(item, reader) for item in element["elements"]]
        else:
            parts.append(_rich(element, reader))
    return "\n".join(parts)


def _rich(section: Json, reader: Reader) -> str:
    return "".join(_run(run, reader) for run in section.get("elements", []))


def _run(run: Json, reader: Reader) -> str:
    match run["type"]:
        case "link":
            return str(run.get("text") or run["url"])
        case "user":
            return f"@{reader.resolve(run['user_id']) or run['user_id']}"
        case "channel":
            return f"#{reader.resolve(run['channel_id']) or run['channel_id']}"
        case "broadcast":
            return f"@{run['range']}"
        case "emoji":
            return f":{run['name']}:"
    return str(run.get("text", ""))


def message_lines(ws: Workspace, message: Json, reader: Reader) -> list[str]:
    """A message as shown: who, when, "only you", its blocks or its text, its files."""
    author = ws.users.get(message.get("user", ""), {}).get("real_name", "?")
    at = datetime.fromtimestamp(float(message["ts"]), UTC).strftime("%d/%m %H:%M")
    marks = " (only visible to you)" if message.get("is_ephemeral") else ""
    marks += " (edited)" if message.get("edited") else ""
    marks += " (in a thread)" if threads.is_reply(message) else ""
    below = [*body_lines(message, reader), *_below(message)]
    return [f"{author} {at}{marks}", *("  " + line for line in below)]


def _below(message: Json) -> list[str]:
    """Reactions with their numbers, and how many replied."""
    found = ["  ".join(f":{one['name']}: {one['count']}" for one in message.get("reactions", []))]
    if message.get("reply_count"):
        found.append(f"({message['reply_count']} replies)")
    return [line for line in found if line]


def body_lines(message: Json, reader: Reader) -> list[str]:
    """What the message says: blocks hide the text, as in Slack."""
    if message.get("blocks"):
        found = lines(message["blocks"], reader, views.initial_state(message["blocks"]))
    elif message.get("mrkdwn") is False:
        found = unescape(message["text"]).splitlines()
    else:
        found = render(message.get("text") or "", reader).splitlines()
    for attachment in message.get("attachments") or []:
        found += ["▌ " + line for line in _attachment(attachment, reader)]
    return found + [_file_line(file) for file in message.get("files") or []]


def _attachment(attachment: Json, reader: Reader) -> list[str]:
    """A card below a message: its words, its fields, its blocks."""
    found: list[str] = []
    for name in ("pretext", "author_name", "title", "text"):
        found += render(attachment.get(name) or "", reader).splitlines()
    for field in attachment.get("fields") or []:
        found.append(f"{field.get('title', '')}: {render(field.get('value') or '', reader)}")
    blocks = attachment.get("blocks") or []
    found += lines(blocks, reader, views.initial_state(blocks))
    return found + [words for words in [attachment.get("footer")] if words]


def _file_line(file: Json) -> str:
    """A file as a screen reader says it."""
    said = f": {file['alt_txt']}" if file.get("alt_txt") else ""
    return f"(file: {file['name']}{said})"


def view_lines(view: Json, reader: Reader) -> list[str]:
    """A modal or home tab as shown, errors at their fields."""
    found = [f"== {text_of(view['title'], reader)} =="] if view["type"] == "modal" else []
    for block in view["blocks"]:
        found += lines([block], reader, view["state"]["values"])
        error = view.get("_errors", {}).get(block.get("block_id"))
        if error:
            found.append(f"   ! {error}")
    if view.get("_trouble"):
        found.append(f"! {view['_trouble']}")
    if view["type"] == "modal":
        buttons = [view.get("close") or {"type": "plain_text", "text": "Close"}, view.get("submit")]
        found.append(" ".join(f"[{text_of(b, reader)}]" for b in buttons if b))
    return found
