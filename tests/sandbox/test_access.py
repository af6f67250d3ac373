"""What the manifest does not grant is refused; what it does not declare is not delivered."""

from typing import Any

import pytest
from slack_bolt import Ack, App

from sandbox import Refused, Sandbox
from tests.sandbox.conftest import MANIFEST, MONDAY, Api, new_app


def without_scope(scope: str) -> dict[str, Any]:
    scopes = [s for s in MANIFEST["oauth_config"]["scopes"]["bot"] if s != scope]
    return {**MANIFEST, "oauth_config": {"scopes": {"bot": scopes}}}


def test_a_call_without_a_token_is_not_authed(api: Api) -> None:
    """reference/methods/auth.test: errors."""
    assert api("auth.test", token="")["error"] == "not_authed"
    assert api("auth.test")["ok"]


def test_a_wrong_token_is_invalid(api: Api) -> None:
    """reference/methods/auth.test: errors."""
    assert api("auth.test", token="xoxb-somebody-else")["error"] == "invalid_auth"


def test_a_token_of_the_wrong_kind_is_refused(box: Sandbox, api: Api) -> None:
    """reference/methods/apps.connections.open: takes app-level tokens only."""
    assert api("apps.connections.open")["error"] == "not_allowed_token_type"
    assert api("apps.connections.open", token=box.app_token)["url"].startswith("ws://127.0.0.1:")
    assert api("chat.postMessage", token=box.app_token, channel="C1CLUB", text="x")["error"] == (
        "not_allowed_token_type"
    )


def test_a_missing_scope_is_named_with_those_granted(api: Api) -> None:
    """apis/web-api: missing_scope carries needed and provided."""
    refused = api("users.lookupByEmail", email="ana@example.org")
    assert refused["error"] == "missing_scope"
    assert refused["needed"] == "users:read.email"
    assert "chat:write" in refused["provided"].split(",")
    assert api("users.info", user="U1ANA")["ok"]


def test_history_needs_the_scope_of_the_kind_of_place() -> None:
    """reference/methods/conversations.history: im:history, channels:history."""
    with Sandbox(without_scope("im:history")) as box:
        client = new_app(box).client
        box.add_user("U1ANA", name="ana")
        dm = client.chat_postMessage(channel="U1ANA", text="x")["channel"]
        with pytest.raises(Exception, match="im:history"):
            client.conversations_history(channel=dm)


def test_an_unknown_method_is_refused(api: Api) -> None:
    """apis/web-api: unknown_method."""
    assert api("chat.postMassage", channel="C1CLUB", text="x")["error"] == "unknown_method"


def test_an_undeclared_command_is_answered_by_slack_itself(box: Sandbox, bolt: App) -> None:
    """interactivity/implementing-slash-commands."""
    heard: list[str] = []

    @bolt.command("/other")
    def other(ack: Ack) -> None:
        heard.append("other")
        ack()

    ana = box.person("U1ANA")
    ana.types("/other thing", in_="club")
    ana.sees("/other is not a valid command")
    assert heard == []


def test_a_command_needs_the_commands_scope() -> None:
    """reference/scopes/commands."""
    with Sandbox(without_scope("commands")) as box:
        ana = box.add_user("U1ANA", name="ana")
        box.add_channel("C1CLUB", name="club", members=["U1ANA"])
        ana.types("/echo", in_="club")
        ana.sees("/echo is not a valid command")
        with pytest.raises(Refused):
            box.act.shortcut("U1ANA", "ask")


def test_an_event_without_its_scope_is_not_delivered() -> None:
    """reference/events/user_change: users:read."""
    for scope, sent in (("files:read", True), ("users:read", False)):
        with Sandbox(without_scope(scope)) as box:
            box.add_user("U1ANA", name="ana")
            event = {"type": "user_change", "user": {}, "event_ts": "1.0"}
            assert (box.core.emit(event) is not None) == sent


def test_an_undeclared_shortcut_cannot_be_used(box: Sandbox, bolt: App) -> None:
    """interactivity/implementing-shortcuts."""
    with pytest.raises(Refused):
        box.act.shortcut("U1ANA", "nothing")
    with pytest.raises(Refused):
        box.act.shortcut("U1ANA", "quote")


def test_an_event_not_subscribed_to_is_not_delivered(box: Sandbox, bolt: App) -> None:
    """reference/app-manifest: event_subscriptions.bot_events."""
    heard: list[str] = []

    @bolt.event("channel_archive")
    def archived() -> None:
        heard.append("archive")

    @bolt.event("team_join")
    def joined() -> None:
        heard.append("join")

    box.archive("C1CLUB")
    box.add_user("U3NEW", announce=True, name="new")
    assert box.wait_quiet()
    assert heard == ["join"]


def test_without_interactivity_no_button_works() -> None:
    """reference/app-manifest: settings.interactivity."""
    manifest = {**MANIFEST, "settings": {**MANIFEST["settings"], "interactivity": {"is_enabled": False}}}
    with Sandbox(manifest) as box:
        box.add_user("U1ANA", name="ana")
        with pytest.raises(Refused, match="interactivity"):
            box.act.press("U1ANA", {"home": True}, "b", "a", {})


def test_an_uninstalled_app_is_told_and_its_token_works_no_more(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/events/app_uninstalled."""
    heard: list[str] = []

    @bolt.event("app_uninstalled")
    def gone() -> None:
        heard.append("gone")

    box.uninstall()
    assert box.wait_quiet()
    assert heard == ["gone"]
    assert api("auth.test")["error"] == "account_inactive"


def test_the_boxs_server_listens_on_this_machine_alone(box: Sandbox) -> None:
    assert box.api_url.startswith("http://127.0.0.1:")
    assert box.clock.now() == MONDAY
