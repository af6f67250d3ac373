"""`chat.*`.

Source: https://docs.slack.dev/reference/methods/chat.postMessage
"""

import json
from typing import Any

from sandbox import messages, threads
from sandbox.api.method import Args, Method
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.workspace import Channel, Workspace

MOST_METADATA = 8000
MOST_MARKDOWN = 12_000


def target(ws: Workspace, channel_id: str | None) -> Channel:
    """Where the app may post: its channels by id or `#name`, its DMs; a user's id opens the DM."""
    user = ws.users.get(channel_id or "")
    if user is not None:
        if user["deleted"] or user["is_bot"]:
            raise ApiError("channel_not_found")
        channel = ws.dm_with(user["id"])
    else:
        channel = ws.named(channel_id or "") or ws.channel(channel_id)
    if channel.archived:
        raise ApiError("is_archived")
    if ws.bot_user_id not in channel.members and (
        channel.private or "chat:write.public" not in ws.manifest.scopes
    ):
        raise ApiError("channel_not_found" if channel.private else "not_in_channel")
    if channel.is_im and not ws.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    return channel


def content(ws: Workspace, args: Args) -> tuple[str | None, Any, Json]:
    """Text, blocks, and what else a message keeps (metadata, attachments), checked."""
    blocks = args.json("blocks", "invalid_blocks_format")
    if blocks is not None and not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    text = args.raw("text")
    attachments = args.json("attachments", "invalid_attachments")
    if "markdown_text" in args:
        text, blocks = _from_markdown(args.raw("markdown_text"), text, blocks)
    messages.check_content(text, blocks, attachments)
    hung = messages.attached(ws, attachments) if attachments else attachments
    more = {"metadata": check_metadata(args), "attachments": hung}
    return text, blocks, {key: value for key, value in more.items() if value is not None}


def _from_markdown(markdown: Any, text: Any, blocks: Any) -> tuple[str, list[Json]]:
    """`markdown_text` stands for both: a `markdown` block, and the same words as text."""
    if text or blocks:
        raise ApiError("markdown_text_conflict")
    if not isinstance(markdown, str):
        raise ApiError("invalid_arguments", ["[ERROR] must be a string [json-pointer:/markdown_text]"])
    if len(markdown) > MOST_MARKDOWN:
        raise ApiError("msg_too_long")
    return markdown, [{"type": "markdown", "text": markdown}]


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


def drafted(core: Core, channel: Channel, args: Args) -> Json:
    """A new message from the call's arguments, not yet stored; of a thread, its parent must be there."""
    ws = core.workspace
    text, blocks, more = content(ws, args)
    message = messages.from_app(ws, text, blocks, **more, **_face(core, args))
    args.known("unfurl_links", "unfurl_media")  # the box shows no page by itself
    if not args.flag("mrkdwn", default=True):
        message["mrkdwn"] = False
    thread = args.text("thread_ts") if "thread_ts" in args else None
    broadcast = args.flag("reply_broadcast")
    if thread is None:
        return message
    parent = threads.root(channel, thread)
    if parent is None:
        raise ApiError("thread_not_found")
    message["thread_ts"] = parent["ts"]
    if broadcast:
        message["subtype"] = "thread_broadcast"
    return message


def _face(core: Core, args: Args) -> Json:
    """Another name and picture, for those who hold `chat:write.customize`; nothing for the others."""
    name, emoji, url = (args.text(key) for key in ("username", "icon_emoji", "icon_url"))
    if "chat:write.customize" not in core.workspace.manifest.scopes:
        return {}
    icons = {key: value for key, value in (("emoji", emoji), ("image_64", url)) if value}
    return {"username": name, "icons": icons or None}


def send(core: Core, channel: Channel, message: Json) -> None:
    """Store a drafted message; one whose place was archived meanwhile is lost."""
    if not channel.archived:
        messages.store(core, channel, message)


def post_message(core: Core, args: Args) -> Json:
    """Post a message; the answer's `channel` is the place's own id."""
    channel = target(core.workspace, args.text("channel"))
    message = drafted(core, channel, args)
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
    message = drafted(core, channel, args)
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
    text, blocks, more = content(ws, args)
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


def address(core: Core, channel: Channel, ts: str) -> str:
    """A message's permanent address; a reply's names its thread."""
    place = f"https://{core.workspace.team_domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    message = channel.messages[ts]
    if not threads.is_reply(message):
        return place
    return f"{place}?thread_ts={message['thread_ts']}&cid={channel.id}"


def permalink(core: Core, args: Args) -> Json:
    """The address of a message.

    Source: https://docs.slack.dev/reference/methods/chat.getPermalink
    """
    channel = core.workspace.channel(args.text("channel"))
    ts = args.text("message_ts") or ""
    if ts not in channel.messages:
        raise ApiError("message_not_found")
    return {"channel": channel.id, "permalink": address(core, channel, ts)}


def me_message(core: Core, args: Args) -> Json:
    """Say what the app does, in italics.

    Source: https://docs.slack.dev/reference/methods/chat.meMessage
    """
    channel = target(core.workspace, args.text("channel"))
    message = messages.from_app(core.workspace, args.text("text"), None, subtype="me_message")
    messages.store(core, channel, message)
    return {"channel": channel.id, "ts": message["ts"]}


def unfurl(core: Core, args: Args) -> Json:
    """Show the app's own cards below a message with addresses of its domains.

    Source: https://docs.slack.dev/reference/methods/chat.unfurl
    """
    if "unfurl_id" in args:
        place, _, ts = (args.text("unfurl_id") or "").partition(".")
    else:
        place, ts = args.text("channel") or "", args.text("ts") or ""
    channel = core.workspace.channel(place)
    message = channel.messages.get(ts)
    if message is None:
        raise ApiError("cannot_unfurl_message")
    unfurls = args.json("unfurls", "invalid_unfurls_format")
    if not isinstance(unfurls, dict) or not all(isinstance(card, dict) for card in unfurls.values()):
        raise ApiError("invalid_unfurls_format")
    if any(f"<{url}" not in message["text"] for url in unfurls):
        raise ApiError("cannot_unfurl_url")
    cards = [
        {"from_url": url, "app_unfurl_url": url, "is_app_unfurl": True, **card}
        for url, card in unfurls.items()
    ]
    messages.check_content(None, None, cards)
    hung = messages.attached(core.workspace, [*message.get("attachments", []), *cards])
    messages.change(core, channel, ts, {**message, "attachments": hung})
    return {}


METHODS = {
    "chat.postMessage": Method(post_message, "chat:write", 9, ("channel",), per_channel=True),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write", 4, ("channel", "user")),
    "chat.update": Method(update, "chat:write", 3, ("channel", "ts")),
    "chat.delete": Method(delete, "chat:write", 3, ("channel", "ts")),
    "chat.meMessage": Method(me_message, "chat:write", 3, ("channel", "text")),
    "chat.unfurl": Method(unfurl, "links:write", 3, ("unfurls",)),
    "chat.getPermalink": Method(permalink, None, 9, ("channel", "message_ts")),
}
