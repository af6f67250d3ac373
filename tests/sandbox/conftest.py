"""A box with a small Bolt app in it, for each test."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox import Sandbox, SettableClock, hang_up
from sandbox.driver.person import Person
from tests.tls import certificates

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Parrot"},
    "features": {
        "bot_user": {"display_name": "Parrot"},
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "slash_commands": [
            {"command": "/echo", "description": "Says it", "usage_hint": "words", "should_escape": True},
            {"command": "/plain", "description": "Says it again, not escaped"},
        ],
        "shortcuts": [
            {"name": "Ask the parrot", "type": "global", "callback_id": "ask", "description": "Ask"},
            {"name": "Quote this", "type": "message", "callback_id": "quote", "description": "Quote"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "commands", "chat:write", "im:write", "im:history", "im:read", "users:read",
                "channels:history", "channels:read", "files:write", "files:read",
            ]
        }
    },
    "settings": {
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened", "message.im", "team_join", "user_change",
                "member_joined_channel", "app_uninstalled",
            ]
        },
    },
}  # fmt: skip

MONDAY = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> SettableClock:
    """A Monday at eight, standing still."""
    return SettableClock(MONDAY)


@pytest.fixture
def box(clock: SettableClock) -> Iterator[Sandbox]:
    """A workspace with two people and one channel; no app is connected yet."""
    with Sandbox(MANIFEST, clock) as made:
        made.add_user(
            "U1ANA", name="ana.berger", real_name="Ana Berger", email="ana@example.org", locale="fr-FR"
        )
        made.add_user("U2LUC", name="luc.roy", real_name="Luc Roy", tz="America/New_York")
        made.add_channel("C1CLUB", name="club", members=["U1ANA", "U2LUC"])
        yield made


@pytest.fixture
def bolt(box: Sandbox, request: pytest.FixtureRequest) -> Iterator[App]:
    """A Bolt app connected by Socket Mode; tests add their listeners to it.

    Bolt keeps from an app what the app itself did, unless the fixture's parameter is False.
    """
    app = new_app(box, ignoring_self_events_enabled=getattr(request, "param", True))
    handler = SocketModeHandler(app, box.app_token)
    handler.connect()
    assert box.wait_connected()
    yield app
    hang_up(handler.client)


def new_app(box: Sandbox, **more: Any) -> App:
    """A Bolt app that talks to the box."""
    client = WebClient(token=box.bot_token, base_url=box.api_url, ssl=certificates())
    return App(client=client, signing_secret=box.signing_secret, process_before_response=True, **more)


Api = Callable[..., dict[str, Any]]


def api_of(box: Sandbox) -> Api:
    """Raw Web API calls with the bot's token: `api("chat.postMessage", channel="C1CLUB", text="…")`."""

    def call(method: str, *, token: str | None = None, **args: Any) -> dict[str, Any]:
        secret = box.bot_token if token is None else token
        status, body = post(
            box.api_url + method, args, {"Authorization": f"Bearer {secret}"} if secret else {}
        )
        return {"status": status, **body}

    return call


@pytest.fixture
def api(box: Sandbox) -> Api:
    """`api_of` the box."""
    return api_of(box)


def post(
    url: str, body: Any, headers: dict[str, str] | None = None, timeout: float = 10
) -> tuple[int, dict[str, Any]]:
    """POST JSON; the status and the answer (an object, or {"text": …})."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(
        url, data, {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    )
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            status, text = response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read().decode()
        error.close()
    found = json.loads(text) if text.startswith("{") else {"text": text}
    return status, found


def button(label: str, action_id: str, **more: Any) -> dict[str, Any]:
    """A button."""
    return {"type": "button", "text": {"type": "plain_text", "text": label}, "action_id": action_id, **more}


def section(text: str, **more: Any) -> dict[str, Any]:
    """A section of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def plain(text: str) -> dict[str, Any]:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def text_input(label: str, block_id: str, **more: Any) -> dict[str, Any]:
    """An input block with one line of text; `more` goes to the block."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"type": "plain_text_input", "action_id": "value"},
        **more,
    }


def modal(
    *blocks: dict[str, Any], title: str = "A modal", submit: str | None = "Send", **more: Any
) -> dict[str, Any]:
    """A modal."""
    view = {"type": "modal", "title": plain(title), "blocks": list(blocks), **more}
    return view | ({"submit": plain(submit)} if submit else {})


Open = Callable[..., Person]


@pytest.fixture
def opened(box: Sandbox, bolt: App) -> Open:
    """Ana with a modal open, as a command opens it."""

    def open_it(view: dict[str, Any]) -> Person:
        @bolt.command("/echo")
        def show(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            client.views_open(trigger_id=body["trigger_id"], view=view)
            ack()

        ana = box.person("U1ANA")
        ana.types("/echo", in_="club")
        return ana

    return open_it


def remember(bolt: App) -> list[dict[str, Any]]:
    """Let the app keep every interactive payload."""
    heard: list[dict[str, Any]] = []

    @bolt.middleware
    def keep(body: dict[str, Any], next: Any) -> None:
        heard.append(body)
        next()

    return heard


def acknowledge(ack: Ack) -> None:
    ack()
