"""All that one person sees, as JSON for the page."""

import json

from sandbox import people
from sandbox.errors import Json
from sandbox.workspace import Channel, Workspace


def snapshot(ws: Workspace, user_id: str) -> Json:
    """A copy of what `user_id` sees now."""
    with ws.changed:
        ws.dm_with(user_id)
        body = {
            "rev": ws.rev,
            "now": ws.now().isoformat(),
            "me": _user(ws.user(user_id)),
            "users": {key: _user(user) for key, user in ws.users.items()},
            "app": _app(ws),
            "channels": [_channel(ws, channel, user_id) for channel in ws.channels_of(user_id)],
            "views": [_view(view) for view in ws.stacks.get(user_id, [])],
            "home": _view(ws.homes[user_id]) if user_id in ws.homes else None,
            "notices": ws.notices.get(user_id, []),
        }
        copy: Json = json.loads(json.dumps(body))
    return copy


def _user(user: Json) -> Json:
    keys = ("id", "name", "real_name", "tz", "locale", "is_bot", "deleted")
    return {key: user.get(key) for key in keys} | {"kind": people.kind(user)}


def _app(ws: Workspace) -> Json:
    manifest = ws.manifest
    return {
        "id": ws.app_id,
        "name": manifest.name,
        "bot_user_id": ws.bot_user_id,
        "commands": [
            {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
            for c in manifest.commands.values()
        ],
        "shortcuts": [
            {"name": s.name, "type": s.type, "callback_id": s.callback_id, "description": s.description}
            for s in manifest.shortcuts.values()
        ],
        "home": manifest.home_tab,
        "assistant": manifest.assistant,
    }


def _channel(ws: Workspace, channel: Channel, user_id: str) -> Json:
    seen = channel.seen_by(user_id)
    read = channel.read.get(user_id, "")
    unread = sum(1 for m in seen if m["ts"] > read and m.get("user") != user_id)
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": "im" if channel.is_im else "channel",
        "archived": channel.archived,
        "app": channel.is_im,
        "with": ws.bot_user_id if channel.is_im else None,
        "unread": unread,
        "topic": channel.topic["value"],
        "pins": [pin["ts"] for pin in channel.pins],
        "assistants": channel.assistants,
        "messages": [{**m, "ephemeral": bool(m.get("is_ephemeral"))} for m in seen],
    }


def _view(view: Json) -> Json:
    shown = {key: value for key, value in view.items() if not key.startswith("_")}
    return shown | {"errors": view.get("_errors", {}), "trouble": view.get("_trouble", "")}
