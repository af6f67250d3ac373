"""People, places and messages from a small file, so that a workspace is not empty.

    people:
      - {name: ana, real_name: Ana Berger, email: ana@example.org}
      - {name: luc, real_name: Luc Roy, tz: America/New_York, is_admin: true}
    channels:
      - {name: general, topic: All of us}
      - {name: board, private: true, members: [ana], app: false}
    messages:
      - {in: general, from: ana, text: "Who comes on *Monday*?", reactions: {eyes: [luc]},
         replies: [{from: luc, text: "I do"}]}

Without `members` everybody is in a channel; without `app: false` the app is too.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from sandbox import composer, threads
from sandbox.errors import Json

if TYPE_CHECKING:
    from sandbox.box import Sandbox

KEYS = {
    "people": {
        "id", "name", "real_name", "email", "tz", "locale", "title", "display_name", "fields", "is_admin",
        "deleted", "is_restricted", "is_ultra_restricted", "is_stranger",
    },
    "channels": {"id", "name", "members", "private", "app", "topic"},
    "messages": {"in", "from", "text", "reactions", "replies"},
}  # fmt: skip

DEFAULT: Json = {
    "people": [
        {"name": "ana", "real_name": "Ana Berger", "email": "ana@example.org", "is_admin": True},
        {"name": "luc", "real_name": "Luc Roy", "email": "luc@example.org"},
    ],
    "channels": [{"name": "general"}],
}
"""Who is there when no file says so."""


def load(source: Path | str | Json) -> Json:
    """A file's content, checked; ValueError names what is not understood."""
    data = source if isinstance(source, dict) else yaml.safe_load(Path(source).read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError("the file holds people, channels and messages")
    for part, rows in data.items():
        if part not in KEYS:
            raise ValueError(f"{part}: there are {', '.join(KEYS)}")
        for row in rows or []:
            _check(part, row)
    return data


def _check(part: str, row: Any) -> None:
    if not isinstance(row, dict):
        raise ValueError(f"{part}: {row!r} is no mapping")
    unknown = sorted(row.keys() - KEYS[part])
    if unknown:
        raise ValueError(f"{part}: {unknown[0]} is none of {', '.join(sorted(KEYS[part]))}")


def settle(box: "Sandbox", source: Path | str | Json = DEFAULT) -> None:
    """Fill the box; the app hears nothing of it."""
    data = load(source)
    ids = {row["name"]: _person(box, n, row) for n, row in enumerate(data.get("people") or [], 1)}
    for n, row in enumerate(data.get("channels") or [], 1):
        _channel(box, n, row, ids)
    for row in data.get("messages") or []:
        _message(box, row, lambda name: ids[name])


def _person(box: "Sandbox", number: int, row: Json) -> str:
    fields = {key: value for key, value in row.items() if key != "id"}
    user_id = row.get("id") or f"U{number}{row['name'].upper().replace('.', '')}"
    box.add_user(user_id, **fields)
    return str(user_id)


def _channel(box: "Sandbox", number: int, row: Json, ids: dict[str, str]) -> None:
    members = [ids[name] for name in row.get("members") or ids]
    channel_id = row.get("id") or f"C{number}{row['name'].upper().replace('-', '')}"
    app, private = row.get("app", True), row.get("private", False)
    box.add_channel(channel_id, name=row["name"], members=members, bot_member=app, private=private)
    if row.get("topic"):
        box.workspace.channels[channel_id].topic |= {"value": row["topic"]}


def _message(box: "Sandbox", row: Json, named: Callable[[str], str]) -> None:
    channel = box.workspace.place(row["in"])
    parent = _written(box, row, named)
    with box.workspace.change():
        channel.messages[parent["ts"]] = parent
        for reply in row.get("replies") or []:
            message = _written(box, reply, named) | {"thread_ts": parent["ts"]}
            channel.messages[message["ts"]] = message
            threads.attach(channel, message)


def _written(box: "Sandbox", row: Json, named: Callable[[str], str]) -> Json:
    text = composer.message_text(box.workspace, row["text"])
    message = composer.typed(box.workspace, named(row["from"]), text)
    reactions = row.get("reactions") or {}
    if reactions:
        message["reactions"] = [
            {"name": name, "users": [named(one) for one in who], "count": len(who)}
            for name, who in reactions.items()
        ]
    return message
