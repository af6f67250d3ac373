"""Messages for later, on the box's clock.

Source: https://docs.slack.dev/reference/methods/chat.scheduleMessage
"""

from datetime import timedelta

from sandbox.api import chat
from sandbox.api.method import Args, Method, page
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.schedule import Waiting

FURTHEST = timedelta(days=120)
WINDOW, MOST_IN_WINDOW = 300, 30
"""Seconds, and so many messages for one channel within them."""
TOO_LATE = 60
"""Seconds before its hour from which a message can be stopped no more."""


def schedule(core: Core, args: Args) -> Json:
    """Post at `post_at` (Unix seconds); `time_in_past`, `time_too_far`, `restricted_too_many`."""
    ws = core.workspace
    channel = chat.target(ws, args.text("channel"))
    made = chat.drafted(core, channel, args)
    at = args.text("post_at") or ""
    if not at.isdigit():
        raise ApiError("invalid_time")
    post_at, now = int(at), ws.epoch()
    if post_at <= now:
        raise ApiError("time_in_past")
    if post_at > now + FURTHEST.total_seconds():
        raise ApiError("time_too_far")
    near = [w for w in core.schedule.waiting.values() if abs(w.post_at - post_at) < WINDOW]
    if sum(w.channel == channel.id for w in near) >= MOST_IN_WINDOW:
        raise ApiError("restricted_too_many")
    one = Waiting(
        ws.new_id("Q"), channel.id, post_at, now, made["text"],
        lambda: chat.send(core, channel, made | {"ts": ws.new_ts()}),
    )  # fmt: skip
    with ws.change():
        core.schedule.waiting[one.id] = one
    shown = {key: value for key, value in made.items() if key != "ts"} | {"type": "delayed_message"}
    return {"channel": channel.id, "scheduled_message_id": one.id, "post_at": post_at, "message": shown}


def delete(core: Core, args: Args) -> Json:
    """Stop one; `invalid_scheduled_message_id` when it is gone, or goes within a minute.

    Source: https://docs.slack.dev/reference/methods/chat.deleteScheduledMessage
    """
    ws = core.workspace
    one = core.schedule.waiting.get(args.text("scheduled_message_id") or "")
    channel = ws.channel(args.text("channel"))
    if one is None or one.channel != channel.id or one.post_at - ws.epoch() < TOO_LATE:
        raise ApiError("invalid_scheduled_message_id")
    with ws.change():
        del core.schedule.waiting[one.id]
    return {}


def list_all(core: Core, args: Args) -> Json:
    """What waits, of one channel or within `oldest` and `latest` when asked.

    Source: https://docs.slack.dev/reference/methods/chat.scheduledMessages.list
    """
    channel = args.text("channel")
    if channel is not None:
        core.workspace.channel(channel)
    oldest, latest = float(args.text("oldest") or 0), float(args.text("latest") or "inf")
    found = [
        one.shown()
        for one in sorted(core.schedule.waiting.values(), key=lambda w: w.post_at)
        if channel in (None, one.channel) and oldest <= one.post_at <= latest
    ]
    rows, cursor = page(found, args)
    return {"scheduled_messages": rows, "response_metadata": {"next_cursor": cursor}}


METHODS = {
    "chat.deleteScheduledMessage": Method(delete, "chat:write", 3, ("channel", "scheduled_message_id")),
    "chat.scheduleMessage": Method(schedule, "chat:write", 3, ("channel", "post_at")),
    "chat.scheduledMessages.list": Method(list_all, None, 3),
}
