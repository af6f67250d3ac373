"""Messages: made, stored, changed and removed as Slack does, with the events that follow.

Source: https://docs.slack.dev/reference/methods/chat.postMessage
"""

import json
from typing import Any

from sandbox import mentions, threads
from sandbox.core import Core
from sandbox.delivery.envelope import Envelope
from sandbox.errors import ApiError, Json
from sandbox.inside import inside
from sandbox.validation import check_attachments, check_blocks
from sandbox.workspace import Channel, Workspace

NO_TEXT = "This content can't be displayed."
MOST_TEXT = 40_000
ICON = "https://a.slack-edge.com/80588/img/plugins/app/bot"
"""Where the picture of an app without one of its own stands, by size."""


def fill(ws: Workspace, blocks: list[Json]) -> list[Json]:
    """A copy of good blocks with the ids and text flags that Slack adds."""
    copy: list[Json] = json.loads(json.dumps(blocks))
    for block in copy:
        block.setdefault("block_id", ws.scribble(5))
        if block["type"] == "input":
            block.setdefault("optional", False)
            block.setdefault("dispatch_action", False)
        for element in inside(block):
            if element["type"] != "image":
                element.setdefault("action_id", ws.scribble(5))
    _flags(copy)
    return copy


def attached(ws: Workspace, attachments: list[Json]) -> list[Json]:
    """Good attachments as Slack keeps them: numbered from one, their blocks filled as a message's are."""
    kept: list[Json] = []
    for number, attachment in enumerate(attachments, 1):
        copy = {"id": number, "fallback": "[no preview available]", **attachment}
        if copy.get("blocks"):
            copy["blocks"] = fill(ws, copy["blocks"])
        kept.append(copy)
    return kept


def all_blocks(surface: Json) -> list[Json]:
    """The blocks of a message or view, those of a message's attachments after its own."""
    hung = [block for one in surface.get("attachments") or [] for block in one.get("blocks") or []]
    return [*(surface.get("blocks") or []), *hung]


def _flags(value: Any) -> None:
    if isinstance(value, list):
        for item in value:
            _flags(item)
    elif isinstance(value, dict):
        if value.get("type") == "plain_text" and isinstance(value.get("text"), str):
            value.setdefault("emoji", True)
        elif value.get("type") == "mrkdwn" and isinstance(value.get("text"), str):
            value.setdefault("verbatim", False)
        for item in value.values():
            _flags(item)


def check_content(text: Any, blocks: Any, attachments: Any = None, files: Any = None) -> None:
    """Refuse what `chat.*` refuses: `no_text`, `invalid_blocks`, `msg_too_long`."""
    if text is not None and not isinstance(text, str):
        raise ApiError("invalid_arguments", ["[ERROR] text must be a string [json-pointer:/text]"])
    if blocks:
        faults = check_blocks(blocks, "message")
        if faults:
            raise ApiError("invalid_blocks", faults)
    if attachments is not None and (not isinstance(attachments, list) or len(attachments) > 100):
        raise ApiError("too_many_attachments" if isinstance(attachments, list) else "invalid_arguments")
    if attachments and (faults := check_attachments(attachments)):
        raise ApiError("invalid_attachments", faults)
    if not (text and text.strip()) and not blocks and not attachments and not files:
        raise ApiError("no_text")
    if text and len(text) > MOST_TEXT:
        raise ApiError("msg_too_long")


def from_app(ws: Workspace, text: str | None, blocks: list[Json] | None, **more: Any) -> Json:
    """A new message of the app, with its time stamp; not stored yet."""
    message: Json = {
        "type": "message",
        "user": ws.bot_user_id,
        "ts": ws.new_ts(),
        "bot_id": ws.bot_id,
        "app_id": ws.app_id,
        "text": text or NO_TEXT,
        "team": ws.team_id,
        "bot_profile": {
            "id": ws.bot_id, "deleted": False, "name": ws.manifest.bot_name, "updated": 0,
            "app_id": ws.app_id, "team_id": ws.team_id, "user_id": ws.bot_user_id,
            "icons": {f"image_{size}": f"{ICON}_{size}.png" for size in (36, 48, 72)},
        },
    }  # fmt: skip
    if blocks:
        message["blocks"] = fill(ws, blocks)
    message.update({key: value for key, value in more.items() if value is not None})
    return message


