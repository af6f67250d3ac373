"""What a message says to the app beside itself: that it is named, that an address of its domains is in it.

Sources: https://docs.slack.dev/reference/events/app_mention and link_shared
"""

import re
from urllib.parse import urlsplit

from sandbox.core import Core
from sandbox.delivery.envelope import Envelope
from sandbox.errors import Json
from sandbox.workspace import Channel

ADDRESS = re.compile(r"<(https?://[^>|]+)")
OF_MESSAGE = ("user", "text", "ts", "client_msg_id", "team", "thread_ts", "parent_user_id", "blocks", "files")


def follow(core: Core, channel: Channel, message: Json) -> list[Envelope | None]:
    """The events that a new message brings about; the app's own messages bring about none."""
    if message.get("bot_id") or message.get("subtype") not in (None, "file_share", "thread_broadcast"):
        return []
    return [_mention(core, channel, message), _links(core, channel, message)]


def _mention(core: Core, channel: Channel, message: Json) -> Envelope | None:
    """`app_mention`: in places the app is in, its own direct messages apart."""
    bot = core.workspace.bot_user_id
    if channel.is_im or bot not in channel.members or f"<@{bot}>" not in message["text"]:
        return None
    event = {key: message[key] for key in OF_MESSAGE if key in message}
    return core.emit({"type": "app_mention", **event, "channel": channel.id, "event_ts": message["ts"]})


def _links(core: Core, channel: Channel, message: Json) -> Envelope | None:
    """`link_shared`: addresses of the domains that the manifest names, and of what stands below them."""
    domains = core.workspace.manifest.unfurl_domains
    links = [
        {"url": url, "domain": domain}
        for url in ADDRESS.findall(message["text"])
        for domain in domains
        if f".{urlsplit(url).hostname}".endswith(f".{domain}")
    ]
    if not links:
        return None
    event: Json = {
        "type": "link_shared",
        "channel": channel.id,
        "is_bot_user_member": core.workspace.bot_user_id in channel.members,
        "user": message["user"],
        "message_ts": message["ts"],
        "unfurl_id": f"{channel.id}.{message['ts']}",
        "source": "conversations_history",
        "links": links,
        "event_ts": core.workspace.new_ts(),
    }
    if message.get("thread_ts"):
        event["thread_ts"] = message["thread_ts"]
    return core.emit(event)
