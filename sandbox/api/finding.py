"""Lists of a workspace, and its search.

Source: https://docs.slack.dev/reference/methods/search.messages
"""

from sandbox import threads
from sandbox.api.chat import address
from sandbox.api.method import Args, Method
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.mrkdwn import unescape


def usergroups(core: Core, args: Args) -> Json:
    """The groups that one can mention.

    Source: https://docs.slack.dev/reference/methods/usergroups.list
    """
    users, count = args.flag("include_users"), args.flag("include_count")
    args.known("include_disabled")  # none is
    rows: list[Json] = []
    for group in core.workspace.usergroups.values():
        row = {key: value for key, value in group.items() if key != "users" or users}
        rows.append(row | ({"user_count": len(group["users"])} if count else {}))
    return {"usergroups": rows}


def group_users(core: Core, args: Args) -> Json:
    """Who is in a group.

    Source: https://docs.slack.dev/reference/methods/usergroups.users.list
    """
    group = core.workspace.usergroups.get(args.text("usergroup") or "")
    if group is None:
        raise ApiError("no_such_subteam")
    return {"users": group["users"]}


def emoji(core: Core, args: Args) -> Json:
    """The workspace's own emoji: names and addresses.

    Source: https://docs.slack.dev/reference/methods/emoji.list
    """
    return {"emoji": core.workspace.emoji, "cache_ts": core.workspace.new_ts()}


def search(core: Core, args: Args) -> Json:
    """Messages with all words of the query, `in:#channel` and `from:@name` understood, newest first."""
    words, place, author = _query(args.text("query") or "")
    if not words and not place and not author:
        raise ApiError("no_query")
    count = args.number("count", 20, 100)
    at = args.number("page", 1, 100)
    ws = core.workspace
    found = [
        _match(core, channel.id, message)
        for channel in ws.channels.values()
        if place in ("", channel.name) and channel.kind == "channel"
        for message in channel.messages.values()
        if author in ("", ws.users.get(message.get("user", ""), {}).get("name"))
        and all(word in unescape(message.get("text", "")).casefold() for word in words)
    ]
    found.sort(key=lambda match: str(match["ts"]), reverse=args.text("sort_dir") != "asc")
    args.known("sort", "highlight")
    shown = found[(at - 1) * count : at * count]
    pages = -(-len(found) // count)
    paging = {"count": count, "total": len(found), "page": at, "pages": pages}
    return {
        "query": args.text("query"),
        "messages": {"total": len(found), "paging": paging, "matches": shown},
    }


def _query(query: str) -> tuple[list[str], str, str]:
    words, place, author = [], "", ""
    for word in query.split():
        if word.startswith("in:"):
            place = word[3:].lstrip("#")
        elif word.startswith("from:"):
            author = word[5:].lstrip("@")
        else:
            words.append(word.casefold())
    return words, place, author


def _match(core: Core, channel_id: str, message: Json) -> Json:
    channel = core.workspace.channels[channel_id]
    user = core.workspace.users.get(message.get("user", ""), {})
    kept = {key: message[key] for key in ("type", "user", "text", "ts", "blocks") if key in message}
    return kept | {
        "iid": f"{channel_id}-{message['ts']}",
        "team": core.workspace.team_id,
        "username": user.get("name", ""),
        "channel": {"id": channel_id, "name": channel.name, "is_private": channel.private},
        "permalink": address(core, channel, message["ts"]),
        **({"thread_ts": message["thread_ts"]} if threads.is_reply(message) else {}),
    }


METHODS = {
    "emoji.list": Method(emoji, "emoji:read", 2),
    "search.messages": Method(search, "search:read", 2, token="user"),
    "usergroups.list": Method(usergroups, "usergroups:read", 2),
    "usergroups.users.list": Method(group_users, "usergroups:read", 2, ("usergroup",)),
}
