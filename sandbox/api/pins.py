"""`pins.*`.

Source: https://docs.slack.dev/reference/methods/pins.add
"""

from sandbox import messages
from sandbox.api.chat import address
from sandbox.api.conversations import joined
from sandbox.api.method import Args, Method
from sandbox.api.reactions import item
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.workspace import Channel


def add(core: Core, args: Args) -> Json:
    """Pin a message; `already_pinned`."""
    channel, message = item(core, args)
    if any(pin["ts"] == message["ts"] for pin in channel.pins):
        raise ApiError("already_pinned")
    ws = core.workspace
    with ws.change():
        channel.pins.insert(0, {"ts": message["ts"], "created": ws.epoch(), "created_by": ws.bot_user_id})
        message["pinned_to"] = [channel.id]
    _told(core, channel, "pin_added", channel.pins[0])
    return {}


def remove(core: Core, args: Args) -> Json:
    """Take a pin out; `no_pin`.

    Source: https://docs.slack.dev/reference/methods/pins.remove
    """
    channel, message = item(core, args)
    pin = next((pin for pin in channel.pins if pin["ts"] == message["ts"]), None)
    if pin is None:
        raise ApiError("no_pin")
    with core.workspace.change():
        channel.pins.remove(pin)
        del message["pinned_to"]
    _told(core, channel, "pin_removed", pin)
    return {}


def list_all(core: Core, args: Args) -> Json:
    """A channel's pins, the newest first.

    Source: https://docs.slack.dev/reference/methods/pins.list
    """
    channel = joined(core, args)
    return {"items": [_item(core, channel, pin) for pin in channel.pins]}


def _item(core: Core, channel: Channel, pin: Json) -> Json:
    message = {**channel.messages[pin["ts"]], "permalink": address(core, channel, pin["ts"])}
    made = {"created": pin["created"], "created_by": pin["created_by"]}
    return {"type": "message", "channel": channel.id, "message": message, **made}


def _told(core: Core, channel: Channel, kind: str, pin: Json) -> None:
    entry = _item(core, channel, pin)
    event = {
        "type": kind,
        "user": core.workspace.bot_user_id,
        "channel_id": channel.id,
        "item": entry,
        "item_user": entry["message"].get("user"),
        "pin_count": len(channel.pins),
        "event_ts": core.workspace.new_ts(),
    }
    messages.heard(core, channel, event)


METHODS = {
    "pins.add": Method(add, "pins:write", 2, ("channel",)),
    "pins.list": Method(list_all, "pins:read", 2, ("channel",)),
    "pins.remove": Method(remove, "pins:write", 2, ("channel",)),
}
