"""`conversations.*` that change something.

Source: https://docs.slack.dev/reference/methods/conversations.create
"""

import re

from sandbox import places
from sandbox.api.conversations import FAMILY, shown
from sandbox.api.method import Args, Method, need_scope
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.workspace import Channel

NAME = re.compile(r"[\w-]{1,80}")
MOST_TEXT = 250
MOST_INVITED = 100


def managed(core: Core, args: Args, right: str = "manage") -> Channel:
    """A channel that the app is in and holds the scope for, as `channels:manage` or `groups:write`."""
    channel = core.workspace.channel(args.text("channel"))
    if channel.is_im or channel.is_mpim:
        raise ApiError("method_not_supported_for_channel_type")
    need_scope(core, "groups:write" if channel.private else f"channels:{right}")
    if core.workspace.bot_user_id not in channel.members:
        raise ApiError("channel_not_found" if channel.private else "not_in_channel")
    if channel.archived:
        raise ApiError("is_archived")
    return channel


def checked_name(core: Core, args: Args) -> str:
    """A good and free name: lower case, digits, `-` and `_`, at most 80."""
    name = args.text("name") or ""
    if not name:
        raise ApiError("invalid_name_required")
    if len(name) > 80:
        raise ApiError("invalid_name_maxlength")
    if not NAME.fullmatch(name) or name != name.lower():
        raise ApiError("invalid_name_specials")
    if core.workspace.named(name) is not None:
        raise ApiError("name_taken")
    return name


def create(core: Core, args: Args) -> Json:
    """A channel, public or private, with the app in it."""
    private = args.flag("is_private")
    need_scope(core, "groups:write" if private else "channels:manage")
    name = checked_name(core, args)
    channel = places.create(core, name, core.workspace.bot_user_id, private=private)
    return {"channel": shown(core, channel)}


