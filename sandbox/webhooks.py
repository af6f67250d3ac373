"""Incoming webhooks: addresses that post into one channel each.

Source: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
"""

from typing import Any

from sandbox import messages
from sandbox.core import Core
from sandbox.errors import ApiError

STATUS = {"no_service": 404, "channel_is_archived": 410, "action_prohibited": 403}
"""HTTP status by refusal; the others are 400. The body is the refusal's bare name."""
KNOWN = {"text", "blocks", "attachments", "thread_ts", "metadata", "unfurl_links", "unfurl_media"}


def address(core: Core, channel_id: str) -> str:
    """A fresh address for a channel."""
    ws = core.workspace
    secret = ws.scribble(24)
    core.webhooks[secret] = ws.channel(channel_id).id
    return f"{core.base}/services/{ws.team_id}/{ws.bot_id}/{secret}"


def post(core: Core, secret: str, body: Any) -> None:
    """Post; `no_service`, `invalid_payload`, `channel_is_archived`, or what a message's content lacks."""
    ws = core.workspace
    if secret not in core.webhooks or "incoming-webhook" not in ws.manifest.scopes:
        raise ApiError("no_service")
    if not isinstance(body, dict):
        raise ApiError("invalid_payload")
    channel = ws.channel(core.webhooks[secret])
    if channel.archived:
        raise ApiError("channel_is_archived")
    for name in sorted(body.keys() - KNOWN):
        core.lack(f"the field {name} of incoming webhooks")
    messages.check_content(body.get("text"), body.get("blocks"), body.get("attachments"))
    more = {key: body.get(key) for key in ("metadata", "thread_ts")}
    if body.get("attachments"):
        more["attachments"] = messages.attached(ws, body["attachments"])
    messages.store(core, channel, messages.from_app(ws, body.get("text"), body.get("blocks"), **more))
