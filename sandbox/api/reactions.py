"""`reactions.*`.

Source: https://docs.slack.dev/reference/methods/reactions.add
"""

from sandbox import reactions
from sandbox.api.chat import address
from sandbox.api.conversations import joined
from sandbox.api.method import Args, Method, page
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.workspace import Channel


def item(core: Core, args: Args) -> tuple[Channel, Json]:
    """The message by `channel` and `timestamp`; `no_item_specified` without them."""
    if "channel" not in args or "timestamp" not in args:
        raise ApiError("no_item_specified")
    channel = joined(core, args)
    message = channel.messages.get(args.text("timestamp") or "")
    if message is None:
        raise ApiError("message_not_found")
    return channel, message


def add(core: Core, args: Args) -> Json:
    """React as the app."""
    channel, message = item(core, args)
    if channel.archived:
        raise ApiError("is_archived")
    reactions.add(core, channel, message, core.workspace.bot_user_id, args.text("name") or "")
    return {}


def remove(core: Core, args: Args) -> Json:
    """Take the app's own reaction back; `no_reaction` when there is none.

    Source: https://docs.slack.dev/reference/methods/reactions.remove
    """
    channel, message = item(core, args)
    reactions.remove(core, channel, message, core.workspace.bot_user_id, args.text("name") or "")
    return {}


def get(core: Core, args: Args) -> Json:
    """A message with its reactions.

    Source: https://docs.slack.dev/reference/methods/reactions.get
    """
    channel, message = item(core, args)
    shown = {**message, "permalink": address(core, channel, message["ts"])}
    return {"type": "message", "channel": channel.id, "message": shown}


def list_all(core: Core, args: Args) -> Json:
    """What one person (the app itself when nobody is named) reacted to, newest first.

    Source: https://docs.slack.dev/reference/methods/reactions.list
    """
    ws = core.workspace
    user = args.text("user") or ws.bot_user_id
    if user not in ws.users:
        raise ApiError("user_not_found")
    found = [
        {"type": "message", "channel": channel.id, "message": message}
        for channel in ws.channels_of(ws.bot_user_id)
        for message in channel.messages.values()
        if any(user in one["users"] for one in message.get("reactions", []))
    ]
    found.sort(key=lambda entry: str(entry["message"]["ts"]), reverse=True)  # type: ignore[index]
    items, cursor = page(found, args)
    return {"items": items, "response_metadata": {"next_cursor": cursor}}


METHODS = {
    "reactions.add": Method(add, "reactions:write", 3, ("name",)),
    "reactions.get": Method(get, "reactions:read", 3),
    "reactions.list": Method(list_all, "reactions:read", 2),
    "reactions.remove": Method(remove, "reactions:write", 2, ("name",)),
}
