"""What the app sends back at once: `response_url` posts and acknowledgements with a message.

Source: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

from datetime import timedelta
from typing import Any

from sandbox import messages
from sandbox.core import Core, ReplyUrl
from sandbox.errors import ApiError, Json
from sandbox.workspace import Channel

LIFE = timedelta(minutes=30)
MOST_USES = 5
KNOWN = {
    "text", "blocks", "attachments", "metadata", "thread_ts", "response_type", "replace_original",
    "delete_original", "unfurl_links", "unfurl_media",
}  # fmt: skip


def use(core: Core, number: str, body: Any) -> None:
    """Spend one of the five uses; `used_url`, `expired_url`, `no_such_url` or a message's fault."""
    url = core.reply_urls.get(number)
    if url is None:
        raise ApiError("no_such_url")
    if core.workspace.now() - url.issued > LIFE:
        raise ApiError("expired_url")
    if url.uses >= MOST_USES:
        raise ApiError("used_url")
    if not isinstance(body, dict):
        raise ApiError("invalid_payload")
    reply(core, url, body)
    url.uses += 1


def reply(core: Core, url: ReplyUrl, body: Json) -> None:
    """Replace or delete the message acted on, or post a new one (ephemeral unless "in_channel")."""
    channel = core.workspace.channel(url.channel)
    for name in sorted(body.keys() - KNOWN):
        core.lack(f"the field {name} of a response")
    if body.get("delete_original"):
        _delete(core, url, channel)
        return
    text, blocks = body.get("text"), body.get("blocks")
    messages.check_content(text, blocks, body.get("attachments"))
    if body.get("replace_original") and url.origin is not None:
        _replace(core, url, channel, body)
        return
    message = messages.from_app(core.workspace, text, blocks, **_beside(core, body))
    if body.get("thread_ts"):
        message["thread_ts"] = body["thread_ts"]
    if body.get("response_type") == "in_channel":
        messages.store(core, channel, message)
    else:
        messages.store_ephemeral(core, channel, url.user, message)


def _beside(core: Core, body: Json) -> Json:
    """What a message keeps besides its words."""
    hung = body.get("attachments")
    cards = messages.attached(core.workspace, hung) if hung else None
    return {"metadata": body.get("metadata"), "attachments": cards}


def _replace(core: Core, url: ReplyUrl, channel: Channel, body: Json) -> None:
    assert url.origin is not None
    new = messages.from_app(core.workspace, body.get("text"), body.get("blocks"), **_beside(core, body))
    new["ts"] = url.origin
    if not url.ephemeral:
        if url.origin not in channel.messages:
            raise ApiError("message_not_found")
        messages.change(core, channel, url.origin, new)
        return
    own = channel.ephemerals.get(url.user)
    if own is None or url.origin not in own:
        raise ApiError("message_not_found")
    with core.workspace.change():
        new["is_ephemeral"] = True
        own[url.origin] = new


def _delete(core: Core, url: ReplyUrl, channel: Channel) -> None:
    if url.origin is None:
        raise ApiError("message_not_found")
    if not url.ephemeral:
        if url.origin in channel.messages:
            messages.remove(core, channel, url.origin)
        return
    with core.workspace.change():
        own = channel.ephemerals.get(url.user)
        if own is not None:
            own.pop(url.origin, None)
