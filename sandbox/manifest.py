"""The app's manifest, read as Slack reads it: what it does not declare is not delivered.

Source: https://docs.slack.dev/reference/app-manifest
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sandbox.errors import Json


@dataclass(frozen=True)
class Command:
    """A slash command; `should_escape` turns typed names into ids before it is sent."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True)
class Shortcut:
    """A shortcut; `type` is "global" or "message"."""

    name: str
    type: str
    callback_id: str
    description: str = ""


@dataclass(frozen=True)
class Manifest:
    """The declared surface of one app."""

    name: str
    bot_name: str
    commands: dict[str, Command] = field(default_factory=dict)
    shortcuts: dict[str, Shortcut] = field(default_factory=dict)
    events: frozenset[str] = frozenset()
    scopes: tuple[str, ...] = ()
    """The bot's that the app is installed with: those that nobody may leave out, until others are given."""
    interactivity: bool = False
    options_load: bool = False
    socket_mode: bool = False
    home_tab: bool = False
    messages_tab: bool = False
    messages_read_only: bool = False
    assistant: bool = False
    user_scopes: tuple[str, ...] = ()
    redirect_urls: tuple[str, ...] = ()
    unfurl_domains: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    """The bot's scopes that whoever installs may leave out (`bot_optional`)."""

    @classmethod
    def load(cls, source: "Path | str | Json") -> "Manifest":
        """Read a manifest from a YAML (or JSON) file or from a mapping."""
        if isinstance(source, dict):
            return cls.from_mapping(source)
        return cls.from_mapping(yaml.safe_load(Path(source).read_text(encoding="utf-8")))

    @classmethod
    def from_mapping(cls, data: Json) -> "Manifest":
        """Build from the manifest's top-level mapping; `display_information.name` is required."""
        features: Json = data.get("features") or {}
        settings: Json = data.get("settings") or {}
        home: Json = features.get("app_home") or {}
        interactivity: Json = settings.get("interactivity") or {}
        oauth: Json = data.get("oauth_config") or {}
        scopes: Json = oauth.get("scopes") or {}
        name = data["display_information"]["name"]
        socket = bool(settings.get("socket_mode_enabled"))
        wanted, optional = scopes.get("bot") or [], scopes.get("bot_optional") or []
        return cls(
            name=name,
            bot_name=(features.get("bot_user") or {}).get("display_name", name),
            commands=_commands(features.get("slash_commands") or []),
            shortcuts=_shortcuts(features.get("shortcuts") or []),
            events=frozenset((settings.get("event_subscriptions") or {}).get("bot_events") or []),
            scopes=tuple(one for one in wanted if one not in optional),
            interactivity=bool(interactivity.get("is_enabled")),
            options_load=socket or bool(interactivity.get("message_menu_options_url")),
            socket_mode=socket,
            home_tab=bool(home.get("home_tab_enabled")),
            messages_tab=bool(home.get("messages_tab_enabled")),
            messages_read_only=bool(home.get("messages_tab_read_only_enabled", True)),
            assistant=bool(features.get("assistant_view") or features.get("agent_view")),
            user_scopes=tuple(scopes.get("user") or []),
            redirect_urls=tuple(oauth.get("redirect_urls") or []),
            unfurl_domains=tuple(features.get("unfurl_domains") or []),
            # One that stands in the second list alone is never asked for.
            optional=tuple(one for one in wanted if one in optional),
        )


def _commands(rows: list[dict[str, Any]]) -> dict[str, Command]:
    return {
        row["command"]: Command(
            row["command"],
            row.get("description", ""),
            row.get("usage_hint", ""),
            bool(row.get("should_escape")),
        )
        for row in rows
    }


def _shortcuts(rows: list[dict[str, Any]]) -> dict[str, Shortcut]:
    return {
        row["callback_id"]: Shortcut(row["name"], row["type"], row["callback_id"], row.get("description", ""))
        for row in rows
    }
