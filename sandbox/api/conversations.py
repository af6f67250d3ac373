"""`conversations.*`.

Source: https://docs.slack.dev/reference/methods/conversations.history
"""

from sandbox.api.method import Args, Method, need_scope, page
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.messages import kind
from sandbox.workspace import Channel

FAMILY = {"im": "im", "group": "groups", "channel": "channels"}


def visible(core: Core, args: Args, right: str) -> Channel:
    """The channel, when the app holds its kind's scope (`im:history`, `channels:read` …)."""
    channel = core.workspace.channel(args.text("channel"))
    if channel.private and core.workspace.bot_user_id not in channel.members:
        raise ApiError("channel_not_found")
    need_scope(core, f"{FAMILY[kind(channel)]}:{right}")
    return channel


def shown(core: Core, channel: Channel) -> Json:
    """A conversation object.

    Source: https://docs.slack.dev/reference/objects/conversation-object
    """
    bot = core.workspace.bot_user_id
    common: Json = {"id": channel.id, "created": channel.created, "is_archived": channel.archived}
    if channel.is_im:
        person = next(iter(channel.members - {bot}), bot)
        return common | {"is_im": True, "user": person, "is_org_shared": False, "is_open": True}
    return common | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.private,
        "is_general": False,
        "is_member": bot in channel.members,
        "creator": bot,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def open_dm(core: Core, args: Args) -> Json:
    """Open the DM with one person.

    Source: https://docs.slack.dev/reference/methods/conversations.open
    """
    ws = core.workspace
    if "channel" in args:
        return {"channel": shown(core, ws.channel(args.text("channel"))), "no_op": True, "already_open": True}
    wanted = [u for u in (args.text("users") or "").split(",") if u]
    if not wanted:
        raise ApiError("users_list_not_supplied")
    if len(wanted) > 1:
        need_scope(core, "mpim:write")
        raise ApiError("not_allowed")
    user = ws.users.get(wanted[0])
    if user is None:
        raise ApiError("user_not_found")
    if user["deleted"]:
        raise ApiError("user_disabled")
    if user["is_bot"]:
        raise ApiError("cannot_dm_bot")
    already = wanted[0] in ws.dms
    channel = ws.dm_with(wanted[0])
    full = shown(core, channel) if args.flag("return_im") else {"id": channel.id}
    return {"channel": full, "no_op": already, "already_open": already}


def history(core: Core, args: Args) -> Json:
    """Messages, newest first; metadata only with `include_all_metadata`."""
    channel = visible(core, args, "history")
    if core.workspace.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    oldest, latest = args.text("oldest") or "0", args.text("latest") or "9" * 12
    inclusive = args.flag("inclusive")
    found = [m for m in channel.messages.values() if _between(m["ts"], oldest, latest, inclusive)]
    messages, cursor = page(found[::-1], args, most=999)
    if not args.flag("include_all_metadata"):
        messages = [{k: v for k, v in m.items() if k != "metadata"} for m in messages]
    answer: Json = {"messages": messages, "has_more": bool(cursor), "pin_count": 0}
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


def _between(ts: str, oldest: str, latest: str, inclusive: bool) -> bool:
    at, low, high = float(ts), float(oldest), float(latest)
    return low <= at <= high if inclusive else low < at < high


def thread(core: Core, args: Args) -> Json:
    """A message and the answers in its thread.

    Source: https://docs.slack.dev/reference/methods/conversations.replies
    """
    channel = visible(core, args, "history")
    ts = args.text("ts") or ""
    if ts not in channel.messages:
        raise ApiError("thread_not_found")
    found = [m for m in channel.messages.values() if ts in (m["ts"], m.get("thread_ts"))]
    messages, cursor = page(found, args)
    return {"messages": messages, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def info(core: Core, args: Args) -> Json:
    """One conversation.

    Source: https://docs.slack.dev/reference/methods/conversations.info
    """
    channel = visible(core, args, "read")
    answer = shown(core, channel)
    if args.flag("include_num_members"):
        answer["num_members"] = len(channel.members)
    return {"channel": answer}


def members(core: Core, args: Args) -> Json:
    """Ids of the members, page by page.

    Source: https://docs.slack.dev/reference/methods/conversations.members
    """
    channel = visible(core, args, "read")
    ids, cursor = page(sorted(channel.members), args)
    return {"members": ids, "response_metadata": {"next_cursor": cursor}}


def list_all(core: Core, args: Args) -> Json:
    """Conversations of the asked types.

    Source: https://docs.slack.dev/reference/methods/conversations.list
    """
    names = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
    asked = [names.get(t.strip(), "") for t in (args.text("types") or "public_channel").split(",")]
    if "" in asked:
        raise ApiError("invalid_types")
    for one in asked:
        need_scope(core, f"{FAMILY.get(one, 'mpim')}:read")
    bot = core.workspace.bot_user_id
    found = [
        c for c in core.workspace.channels.values()
        if kind(c) in asked
        and (bot in c.members or not (c.private or c.is_im))
        and not (c.archived and args.flag("exclude_archived"))
    ]  # fmt: skip
    channels, cursor = page(found, args)
    shown_channels = [shown(core, c) for c in channels]
    return {"channels": shown_channels, "response_metadata": {"next_cursor": cursor}}


METHODS = {
    "conversations.open": Method(open_dm, "im:write", 3),
    "conversations.history": Method(history, None, 3, ("channel",)),
    "conversations.replies": Method(thread, None, 3, ("channel", "ts")),
    "conversations.info": Method(info, None, 3, ("channel",)),
    "conversations.members": Method(members, None, 4, ("channel",)),
    "conversations.list": Method(list_all, None, 2),
}
