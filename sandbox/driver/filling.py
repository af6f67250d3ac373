"""What a person writes or picks, as the value that an element sends."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from sandbox.driver.words import fold, text_of
from sandbox.errors import Json
from sandbox.mrkdwn import Reader
from sandbox.views import VALUE_KEYS, is_list
from sandbox.workspace import Workspace

Ask = Callable[[str], list[Json]]
"""From a query to the options that the app offers."""


def entry_for(ws: Workspace, element: Json, value: Any, reader: Reader, ask: Ask) -> Json:
    """`{key: value}` for `state.values`; LookupError when the words name no option."""
    kind = element["type"]
    key = VALUE_KEYS[kind][0]
    if value is None:
        return {key: [] if is_list(kind) else None}
    if is_list(kind):
        wanted = value if isinstance(value, list | tuple | set) else [value]
        return {key: [_one(ws, element, item, reader, ask) for item in wanted]}
    return {key: _one(ws, element, value, reader, ask)}


def _one(ws: Workspace, element: Json, value: Any, reader: Reader, ask: Ask) -> Any:
    kind = element["type"].removeprefix("multi_")
    match kind:
        case "external_select":
            return pick(ask(str(value)), str(value), reader)
        case "static_select" | "checkboxes" | "radio_buttons":
            return pick(all_options(element), str(value), reader)
        case "users_select":
            return _user(ws, str(value))
        case "conversations_select" | "channels_select":
            return ws.place(str(value)).id
        case "rich_text_input":
            run = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(value)}]}
            return {"type": "rich_text", "elements": [run]}
        case "file_input":
            raise LookupError("a file is chosen as (name, content)")
    return _typed(kind, value)


def _typed(kind: str, value: Any) -> Any:
    if kind == "datetimepicker":
        return int(value.timestamp()) if isinstance(value, datetime) else int(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def all_options(element: Json) -> list[Json]:
    """The options of a static list, those of its groups in order."""
    groups = element.get("option_groups") or []
    return list(element.get("options") or [o for group in groups for o in group["options"]])


def pick(options: list[Json], words: str, reader: Reader) -> Json:
    """The option that reads so, or else the only one that has the words in it."""
    wanted = fold(words)
    labels = [(fold(text_of(option["text"], reader)), option) for option in options]
    exact = [option for label, option in labels if label == wanted]
    partial = [option for label, option in labels if wanted in label]
    for found in (exact, partial):
        if len(found) == 1:
            return found[0]
    raise LookupError(f"“{words}” among: {', '.join(label for label, _ in labels) or 'no options'}")


def _user(ws: Workspace, words: str) -> str:
    for user in ws.users.values():
        if words in (user["id"], user["name"], user["real_name"]):
            return str(user["id"])
    raise LookupError(f"nobody is called {words}")
