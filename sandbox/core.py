"""What the rooms of the box share."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.delivery.envelope import Envelope
from sandbox.delivery.post import Post
from sandbox.delivery.socket import SocketTransport
from sandbox.errors import Json
from sandbox.faults import Faults
from sandbox.limits import Limits
from sandbox.triggers import Triggers
from sandbox.workspace import Workspace


@dataclass(frozen=True)
class Call:
    """One recorded Web API call; `result` is the answer's body."""

    method: str
    args: Json
    result: Json
    at: datetime


@dataclass
class ReplyUrl:
    """A `response_url`: whose, where, for which message, and how often used."""

    id: str
    user: str
    channel: str
    issued: datetime
    origin: str | None = None
    ephemeral: bool = False
    uses: int = 0


@dataclass
class Core:
    """State, doors and machinery of one box."""

    workspace: Workspace
    post: Post
    sockets: SocketTransport
    triggers: Triggers
    limits: Limits
    faults: Faults
    bot_token: str
    app_token: str
    signing_secret: str
    base: str = ""
    calls: list[Call] = field(default_factory=list)
    reply_urls: dict[str, ReplyUrl] = field(default_factory=dict)
    uploads: dict[str, str] = field(default_factory=dict)

    def emit(self, event: Json) -> Envelope | None:
        """Deliver an event that the manifest subscribes to and has the scope for; None otherwise.

        Source: https://docs.slack.dev/apis/events-api#event-type-structure
        """
        ws = self.workspace
        name = subscription(event)
        scope = EVENT_SCOPES.get(name)
        granted = scope is None or scope in ws.manifest.scopes
        if not ws.installed or not granted or name not in ws.manifest.events:
            return None
        body: Json = {
            "token": "sandbox-verification",
            "team_id": ws.team_id,
            "api_app_id": ws.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": ws.new_id("Ev"),
            "event_time": ws.epoch(),
            "event_context": f"4-{ws.scribble(20)}",
            "is_ext_shared_channel": False,
            "authorizations": [self._authorization()],
        }
        return self.post.tell(body)

    def _authorization(self) -> dict[str, Any]:
        return {
            "enterprise_id": None,
            "team_id": self.workspace.team_id,
            "user_id": self.workspace.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }

    def reply_url(
        self, user: str, channel: str, origin: str | None = None, *, ephemeral: bool = False
    ) -> str:
        """A fresh `response_url` for an act in `channel`, on message `origin` if any."""
        ws = self.workspace
        number = f"{len(self.reply_urls) + 1}{ws.scribble(20)}"
        self.reply_urls[number] = ReplyUrl(number, user, channel, ws.now(), origin, ephemeral)
        return f"{self.base}/actions/{ws.team_id}/{number}"


EVENT_SCOPES = {
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "team_join": "users:read",
    "user_change": "users:read",
    "member_joined_channel": "channels:read",
    "channel_archive": "channels:read",
    "channel_left": "channels:read",
    "group_left": "groups:read",
}
"""The scope without which Slack does not send an event, as each event's page says."""


def subscription(event: Json) -> str:
    """The manifest's name of an event: messages are subscribed to by kind of place."""
    if event["type"] == "message":
        return {"im": "message.im", "channel": "message.channels", "group": "message.groups"}[
            event["channel_type"]
        ]
    return str(event["type"])
