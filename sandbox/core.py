"""What the rooms of the box share."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox import events
from sandbox.delivery.envelope import Envelope
from sandbox.delivery.post import Post
from sandbox.delivery.socket import SocketTransport
from sandbox.errors import Json
from sandbox.faults import Faults
from sandbox.limits import Limits
from sandbox.schedule import Schedule
from sandbox.triggers import Triggers
from sandbox.workspace import Workspace

USER_TOKEN = "xoxp-1-sandbox-"
"""What a person's token begins with; their id follows."""
LOG = logging.getLogger("sandbox")


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
class InstallCode:
    """A code of the installation page: for which address, when, and whether it was exchanged."""

    redirect_uri: str
    user: str
    issued: datetime
    used: bool = False
    optional: tuple[str, ...] = ()
    """Scopes that could have been left out and were not."""


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
    client_id: str
    client_secret: str
    base: str = ""
    calls: list[Call] = field(default_factory=list)
    reply_urls: dict[str, ReplyUrl] = field(default_factory=dict)
    uploads: dict[str, str] = field(default_factory=dict)
    codes: dict[str, InstallCode] = field(default_factory=dict)
    webhooks: dict[str, str] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.schedule = Schedule(self.workspace)

    def lack(self, what: str) -> None:
        """Name once, in the log and in `lacking`, something that was asked for and is not modelled."""
        if what not in self.lacking:
            self.lacking.append(what)
            LOG.warning("the box lacks %s", what)

    def emit(self, event: Json) -> Envelope | None:
        """Deliver an event that the manifest subscribes to and has the scope for; None otherwise.

        Source: https://docs.slack.dev/apis/events-api#event-type-structure
        """
        ws = self.workspace
        name = events.subscription(event)
        wanted = events.scopes(event)
        granted = not wanted or not wanted.isdisjoint(ws.manifest.scopes)
        if not ws.installed or ws.revoked or not granted or name not in ws.manifest.events:
            return None
        body: Json = {
            "token": "sandbox-verification",
            "team_id": ws.team_id,
            "context_team_id": ws.team_id,
            "context_enterprise_id": None,
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
