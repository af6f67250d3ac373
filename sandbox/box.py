"""`Sandbox`: the box as tests and the demo use it."""

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.routing import BaseRoute

from sandbox import messages, people
from sandbox.clock import SettableClock
from sandbox.core import Call, Core
from sandbox.delivery.http import HttpTransport
from sandbox.delivery.post import Post
from sandbox.delivery.socket import SocketTransport
from sandbox.driver.person import Person
from sandbox.errors import Json, Refused
from sandbox.faults import Faults
from sandbox.interactions import Acts
from sandbox.limits import Limits
from sandbox.manifest import Manifest
from sandbox.server import Server, listen
from sandbox.snapshot import snapshot
from sandbox.triggers import Triggers
from sandbox.workspace import Channel, Workspace


class Sandbox:
    """A Slack workspace with one installed app, served on 127.0.0.1."""

    bot_token = "xoxb-1-sandbox"
    app_token = "xapp-1-sandbox"
    signing_secret = "8f742231b10e8888abcd99yyyzzz85a5"

    def __init__(
        self,
        manifest: Path | str | Json,
        clock: SettableClock | None = None,
        routes: Sequence[BaseRoute] = (),
    ) -> None:
        self.clock = clock or SettableClock(ticking=True)
        self.workspace = Workspace(Manifest.load(manifest), self.clock)
        sockets = SocketTransport(self.workspace.app_id)
        self.faults = Faults(self.clock)
        self.faults.attach(sockets.drop, sockets.disconnect)
        sockets.copies = self.faults.copies
        self.limits = Limits(self.clock)
        self.core = Core(
            self.workspace, Post(self.workspace, sockets), sockets, Triggers(self.workspace),
            self.limits, self.faults, self.bot_token, self.app_token, self.signing_secret,
        )  # fmt: skip
        self.act = Acts(self.core)
        self.settle: Callable[[], None] = lambda: None
        self.guide: list[Json] = []
        self._routes = list(routes)
        self._server: Server | None = None
        self._http: HttpTransport | None = None
        self._people: dict[str, Person] = {}
        self._add_bot()

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self.workspace.team_id

    @property
    def app_id(self) -> str:
        """The app's id."""
        return self.workspace.app_id

    @property
    def bot_user_id(self) -> str:
        """The app's user."""
        return self.workspace.bot_user_id

    @property
    def rev(self) -> int:
        """Counts the changes."""
        return self.workspace.rev

    @property
    def calls(self) -> list[Call]:
        """Every Web API call, in order."""
        return self.core.calls

    @property
    def api_url(self) -> str:
        """The base address for `WebClient(base_url=…)`."""
        return f"{self.core.base}/api/"

    @property
    def page_url(self) -> str:
        """The address of the page."""
        return f"{self.core.base}/"

    @property
    def ack_seconds(self) -> float:
        """How long (real seconds) the box waits for an acknowledgement: Slack's three, or a test's fewer."""
        return self.core.post.patience

    @ack_seconds.setter
    def ack_seconds(self, seconds: float) -> None:
        self.core.post.patience = seconds

    # Start and stop

    def start(self, port: int = 0) -> "Sandbox":
        """Serve on 127.0.0.1; port 0 takes a free one."""
        listener = listen(port)
        self.core.base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._server = Server(self.core, [*self._routes, *self._page()])
        self._server.start(listener)
        return self

    def _page(self) -> list[BaseRoute]:
        if importlib.util.find_spec("sandbox.page") is None:
            return []
        found: Callable[[Any], list[BaseRoute]] | None = getattr(
            importlib.import_module("sandbox.page"), "routes", None
        )
        return found(self) if found is not None else []

    def stop(self) -> None:
        """Stop serving."""
        self.faults.clear()
        if self._server is not None:
            self._server.stop()
        if self._http is not None:
            self._http.close()

    def __enter__(self) -> "Sandbox":
        return self if self._server is not None else self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def deliver_to(self, url: str) -> None:
        """Send payloads to this address by signed HTTP from now on, not by Socket Mode."""
        self._http = HttpTransport(url, self.signing_secret, self.workspace)
        self.core.post.transport = self._http

    def verify_url(self) -> bool:
        """Ask the address given to `deliver_to` for Slack's challenge, as saving it in Slack does."""
        return self._http is not None and self._http.verify()

    def wait_connected(self, sockets: int = 1, timeout: float = 5) -> bool:
        """Wait (real seconds) until the app holds so many sockets."""
        return self.core.sockets.wait_connected(sockets, timeout)

    def wait_change(self, rev: int, timeout: float) -> int:
        """Wait (real seconds) until something changed after `rev`; the present revision."""
        self.workspace.wait(lambda: self.workspace.rev > rev, timeout)
        return self.workspace.rev

    def wait_quiet(self, timeout: float = 3) -> bool:
        """Wait (real seconds) until the app acknowledged every event sent so far."""
        return self.core.post.wait_quiet(timeout)

    def snapshot(self, user_id: str) -> Json:
        """All that one person sees, as JSON."""
        return snapshot(self.workspace, user_id)

    def grant(self, *scopes: str) -> None:
        """The app is installed again with these scopes besides those of its manifest."""
        ws = self.workspace
        with ws.change():
            granted = tuple(dict.fromkeys((*ws.manifest.scopes, *scopes)))
            ws.manifest = replace(ws.manifest, scopes=granted)

    # People and places

    def _add_bot(self) -> None:
        ws = self.workspace
        name = ws.manifest.bot_name
        bot = people.user_object(
            ws.bot_user_id,
            ws.team_id,
            ws.now(),
            {"name": name.lower().replace(" ", "_"), "real_name": name, "is_bot": True},
        )
        bot["profile"] |= {"bot_id": ws.bot_id, "api_app_id": ws.app_id}
        ws.users[ws.bot_user_id] = bot

    def add_user(self, user_id: str, *, announce: bool = False, **fields: Any) -> Person:
        """Add a person; `announce` sends `team_join`."""
        ws = self.workspace
        with ws.change():
            ws.users[user_id] = people.user_object(user_id, ws.team_id, ws.now(), fields)
        if announce:
            self.core.emit({"type": "team_join", "user": ws.users[user_id], "event_ts": ws.new_ts()})
        return self.person(user_id)

    def change_user(self, user_id: str, **fields: Any) -> None:
        """Change some of a person's fields and send `user_change`."""
        ws = self.workspace
        with ws.change():
            known = _fields(ws.user(user_id)) | fields
            ws.users[user_id] = people.user_object(user_id, ws.team_id, ws.now(), known)
        event = {"type": "user_change", "user": ws.users[user_id], "cache_ts": ws.epoch()}
        self.core.emit(event | {"event_ts": ws.new_ts()})

    def person(self, user_id: str) -> Person:
        """The driver that acts and sees as this person; always the same one."""
        self.workspace.user(user_id)
        if user_id not in self._people:
            self._people[user_id] = Person(self, user_id)
        return self._people[user_id]

    def add_channel(
        self,
        channel_id: str,
        *,
        name: str,
        members: Sequence[str] = (),
        bot_member: bool = True,
        private: bool = False,
    ) -> None:
        """Add a channel with its members."""
        ws = self.workspace
        inside = {*members, ws.bot_user_id} if bot_member else set(members)
        with ws.change():
            ws.channels[channel_id] = Channel(channel_id, name, inside, private=private, created=ws.epoch())

    def join(self, channel_id: str, user_id: str) -> None:
        """Let someone join a channel: `member_joined_channel`."""
        ws = self.workspace
        channel = ws.place(channel_id)
        with ws.change():
            channel.members.add(user_id)
        self.core.emit(
            {
                "type": "member_joined_channel", "user": user_id, "channel": channel.id,
                "channel_type": "G" if channel.private else "C", "team": ws.team_id,
                "event_ts": ws.new_ts(),
            }
        )  # fmt: skip

    def archive(self, channel_id: str) -> None:
        """Archive a channel: `channel_archive`."""
        channel = self.workspace.place(channel_id)
        with self.workspace.change():
            channel.archived = True
        event = {"type": "channel_archive", "channel": channel.id, "user": self.bot_user_id}
        self.core.emit(event | {"event_ts": self.workspace.new_ts()})

    def kick_bot(self, channel_id: str) -> None:
        """Remove the app from a channel: `channel_left`."""
        channel = self.workspace.place(channel_id)
        with self.workspace.change():
            channel.members.discard(self.bot_user_id)
        kind = "group_left" if channel.private else "channel_left"
        self.core.emit({"type": kind, "channel": channel.id, "event_ts": self.workspace.new_ts()})

    def delete_message(self, channel_id: str, ts: str) -> None:
        """Delete any message, as an administrator may."""
        channel = self.workspace.place(channel_id)
        if ts not in channel.messages:
            raise Refused(f"there is no message {ts} in {channel.name}")
        messages.remove(self.core, channel, ts)

    def uninstall(self) -> None:
        """Remove the app: `app_uninstalled`; its tokens work no more."""
        self.core.emit({"type": "app_uninstalled", "event_ts": self.workspace.new_ts()})
        with self.workspace.change():
            self.workspace.installed = False


def _fields(user: Json) -> Json:
    """The fields that `add_user` takes, read back from a user object."""
    profile = user["profile"]
    known = {key: user[key] for key in ("name", "real_name", "tz", "locale", *people.FLAGS) if key in user}
    return known | {key: profile[key] for key in ("email", "title", "display_name") if key in profile}
