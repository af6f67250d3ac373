"""Reactions to messages, the app's and people's.

Source: https://docs.slack.dev/reference/methods/reactions.add
"""

import re

from sandbox import messages
from sandbox.core import Core
from sandbox.delivery.envelope import Envelope
from sandbox.errors import ApiError, Json
from sandbox.workspace import Channel

MOST_KINDS = 50
"""Kinds of reactions on one message."""
MOST_OWN = 23
"""Kinds of reactions that one person adds to one message."""
NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def add(core: Core, channel: Channel, message: Json, user: str, name: str) -> Envelope | None:
    """React; `already_reacted`, `invalid_name`, `too_many_emoji` or `too_many_reactions` otherwise."""
    name = clean(name)
    known: list[Json] = message.get("reactions", [])
    found = next((one for one in known if one["name"] == name), None)
    if found is not None and user in found["users"]:
        raise ApiError("already_reacted")
    if found is None and len(known) >= MOST_KINDS:
        raise ApiError("too_many_emoji")
    if sum(user in one["users"] for one in known) >= MOST_OWN:
        raise ApiError("too_many_reactions")
    with core.workspace.change():
        if found is None:
            found = {"name": name, "users": [], "count": 0}
            message.setdefault("reactions", []).append(found)
        found["users"].append(user)
        found["count"] += 1
    return _told(core, channel, message, user, "reaction_added", name)


def remove(core: Core, channel: Channel, message: Json, user: str, name: str) -> Envelope | None:
    """Take a reaction back; `no_reaction` when there is none."""
    name = clean(name)
    known: list[Json] = message.get("reactions", [])
    found = next((one for one in known if one["name"] == name and user in one["users"]), None)
    if found is None:
        raise ApiError("no_reaction")
    with core.workspace.change():
        found["users"].remove(user)
        found["count"] -= 1
        message["reactions"] = [one for one in known if one["count"]]
        if not message["reactions"]:
            del message["reactions"]
    return _told(core, channel, message, user, "reaction_removed", name)


def clean(name: str) -> str:
    """A name without its colons; `invalid_name` when no emoji can be called so."""
    bare = name.strip(":") if name.count(":") == 2 else name
    if not NAME.fullmatch(bare):
        raise ApiError("invalid_name")
    return bare


def _told(core: Core, channel: Channel, message: Json, user: str, kind: str, name: str) -> Envelope | None:
    event = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": channel.id, "ts": message["ts"]},
        "item_user": message.get("user"),
        "event_ts": core.workspace.new_ts(),
    }
    return messages.heard(core, channel, event)
