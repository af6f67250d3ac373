"""A workspace as JSON, to be taken up again by another box: people, places, messages, files, views, clock.

Not kept: scheduled messages, uploads under way, triggers and limits (seconds old), and the record of calls.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import OrderedDict
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sandbox.core import ReplyUrl
from sandbox.errors import Json
from sandbox.workspace import Channel, File

if TYPE_CHECKING:
    from sandbox.box import Sandbox

PLAIN = (
    *("users", "dms", "notices", "stacks", "homes", "installed", "revoked", "usergroups", "emoji"),
    "profile_labels",
)
"""What of a workspace is JSON as it is."""


def keep(box: Sandbox) -> str:
    """Everything that `take_up` needs, of one moment."""
    ws = box.workspace
    with ws.changed:
        return json.dumps(
            {
                "now": ws.now().isoformat(),
                "base": box.core.base,
                "plain": {name: getattr(ws, name) for name in PLAIN},
                "away": sorted(ws.away),
                "scopes": list(ws.manifest.scopes),
                "channels": [_channel(one) for one in ws.channels.values()],
                "files": [_file(one) for one in ws.files.values()],
                "replies": [
                    asdict(one) | {"issued": one.issued.isoformat()} for one in box.core.reply_urls.values()
                ],
                "webhooks": box.core.webhooks,
                "done": [step["title"] for step in box.guide if step.get("done")],
                "chance": ws.chance(),
            }
        )


def take_up(box: Sandbox, kept: str) -> list[str]:
    """Fills a box that has been started and is otherwise new; the titles of its guide's steps that were done.

    What the box says of itself in addresses becomes where it stands now. The clock is set to what it was.
    What an older box did not keep yet is as in a new one.
    """
    old = json.loads(kept)["base"]
    known: Json = json.loads(kept.replace(old, box.core.base))
    ws = box.workspace
    with ws.change():
        for name in PLAIN:
            setattr(ws, name, known["plain"].get(name, getattr(ws, name)))
        ws.away = set(known["away"])
        ws.manifest = replace(ws.manifest, scopes=tuple(known["scopes"]))
        ws.channels = {one["id"]: _as_channel(one) for one in known["channels"]}
        ws.files = {one["id"]: _as_file(one) for one in known["files"]}
        ws.take_chance(known["chance"])
    for one in known["replies"]:
        box.core.reply_urls[one["id"]] = ReplyUrl(**{**one, "issued": datetime.fromisoformat(one["issued"])})
    box.core.webhooks.update(known["webhooks"])
    box.clock.set(datetime.fromisoformat(known["now"]))
    done: list[str] = known["done"]
    return done


def _channel(one: Channel) -> Json:
    own = {user: list(them.items()) for user, them in one.ephemerals.items()}
    messages = list(one.messages.items())
    return vars(one) | {"members": sorted(one.members), "messages": messages, "ephemerals": own}


def _as_channel(one: Json) -> Channel:
    own = {user: OrderedDict(_pairs(them)) for user, them in one["ephemerals"].items()}
    messages = OrderedDict(_pairs(one["messages"]))
    return Channel(**{**one, "members": set(one["members"]), "messages": messages, "ephemerals": own})


def _pairs(listed: list[list[Any]]) -> list[tuple[str, Json]]:
    return [(ts, message) for ts, message in listed]


def _file(one: File) -> Json:
    return vars(one) | {"content": None if one.content is None else b64encode(one.content).decode()}


def _as_file(one: Json) -> File:
    return File(**{**one, "content": None if one["content"] is None else b64decode(one["content"])})
