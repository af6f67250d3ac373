"""`manifest.yml` is what Slack accepts, and declares what the code uses: no more, no less.

Limits and keys: docs.slack.dev, "App manifest reference"; schema published in slackapi/manifest-schema.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk.web import WebClient
from slack_sdk.web.base_client import BaseClient

from handlers import names

ROOT = Path(__file__).parents[1]
CODE = ("bot", "handlers", "scheduler")

KEYS = {
    "": {"_metadata", "display_information", "features", "oauth_config", "settings"},
    "_metadata": {"major_version", "minor_version"},
    "display_information": {"name", "description", "background_color", "long_description"},
    "features": {"app_home", "bot_user", "shortcuts", "slash_commands"},
    "features.app_home": {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
    "features.bot_user": {"display_name", "always_online"},
    "features.shortcuts": {"name", "type", "callback_id", "description"},
    "features.slash_commands": {"command", "url", "description", "usage_hint", "should_escape"},
    "oauth_config": {"scopes"},
    "oauth_config.scopes": {"bot", "bot_optional"},
    "settings": {
        "event_subscriptions",
        "interactivity",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
    },
    "settings.event_subscriptions": {"bot_events"},
    "settings.interactivity": {"is_enabled"},
}
"""Where we are in the manifest, and the keys that may stand there in Socket Mode."""

LENGTHS = {
    "display_information.name": 35,
    "display_information.description": 140,
    "features.bot_user.display_name": 80,
    "features.shortcuts.name": 24,
    "features.shortcuts.callback_id": 255,
    "features.shortcuts.description": 150,
    "features.slash_commands.command": 32,
    # The schema allows 2000 and 1000; the composer's list shows about so much.
    "features.slash_commands.description": 100,
    "features.slash_commands.usage_hint": 100,
}

EVENT_SCOPES = {
    "app_home_opened": "",
    "app_uninstalled": "",
    "message.im": "im:history",
    "team_join": "users:read",
    "user_change": "users:read",
}
"""docs.slack.dev, each event's own page: "Required scopes"."""

BOLT_CALLS = {"auth_test"}
"""What Bolt calls on its own."""


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return found


def nodes(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value of the manifest with its dotted place; the items of a list share their list's place."""
    yield path, value
    if isinstance(value, dict):
        for key, below in value.items():
            yield from nodes(below, f"{path}.{key}".strip("."))
    elif isinstance(value, list):
        for below in value:
            yield from nodes(below, path)


def test_every_key_is_one_that_slack_knows(manifest: dict[str, Any]) -> None:
    unknown = {
        f"{path}.{key}"
        for path, value in nodes(manifest)
        if isinstance(value, dict)
        for key in value.keys() - KEYS.get(path, set())
    }
    assert unknown == set()


def test_no_text_is_longer_than_slack_allows(manifest: dict[str, Any]) -> None:
    texts = [(path, value) for path, value in nodes(manifest) if path in LENGTHS and isinstance(value, str)]
    assert [path for path, text in texts if not 1 <= len(text) <= LENGTHS[path]] == []
    assert {path for path, _ in texts} >= {"display_information.name", "features.slash_commands.command"}


def test_the_app_speaks_socket_mode_with_home_messages_and_buttons(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"] == {"is_enabled": True}
    assert manifest["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_commands_are_those_of_the_code_and_escape_names(manifest: dict[str, Any]) -> None:
    commands = manifest["features"]["slash_commands"]
    assert [command["command"] for command in commands] == list(names.COMMANDS)
    assert all(command["should_escape"] for command in commands)


def test_shortcuts_are_those_of_the_code(manifest: dict[str, Any]) -> None:
    shortcuts = manifest["features"].get("shortcuts", [])
    assert {shortcut["callback_id"] for shortcut in shortcuts} == set(names.SHORTCUTS)
    assert all(shortcut["type"] in {"global", "message"} for shortcut in shortcuts)


def test_events_are_those_of_the_code(manifest: dict[str, Any]) -> None:
    assert sorted(manifest["settings"]["event_subscriptions"]["bot_events"]) == sorted(names.EVENTS)


def test_scopes_are_those_the_code_needs_and_no_other(manifest: dict[str, Any]) -> None:
    granted = manifest["oauth_config"]["scopes"]["bot"]
    assert len(granted) == len(set(granted))
    assert set(granted) == {*names.SCOPES.values(), *names.OTHER_SCOPES} - {""}


def test_what_an_installation_may_leave_out_is_optional_and_stands_in_both_lists(
    manifest: dict[str, Any],
) -> None:
    scopes = manifest["oauth_config"]["scopes"]
    assert scopes["bot_optional"] == [*names.OPTIONAL_SCOPES]
    assert set(scopes["bot_optional"]) < set(scopes["bot"]), "else Slack never asks for them"


def test_no_event_and_no_command_depends_on_what_is_optional() -> None:
    assert not {*EVENT_SCOPES.values(), *names.OTHER_SCOPES} & {*names.OPTIONAL_SCOPES}


def test_every_event_has_its_scope(manifest: dict[str, Any]) -> None:
    granted = {*manifest["oauth_config"]["scopes"]["bot"], ""}
    assert {EVENT_SCOPES[event] for event in names.EVENTS} <= granted


def test_the_methods_with_a_scope_are_those_the_code_calls() -> None:
    called = {name for room in CODE for path in (ROOT / room).rglob("*.py") for name in methods_in(path)}
    assert called - names.SCOPES.keys() == set(), "called, without an entry in names.SCOPES"
    assert names.SCOPES.keys() - called - BOLT_CALLS == set(), "in names.SCOPES, called nowhere"


METHODS = {name for name in dir(WebClient) if "_" in name and not name.startswith("_")} - set(dir(BaseClient))


def methods_in(path: Path) -> Iterator[str]:
    """Web API methods used in a file: `client.chat_update`, or `client.api_call("chat.update")`."""
    if path == Path(names.__file__):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            yield node.attr
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "api_call" and node.args:
            yield str(ast.literal_eval(node.args[0])).replace(".", "_")


def test_calls_are_found_by_attribute_and_by_name(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(
        'web.chat_update(ts=1)\nsend = web.views_open\nweb.api_call("auth.test")\n'
    )
    assert set(methods_in(tmp_path / "code.py")) == {"chat_update", "views_open", "auth_test"}
