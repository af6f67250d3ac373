"""Views: modal stacks, home tabs, and the values people leave in them.

Source: https://docs.slack.dev/reference/views
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sandbox import messages
from sandbox.choosing import need_scope_of_files
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.inside import inside
from sandbox.validation import check_view
from sandbox.workspace import Workspace

DEPTH = 3
VALUE_KEYS: dict[str, tuple[str, str | None]] = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", None),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}
"""For each stateful element: its key in `state.values` and the key of its initial value."""


def stateful(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """Every element that has a place in `state.values`, with its block id."""
    for block in blocks:
        for element in inside(block):
            if element["type"] in VALUE_KEYS:
                yield block["block_id"], element


def is_list(kind: str) -> bool:
    """Whether the element's value is a list (several options, users or files)."""
    return kind.startswith("multi_") or kind in ("checkboxes", "file_input")


def initial_state(blocks: list[Json], kept: Json | None = None) -> Json:
    """`state.values` of fresh blocks; values kept for the same block and action ids win."""
    values: Json = {}
    for block_id, element in stateful(blocks):
        key, initial = VALUE_KEYS[element["type"]]
        start = element.get(initial) if initial else None
        entry: Json = {"type": element["type"], key: start if start or not is_list(element["type"]) else []}
        old = (kept or {}).get(block_id, {}).get(element["action_id"])
        if old is not None and old["type"] == element["type"]:
            entry = old
        values.setdefault(block_id, {})[element["action_id"]] = entry
    return values


def merge_state(values: Json, given: Json | None) -> None:
    """Lay what a person left in inputs over the known values; unknown ids are ignored."""
    for block_id, entries in (given or {}).items():
        for action_id, entry in entries.items():
            known = values.get(block_id, {}).get(action_id)
            if known is not None and isinstance(entry, dict):
                key = VALUE_KEYS[known["type"]][0]
                if key in entry:
                    empty: Any = [] if is_list(known["type"]) else None
                    known[key] = entry[key] or empty


def build(core: Core, given: Any, surfaces: tuple[str, ...]) -> Json:
    """A stored view from what the app gave; `invalid_arguments` or `view_too_large` otherwise."""
    faults = check_view(given, surfaces)
    if faults:
        raise ApiError("invalid_arguments", faults)
    if len(json.dumps(given)) > 250_000:
        raise ApiError("view_too_large")
    ws = core.workspace
    blocks = messages.fill(ws, given["blocks"])
    need_scope_of_files(ws, blocks)
    view: Json = {
        "id": ws.new_id("V"),
        "team_id": ws.team_id,
        "type": given["type"],
        "blocks": blocks,
        "private_metadata": given.get("private_metadata") or "",
        "callback_id": given.get("callback_id") or "",
        "state": {"values": initial_state(blocks)},
        "hash": "",
        "title": given.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(given.get("clear_on_close")),
        "notify_on_close": bool(given.get("notify_on_close")),
        "close": given.get("close"),
        "submit": given.get("submit"),
        "previous_view_id": None,
        "root_view_id": "",
        "app_id": ws.app_id,
        "external_id": given.get("external_id") or "",
        "app_installed_team_id": ws.team_id,
        "bot_id": ws.bot_id,
    }
    view["root_view_id"] = view["id"]
    stamp(ws, view)
    return view


def stamp(ws: Workspace, view: Json) -> None:
    """Give the view a new `hash`."""
    text = json.dumps(view["blocks"]) + ws.new_ts()
    view["hash"] = f"{ws.epoch()}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def find(ws: Workspace, view_id: str | None, external_id: str | None = None) -> tuple[str, Json] | None:
    """The person and the open view (modal or home) of this id."""
    for user, stack in ws.stacks.items():
        for view in stack:
            if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                return user, view
    for user, home in ws.homes.items():
        if home["id"] == view_id or (external_id and home["external_id"] == external_id):
            return user, home
    return None


def check_external_id(ws: Workspace, view: Json, replacing: Json | None = None) -> None:
    """`duplicate_external_id` when another open view has the same one."""
    found = find(ws, None, view["external_id"]) if view["external_id"] else None
    if found is not None and found[1] is not replacing:
        raise ApiError("duplicate_external_id")


def push(core: Core, user: str, view: Json) -> Json:
    """Put a modal on top of the person's stack; `push_limit_reached` above three."""
    ws = core.workspace
    with ws.change():
        stack = ws.stacks.setdefault(user, [])
        if len(stack) >= DEPTH:
            raise ApiError("push_limit_reached")
        check_external_id(ws, view)
        if stack:
            view["previous_view_id"] = stack[-1]["id"]
            view["root_view_id"] = stack[0]["root_view_id"]
        stack.append(view)
    return view


def open_fresh(core: Core, user: str, view: Json) -> Json:
    """Open a modal where none stands on top of another: an older stack gives way."""
    with core.workspace.change():
        check_external_id(core.workspace, view)
        core.workspace.stacks[user] = [view]
    return view


def replace(core: Core, old: Json, new: Json) -> Json:
    """Update an open view in place: its id stays, what was typed in the same inputs too."""
    ws = core.workspace
    with ws.change():
        check_external_id(ws, new, replacing=old)
        kept = old["state"]["values"]
        for key in ("id", "previous_view_id", "root_view_id"):
            new[key] = old[key]
        new["state"] = {"values": initial_state(new["blocks"], kept)}
        old.clear()
        old.update(new)
        stamp(ws, old)
    return old


def close_all(core: Core, user: str) -> None:
    """Close the person's whole stack without telling the app."""
    with core.workspace.change():
        core.workspace.stacks.pop(user, None)


def shown(view: Json) -> Json:
    """The view as Slack sends it: a copy of its own, without the box's notes."""
    copy: Json = json.loads(json.dumps({k: v for k, v in view.items() if not k.startswith("_")}))
    return copy
