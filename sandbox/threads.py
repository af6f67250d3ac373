"""Threads: a message, its replies, and what the message then says of them.

Source: https://docs.slack.dev/messaging/retrieving-messages#finding_threads
"""

from sandbox.errors import Json
from sandbox.workspace import Channel

MOST_SHOWN = 5
"""Of those who replied, so many are named on the parent."""
OF_PARENT = ("reply_count", "reply_users", "reply_users_count", "latest_reply", "is_locked", "subscribed")
KEPT = ("thread_ts", "parent_user_id", "reactions", "pinned_to", *OF_PARENT)
"""What stays on a message whose words change."""


def is_reply(message: Json) -> bool:
    """Whether it answers in a thread; a parent bears its own `ts` as `thread_ts`."""
    return message.get("thread_ts") not in (None, message["ts"])


def in_channel(message: Json) -> bool:
    """Whether it stands in the channel itself: replies do only where they were sent to it as well."""
    return not is_reply(message) or message.get("subtype") == "thread_broadcast"


def root(channel: Channel, ts: str) -> Json | None:
    """The parent of a thread, by its `ts` or that of any message in it."""
    found = channel.messages.get(ts)
    if found is None or not is_reply(found):
        return found
    return channel.messages.get(found["thread_ts"])


def replies(channel: Channel, ts: str) -> list[Json]:
    """The answers to a message, oldest first."""
    return [m for m in channel.messages.values() if is_reply(m) and m["thread_ts"] == ts]


def attach(channel: Channel, message: Json) -> None:
    """Tie a new reply to its parent, which counts it."""
    parent = channel.messages.get(message["thread_ts"])
    if parent is None:
        return
    message["parent_user_id"] = parent.get("user")
    if message.get("subtype") == "thread_broadcast":
        message["root"] = {key: value for key, value in parent.items() if key != "root"}
    count(channel, parent)


def count(channel: Channel, parent: Json) -> None:
    """Say on a parent how many replied, who, and when last; a parent without replies says nothing."""
    found = replies(channel, parent["ts"])
    for key in OF_PARENT:
        parent.pop(key, None)
    if not found:
        if "assistant_app_thread" not in parent:
            parent.pop("thread_ts", None)
        return
    who = list(dict.fromkeys(m["user"] for m in found if m.get("user")))
    parent |= {
        "thread_ts": parent["ts"],
        "reply_count": len(found),
        "reply_users_count": len(who),
        "latest_reply": found[-1]["ts"],
        "reply_users": who[:MOST_SHOWN],
        "is_locked": False,
        "subscribed": False,
    }
