"""`Sandbox`: the box as tests and the demo use it."""

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.routing import BaseRoute

from sandbox.clock import SettableClock
from sandbox.core import Call, Core
from sandbox.delivery.http import HttpTransport
from sandbox.delivery.post import Post
from sandbox.delivery.socket import SocketTransport
from sandbox.driver.person import Person
from sandbox.errors import Json
from sandbox.faults import Faults
from sandbox.interactions import Acts
from sandbox.known import unmodelled
from sandbox.limits import Limits
from sandbox.manifest import Manifest
from sandbox.peopled import Peopled
from sandbox.server import Server, listen
from sandbox.snapshot import snapshot
from sandbox.triggers import Triggers
from sandbox.workspace import Workspace


class Sandbox(Peopled):
    """A Slack workspace with one installed app, served on 127.0.0.1."""

    bot_token = "xoxb-1-sandbox"
    app_token = "xapp-1-sandbox"
    signing_secret = "8f742231b10e8888abcd99yyyzzz85a5"
    client_id = "1111111111.2222222222"
    client_secret = "3333333333333333333333333333cccc"

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
            self.client_id, self.client_secret,
        )  # fmt: skip
        self.act = Acts(self.core)
        self.settle: Callable[[], None] = lambda: None
        self.guide: list[Json] = []
        self._routes = list(routes)
        self._server: Server | None = None
        self._http: HttpTransport | None = None
        self._people: dict[str, Person] = {}
        self._add_bot()
        for lacking in unmodelled(self.workspace.manifest):
            self.core.lack(lacking)

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
    def lacking(self) -> list[str]:
        """What was asked of the box that it does not model: each is named once, here and in the log."""
        return self.core.lacking

    @property
    def authorize_url(self) -> str:
        """The installation page, for `OAuthSettings(authorization_url=…)`."""
        return f"{self.core.base}/oauth/v2/authorize"

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

    def person(self, who: str) -> Person:
        """The driver that acts and sees as this person, by id or name; always the same one."""
        named = (user["id"] for user in self.workspace.users.values() if user["name"] == who)
        user_id = who if who in self.workspace.users else str(next(named, who))
        self.workspace.user(user_id)
        if user_id not in self._people:
            self._people[user_id] = Person(self, user_id)
        return self._people[user_id]
