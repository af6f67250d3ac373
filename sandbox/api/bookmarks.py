"""`bookmarks.*`.

Source: https://docs.slack.dev/reference/methods/bookmarks.add
"""

from sandbox.api.conversations import joined
from sandbox.api.method import Args, Method
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.workspace import Channel

MOST = 100
CHANGEABLE = ("title", "link", "emoji")


def _channel(core: Core, args: Args) -> Channel:
    return joined(core, args, "channel_id")


def add(core: Core, args: Args) -> Json:
    """A link at the head of a channel, the one `type` that apps add."""
    ws = core.workspace
    channel = _channel(core, args)
    if args.text("type") != "link":
        raise ApiError("invalid_bookmark_type")
    if not (args.text("link") or "").startswith(("http://", "https://")):
        raise ApiError("invalid_link")
    if len(channel.bookmarks) >= MOST:
        raise ApiError("too_many_bookmarks")
    made: Json = {
        "id": ws.new_id("Bk"),
        "channel_id": channel.id,
        "title": args.text("title"),
        "link": args.text("link"),
        "emoji": args.text("emoji") or "",
        "icon_url": None,
        "type": "link",
        "entity_id": args.text("entity_id"),
        "date_created": ws.epoch(),
        "date_updated": 0,
        "rank": str(len(channel.bookmarks)),
        "last_updated_by_user_id": ws.bot_user_id,
        "last_updated_by_team_id": ws.team_id,
        "shortcut_id": None,
        "app_id": ws.app_id,
    }
    with ws.change():
        channel.bookmarks[made["id"]] = made
    return {"bookmark": made}


def _existing(channel: Channel, args: Args) -> Json:
    found = channel.bookmarks.get(args.text("bookmark_id") or "")
    if found is None:
        raise ApiError("not_found")
    return found


def edit(core: Core, args: Args) -> Json:
    """Change title, link or emoji.

    Source: https://docs.slack.dev/reference/methods/bookmarks.edit
    """
    bookmark = _existing(_channel(core, args), args)
    with core.workspace.change():
        bookmark |= {name: args.text(name) for name in CHANGEABLE if name in args}
        bookmark["date_updated"] = core.workspace.epoch()
    return {"bookmark": bookmark}


def list_all(core: Core, args: Args) -> Json:
    """A channel's bookmarks, in their order.

    Source: https://docs.slack.dev/reference/methods/bookmarks.list
    """
    return {"bookmarks": list(_channel(core, args).bookmarks.values())}


def remove(core: Core, args: Args) -> Json:
    """Take one away.

    Source: https://docs.slack.dev/reference/methods/bookmarks.remove
    """
    channel = _channel(core, args)
    with core.workspace.change():
        del channel.bookmarks[_existing(channel, args)["id"]]
    return {}


METHODS = {
    "bookmarks.add": Method(add, "bookmarks:write", 2, ("channel_id", "title", "type")),
    "bookmarks.edit": Method(edit, "bookmarks:write", 2, ("channel_id", "bookmark_id")),
    "bookmarks.list": Method(list_all, "bookmarks:read", 2, ("channel_id",)),
    "bookmarks.remove": Method(remove, "bookmarks:write", 2, ("channel_id", "bookmark_id")),
}
