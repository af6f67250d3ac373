"""`chat.*`.

Source: https://docs.slack.dev/reference/methods/chat.postMessage
"""

import json
from typing import Any

from sandbox import messages
from sandbox.api.method import Args, Method
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.workspace import Channel, Workspace

MOST_METADATA = 8000


def target(ws: Workspace, channel_id: str | None) -> Channel:
    """Where the app may post: its channels, its DMs; a user's id opens the DM."""
    user = ws.users.get(channel_id or "")
    if user is not None:
        if user["deleted"] or user["is_bot"]:
            raise ApiError("channel_not_found")
        channel = ws.dm_with(user["id"])
    else:
        channel = ws.channel(channel_id)
    if channel.archived:
        raise ApiError("is_archived")
    if ws.bot_user_id not in channel.members and (
        channel.private or "chat:write.public" not in ws.manifest.scopes
    ):
        raise ApiError("channel_not_found" if channel.private else "not_in_channel")
    if channel.is_im and not ws.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    return channel


def content(args: Args) -> tuple[str | None, Any, Json]:
    """Text, blocks, and what else a message keeps (metadata, attachments), checked."""
    blocks = args.json("blocks", "invalid_blocks_format")
    if blocks is not None and not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    text = args.given.get("text")
    attachments = args.json("attachments", "invalid_attachments")
    messages.check_content(text, blocks, attachments)
    more = {"metadata": check_metadata(args), "attachments": attachments}
    return text, blocks, {key: value for key, value in more.items() if value is not None}


def check_metadata(args: Args) -> Any:
    """Message metadata: an `event_type` and an object `event_payload`.

    Source: https://docs.slack.dev/messaging/message-metadata
    """
    metadata = args.json("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    good = (
        isinstance(metadata, dict) and isinstance(metadata.get("event_type"), str) and metadata["event_type"]
    )
    if not good or not isinstance(metadata.get("event_payload"), dict):
        raise ApiError("invalid_metadata_format")
    if len(json.dumps(metadata)) > MOST_METADATA:
        raise ApiError("metadata_too_large")
    return metadata


def post_message(core: Core, args: Args) -> Json:
    """Post a message; the answer's `channel` is the place's own id."""
    ws = core.workspace
    channel = target(ws, args.text("channel"))
    text, blocks, more = content(args)
    thread = args.text("thread_ts")
    if thread is not None and thread not in channel.messages:
        raise ApiError("thread_not_found")
    message = messages.from_app(ws, text, blocks, thread_ts=thread, **more)
    messages.store(core, channel, message)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def post_ephemeral(core: Core, args: Args) -> Json:
    """Show a message to one member of the channel.

    Source: https://docs.slack.dev/reference/methods/chat.postEphemeral
    """
    ws = core.workspace
    channel = target(ws, args.text("channel"))
    user = args.text("user") or ""
    if user not in ws.users:
        raise ApiError("user_not_found")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    text, blocks, _ = content(args)
    message = messages.from_app(ws, text, blocks)
    messages.store_ephemeral(core, channel, user, message)
    return {"message_ts": message["ts"]}


def own_message(core: Core, args: Args, refusal: str) -> tuple[Channel, Json]:
    """The app's own message by channel and `ts`; a user's id is no channel here."""
    channel = core.workspace.channel(args.text("channel"))
    message = channel.messages.get(args.text("ts") or "")
    if message is None:
        raise ApiError("message_not_found")
    if message.get("app_id") != core.workspace.app_id:
        raise ApiError(refusal)
    return channel, message


def update(core: Core, args: Args) -> Json:
    """Change a message; blocks, metadata and files not given are kept, an empty array removes blocks.

    Source: https://docs.slack.dev/reference/methods/chat.update
    """
    ws = core.workspace
    channel, old = own_message(core, args, "cant_update_message")
    if channel.archived:
        raise ApiError("is_archived")
    text, blocks, more = content(args)
    new = {**old, **more}
    if text is not None or blocks:
        new["text"] = text or messages.NO_TEXT
    if blocks is not None:
        new.pop("blocks", None)
        if blocks:
            new["blocks"] = messages.fill(ws, blocks)
    messages.change(core, channel, old["ts"], new)
    return {"channel": channel.id, "ts": new["ts"], "text": new["text"], "message": new}


def delete(core: Core, args: Args) -> Json:
    """Delete the app's own message.

    Source: https://docs.slack.dev/reference/methods/chat.delete
    """
    channel, message = own_message(core, args, "cant_delete_message")
    messages.remove(core, channel, message["ts"])
    return {"channel": channel.id, "ts": message["ts"]}


def permalink(core: Core, args: Args) -> Json:
    """The address of a message.

    Source: https://docs.slack.dev/reference/methods/chat.getPermalink
    """
    channel = core.workspace.channel(args.text("channel"))
    ts = args.text("message_ts") or ""
    if ts not in channel.messages:
        raise ApiError("message_not_found")
    address = f"https://{core.workspace.team_domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}


METHODS = {
    "chat.postMessage": Method(post_message, "chat:write", 9, ("channel",), per_channel=True),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write", 4, ("channel", "user")),
    "chat.update": Method(update, "chat:write", 3, ("channel", "ts")),
    "chat.delete": Method(delete, "chat:write", 3, ("channel", "ts")),
    "chat.getPermalink": Method(permalink, None, 9, ("channel", "message_ts")),
}