def store(core: Core, channel: Channel, message: Json) -> list[Envelope]:
    """Show a message to everyone in the place; the events on their way to the app, if subscribed."""
    with core.workspace.change():
        channel.messages[message["ts"]] = message
        if threads.is_reply(message):
            threads.attach(channel, message)
            if message.get("bot_id"):
                channel.assistants.get(message["thread_ts"], {}).pop("status", None)
    return [
        sent for sent in (_told(core, channel, message), *mentions.follow(core, channel, message)) if sent
    ]


def _told(core: Core, channel: Channel, message: Json) -> Envelope | None:
    """The `message` event of a place that the app is in."""
    where = {"channel": channel.id, "channel_type": channel.kind, "event_ts": message["ts"]}
    return heard(core, channel, {**message, **where})


def heard(core: Core, channel: Channel, event: Json) -> Envelope | None:
    """Send an event of a place, unless the app is not in it."""
    return core.emit(event) if core.workspace.bot_user_id in channel.members else None


def store_ephemeral(core: Core, channel: Channel, user: str, message: Json) -> None:
    """Show a message to one person only; Slack keeps no other trace of it."""
    with core.workspace.change():
        message["is_ephemeral"] = True
        channel.ephemerals.setdefault(user, type(channel.messages)())[message["ts"]] = message


def change(core: Core, channel: Channel, ts: str, new: Json) -> None:
    """Replace a stored message and send `message_changed`.

    A text is marked as edited; blocks are not (docs.slack.dev, chat.update).
    """
    ws = core.workspace
    stamp = f"{ws.epoch()}.000000"
    with ws.change():
        previous = channel.messages[ts]
        for key in threads.KEPT:
            if key in previous:
                new.setdefault(key, previous[key])
        if not new.get("blocks"):
            new["edited"] = {"user": new["user"], "ts": stamp}
        channel.messages[ts] = new
    heard(
        core,
        channel,
        {
            "type": "message", "subtype": "message_changed", "hidden": True, "channel": channel.id,
            "channel_type": channel.kind, "ts": ws.new_ts(), "event_ts": stamp,
            "message": new, "previous_message": previous,
        },
    )  # fmt: skip


def remove(core: Core, channel: Channel, ts: str) -> None:
    """Delete a stored message and send `message_deleted`; of a thread's parent, a gravestone stays."""
    ws = core.workspace
    with ws.change():
        previous = channel.messages.pop(ts)
        channel.pins = [pin for pin in channel.pins if pin["ts"] != ts]
        if previous.get("reply_count"):
            _bury(channel, previous)
        elif threads.is_reply(previous) and previous["thread_ts"] in channel.messages:
            threads.count(channel, channel.messages[previous["thread_ts"]])
    stamp = ws.new_ts()
    heard(
        core,
        channel,
        {
            "type": "message", "subtype": "message_deleted", "hidden": True, "channel": channel.id,
            "channel_type": channel.kind, "ts": stamp, "event_ts": stamp, "deleted_ts": ts,
            "previous_message": previous,
        },
    )  # fmt: skip


def _bury(channel: Channel, parent: Json) -> None:
    """A thread outlives its first message: "This message was deleted." stands in its place."""
    left = {key: parent[key] for key in ("thread_ts", *threads.OF_PARENT) if key in parent}
    stone = {
        "type": "message",
        "subtype": "tombstone",
        "user": "USLACKBOT",
        "ts": parent["ts"],
        "hidden": True,
    }
    channel.messages[parent["ts"]] = {**stone, "text": "This message was deleted.", **left}
    channel.messages = type(channel.messages)(sorted(channel.messages.items()))
