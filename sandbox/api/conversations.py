"""`conversations.*`.

Source: https://docs.slack.dev/reference/methods/conversations.history
"""

from sandbox import places, threads
from sandbox.api.method import Args, Method, need_scope, page
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.workspace import Channel

FAMILY = {"im": "im", "mpim": "mpim", "group": "groups", "channel": "channels"}

TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
MOST_IN_GROUP = 8
"""People in one group's direct messages, the app apart."""


def visible(core: Core, args: Args, right: str) -> Channel:
    """The channel, when the app holds its kind's scope (`im:history`, `channels:read` …)."""
    channel = core.workspace.channel(args.text("channel"))
    if channel.private and core.workspace.bot_user_id not in channel.members:
        raise ApiError("channel_not_found")
    need_scope(core, f"{FAMILY[channel.kind]}:{right}")
    return channel


def joined(core: Core, args: Args, name: str = "channel") -> Channel:
    """A place that the app is in; `not_in_channel`, or `channel_not_found` where it cannot know of it."""
    channel = core.workspace.channel(args.text(name))
    if core.workspace.bot_user_id not in channel.members:
        raise ApiError("channel_not_found" if channel.private else "not_in_channel")
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
        "is_group": channel.private and not channel.is_mpim,
        "is_im": False,
        "is_mpim": channel.is_mpim,
        "is_private": channel.private,
        "is_general": False,
        "is_member": bot in channel.members,
        "creator": channel.creator or bot,
        "topic": channel.topic,
        "purpose": channel.purpose,
    }


def open_dm(core: Core, args: Args) -> Json:
    """Open the direct messages with one person, or with several (two to eight, `mpim:write`).

    Source: https://docs.slack.dev/reference/methods/conversations.open
    """
    ws = core.workspace
    full = args.flag("return_im")
    if "channel" in args:
        return {"channel": shown(core, ws.channel(args.text("channel"))), "no_op": True, "already_open": True}
    wanted = [u for u in (args.text("users") or "").split(",") if u]
    if not wanted:
        raise ApiError("users_list_not_supplied")
    need_scope(core, "mpim:write" if len(wanted) > 1 else "im:write")
    for one in wanted:
        _reachable(core, one)
    if len(wanted) > MOST_IN_GROUP:
        raise ApiError("too_many_users")
    if len(wanted) > 1:
        channel, already = places.group_dm(core, {*wanted, ws.bot_user_id})
    else:
        already = wanted[0] in ws.dms
        channel = ws.dm_with(wanted[0])
    answer = shown(core, channel) if full or channel.is_mpim else {"id": channel.id}
    return {"channel": answer, "no_op": already, "already_open": already}


def _reachable(core: Core, user_id: str) -> None:
    user = core.workspace.users.get(user_id)
    if user is None:
        raise ApiError("user_not_found")
    if user["deleted"]:
        raise ApiError("user_disabled")
    if user["is_bot"]:
        raise ApiError("cannot_dm_bot")


def history(core: Core, args: Args) -> Json:
    """Messages, newest first, replies apart; metadata only with `include_all_metadata`."""
    channel = visible(core, args, "history")
    if core.workspace.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    found = [m for m in channel.messages.values() if threads.in_channel(m)]
    messages, cursor = page(_between(found, args)[::-1], args, most=999)
    answer: Json = {
        "messages": _sent(messages, args),
        "has_more": bool(cursor),
        "pin_count": len(channel.pins),
    }
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


def _between(messages: list[Json], args: Args) -> list[Json]:
    """Those from `oldest` to `latest`, both left out unless `inclusive`."""
    low, high = float(args.text("oldest") or 0), float(args.text("latest") or "inf")
    if args.flag("inclusive"):
        return [m for m in messages if low <= float(m["ts"]) <= high]
    return [m for m in messages if low < float(m["ts"]) < high]


def _sent(messages: list[Json], args: Args) -> list[Json]:
    if args.flag("include_all_metadata"):
        return messages
    return [{k: v for k, v in m.items() if k != "metadata"} for m in messages]


def thread(core: Core, args: Args) -> Json:
    """A message and the answers in its thread, by the `ts` of any of them.

    Source: https://docs.slack.dev/reference/methods/conversations.replies
    """
    channel = visible(core, args, "history")
    parent = threads.root(channel, args.text("ts") or "")
    if parent is None:
        raise ApiError("thread_not_found")
    answers = _between(threads.replies(channel, parent["ts"]), args)
    messages, cursor = page([parent, *answers], args, default=1000)
    found = {"messages": _sent(messages, args), "has_more": bool(cursor)}
    return {**found, "response_metadata": {"next_cursor": cursor}}


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


def of_types(core: Core, args: Args) -> list[Channel]:
    """The conversations of the asked `types`, each with its scope; archived ones on request not."""
    asked = [TYPES.get(t.strip(), "") for t in (args.text("types") or "public_channel").split(",")]
    if "" in asked:
        raise ApiError("invalid_types")
    for one in asked:
        need_scope(core, f"{FAMILY[one]}:read")
    without = args.flag("exclude_archived")
    return [c for c in core.workspace.channels.values() if c.kind in asked and not (c.archived and without)]


def list_all(core: Core, args: Args) -> Json:
    """Conversations of the asked types: public ones, and those that the app is in.

    Source: https://docs.slack.dev/reference/methods/conversations.list
    """
    bot = core.workspace.bot_user_id
    found = [c for c in of_types(core, args) if bot in c.members or c.kind == "channel"]
    channels, cursor = page(found, args)
    shown_channels = [shown(core, c) for c in channels]
    return {"channels": shown_channels, "response_metadata": {"next_cursor": cursor}}


def list_of_user(core: Core, args: Args) -> Json:
    """Where somebody is (the app itself when nobody is named), as far as the app may know.

    Source: https://docs.slack.dev/reference/methods/users.conversations
    """
    ws = core.workspace
    user = args.text("user") or ws.bot_user_id
    if user not in ws.users:
        raise ApiError("user_not_found")
    known = [c for c in of_types(core, args) if ws.bot_user_id in c.members or c.kind == "channel"]
    channels, cursor = page([c for c in known if user in c.members], args)
    rows = [{key: value for key, value in shown(core, c).items() if key != "is_member"} for c in channels]
    return {"channels": rows, "response_metadata": {"next_cursor": cursor}}


METHODS = {
    "conversations.open": Method(open_dm, None, 3),
    "conversations.history": Method(history, None, 3, ("channel",)),
    "conversations.replies": Method(thread, None, 3, ("channel", "ts")),
    "conversations.info": Method(info, None, 3, ("channel",)),
    "conversations.members": Method(members, None, 4, ("channel",)),
    "conversations.list": Method(list_all, None, 2),
    "users.conversations": Method(list_of_user, None, 3),
}