def join(core: Core, args: Args) -> Json:
    """Enter a public channel.

    Source: https://docs.slack.dev/reference/methods/conversations.join
    """
    ws = core.workspace
    channel = ws.channel(args.text("channel"))
    if channel.private or channel.is_im:
        raise ApiError("channel_not_found" if channel.private else "method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    if ws.bot_user_id in channel.members:
        return {"channel": shown(core, channel), "warning": "already_in_channel"}
    places.join(core, channel, ws.bot_user_id)
    return {"channel": shown(core, channel)}


def leave(core: Core, args: Args) -> Json:
    """Go out of a channel.

    Source: https://docs.slack.dev/reference/methods/conversations.leave
    """
    ws = core.workspace
    channel = ws.channel(args.text("channel"))
    if channel.is_im:
        raise ApiError("method_not_supported_for_channel_type")
    need_scope(core, "groups:write" if channel.private else "channels:manage")
    if ws.bot_user_id not in channel.members:
        return {"not_in_channel": True}
    places.leave(core, channel, ws.bot_user_id)
    return {}


def invite(core: Core, args: Args) -> Json:
    """Bring up to a hundred people in.

    Source: https://docs.slack.dev/reference/methods/conversations.invite
    """
    ws = core.workspace
    channel = managed(
        core, args, "write.invites" if "channels:write.invites" in ws.manifest.scopes else "manage"
    )
    wanted = [one for one in (args.text("users") or "").split(",") if one]
    if not wanted:
        raise ApiError("no_user")
    if len(wanted) > MOST_INVITED:
        raise ApiError("too_many_users")
    for user in wanted:
        _check_invited(core, channel, user)
    for user in wanted:
        places.join(core, channel, user, ws.bot_user_id)
    return {"channel": shown(core, channel)}


def _check_invited(core: Core, channel: Channel, user: str) -> None:
    ws = core.workspace
    if user == ws.bot_user_id:
        raise ApiError("cant_invite_self")
    if user not in ws.users or ws.users[user]["deleted"]:
        raise ApiError("user_not_found")
    if user in channel.members:
        raise ApiError("already_in_channel")


def kick(core: Core, args: Args) -> Json:
    """Take somebody out.

    Source: https://docs.slack.dev/reference/methods/conversations.kick
    """
    channel = managed(core, args)
    user = args.text("user") or ""
    if user == core.workspace.bot_user_id:
        raise ApiError("cant_kick_self")
    if user not in core.workspace.users:
        raise ApiError("user_not_found")
    if user not in channel.members:
        raise ApiError("not_in_channel")
    places.leave(core, channel, user)
    return {}


def rename(core: Core, args: Args) -> Json:
    """Give a channel another name.

    Source: https://docs.slack.dev/reference/methods/conversations.rename
    """
    channel = managed(core, args)
    places.rename(core, channel, core.workspace.bot_user_id, checked_name(core, args))
    return {"channel": shown(core, channel)}


def _describe(core: Core, args: Args, what: str) -> Json:
    right = f"write.{what}" if f"channels:write.{what}" in core.workspace.manifest.scopes else "manage"
    channel = managed(core, args, right)
    value = args.text(what) or ""
    if len(value) > MOST_TEXT:
        raise ApiError("too_long")
    places.describe(core, channel, core.workspace.bot_user_id, what, value)
    return {"channel": shown(core, channel), what: value}


def set_topic(core: Core, args: Args) -> Json:
    """The line at a channel's head, at most 250 characters.

    Source: https://docs.slack.dev/reference/methods/conversations.setTopic
    """
    return _describe(core, args, "topic")


def set_purpose(core: Core, args: Args) -> Json:
    """A channel's description, at most 250 characters.

    Source: https://docs.slack.dev/reference/methods/conversations.setPurpose
    """
    return _describe(core, args, "purpose")


def archive(core: Core, args: Args) -> Json:
    """Put a channel away.

    Source: https://docs.slack.dev/reference/methods/conversations.archive
    """
    if (found := core.workspace.channels.get(args.text("channel") or "")) is not None and found.archived:
        raise ApiError("already_archived")
    places.put_away(core, managed(core, args), core.workspace.bot_user_id, archived=True)
    return {}


def unarchive(core: Core, args: Args) -> Json:
    """Bring a channel back; `not_archived`.

    Source: https://docs.slack.dev/reference/methods/conversations.unarchive
    """
    channel = core.workspace.channel(args.text("channel"))
    need_scope(core, "groups:write" if channel.private else "channels:manage")
    if not channel.archived:
        raise ApiError("not_archived")
    places.put_away(core, channel, core.workspace.bot_user_id, archived=False)
    return {}


def mark(core: Core, args: Args) -> Json:
    """How far the app has read.

    Source: https://docs.slack.dev/reference/methods/conversations.mark
    """
    channel = core.workspace.channel(args.text("channel"))
    family = FAMILY[channel.kind]
    need_scope(core, "channels:manage" if family == "channels" else f"{family}:write")
    if core.workspace.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    ts = args.text("ts") or ""
    if not re.fullmatch(r"\d{1,10}\.\d{6}", ts):
        raise ApiError("invalid_timestamp")
    with core.workspace.change():
        channel.read[core.workspace.bot_user_id] = ts
    return {}


def close(core: Core, args: Args) -> Json:
    """Close direct messages: they stay, and open again with the next one.

    Source: https://docs.slack.dev/reference/methods/conversations.close
    """
    channel = core.workspace.channel(args.text("channel"))
    if not (channel.is_im or channel.is_mpim):
        raise ApiError("method_not_supported_for_channel_type")
    need_scope(core, f"{FAMILY[channel.kind]}:write")
    return {}


METHODS = {
    "conversations.archive": Method(archive, None, 2, ("channel",)),
    "conversations.close": Method(close, None, 2, ("channel",)),
    "conversations.create": Method(create, None, 2),
    "conversations.invite": Method(invite, None, 3, ("channel", "users")),
    "conversations.join": Method(join, "channels:join", 3, ("channel",)),
    "conversations.kick": Method(kick, None, 3, ("channel", "user")),
    "conversations.leave": Method(leave, None, 3, ("channel",)),
    "conversations.mark": Method(mark, None, 3, ("channel", "ts")),
    "conversations.rename": Method(rename, None, 2, ("channel", "name")),
    "conversations.setPurpose": Method(set_purpose, None, 2, ("channel",)),
    "conversations.unarchive": Method(unarchive, None, 2, ("channel",)),
    "conversations.setTopic": Method(set_topic, None, 2, ("channel",)),
}
