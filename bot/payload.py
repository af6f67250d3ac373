"""Slack's payloads, read once (docs.slack.dev: commands, block_actions, message shortcuts, views, events)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from club.ids import SlackId
from handlers.kit.blocks import unescaped
from handlers.kit.router import MENU, Kind, menu_choice

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """What a payload says: which entry is wanted, by whom, and the act's fields."""

    kind: Kind
    name: str
    slack_id: SlackId
    fields: Mapping[str, Any]


def read_command(body: Payload) -> Read:
    """A slash command; without a word it asks for help. Its text is as it was typed (docs.slack.dev, slash
    commands: & < > come escaped); nothing in it is alive, for all that is said is escaped again."""
    word, _, rest = unescaped(str(body.get("text") or "")).strip().partition(" ")
    fields = {
        "text": rest.strip(),
        "trigger_id": body.get("trigger_id", ""),
        "response_url": body.get("response_url", ""),
        "channel": body.get("channel_id", ""),
        "ephemeral": True,
        "value": word,
    }
    return Read(Kind.COMMAND, word or "help", SlackId(body["user_id"]), fields)


def read_action(body: Payload) -> Read:
    """A button or a menu's item, in a message, a modal or the home tab."""
    action = body["actions"][0]
    name, value = action["action_id"], _value(action)
    if name.partition("#")[0] == MENU:
        name, value = menu_choice(value)
    container = body.get("container") or {}
    view = body.get("view") or {}
    fields = {
        "value": value,
        "state": (view.get("state") or body.get("state") or {}).get("values") or {},
        "metadata": view.get("private_metadata", ""),
        "trigger_id": body.get("trigger_id", ""),
        "response_url": body.get("response_url", ""),
        "view_id": view.get("id", ""),
        "view_hash": view.get("hash", ""),
        "view": view,
        "channel": container.get("channel_id", ""),
        "block_id": action.get("block_id", ""),
        "ephemeral": bool(container.get("is_ephemeral")),
    }
    return Read(Kind.ACTION, name, SlackId(body["user"]["id"]), fields)


def _value(action: Payload) -> str:
    option = action.get("selected_option") or {}
    return str(option.get("value") or action.get("value") or "")


def read_view(body: Payload) -> Read:
    """A modal submitted, or closed where it asked to be told."""
    view = body["view"]
    kind = Kind.CLOSED if body["type"] == "view_closed" else Kind.VIEW
    fields = {
        "state": (view.get("state") or {}).get("values") or {},
        "metadata": view.get("private_metadata", ""),
        "trigger_id": body.get("trigger_id", ""),
        "view_id": view.get("id", ""),
        "view_hash": view.get("hash", ""),
        "view": view,
    }
    return Read(kind, view.get("callback_id", ""), SlackId(body["user"]["id"]), fields)


def read_options(body: Payload) -> Read:
    """A select that asks for its options; `text` is what was typed."""
    view = body.get("view") or {}
    fields = {"text": body.get("value", ""), "metadata": view.get("private_metadata", ""), "view": view}
    return Read(Kind.OPTIONS, body["action_id"], SlackId(body["user"]["id"]), fields)


def read_shortcut(body: Payload) -> Read:
    """A shortcut used on a message. `text` stays as Slack wrote it, with its escapes and its marks.

    Without the escapes a mention could not be told from the same letters typed: `handlers.topics.quoted`.
    """
    message = body.get("message") or {}
    fields = {
        "text": message.get("text", ""),
        "trigger_id": body.get("trigger_id", ""),
        "response_url": body.get("response_url", ""),
        "channel": (body.get("channel") or {}).get("id", ""),
        "view": message,
    }
    return Read(Kind.SHORTCUT, body["callback_id"], SlackId(body["user"]["id"]), fields)


def read_event(body: Payload) -> Read:
    """An event of the Events API: `view` is the event itself, `value` its id, the same on every retry.

    A message's `text` stays as Slack wrote it, as a shortcut's does.
    """
    event = body["event"]
    user = event.get("user")
    who = user.get("id", "") if isinstance(user, Mapping) else user
    kind = event["type"] + (f".{event['channel_type']}" if event["type"] == "message" else "")
    fields = {
        "view": event,
        "value": body.get("event_id", ""),
        "channel": event.get("channel", ""),
        "text": event.get("text", ""),
    }
    return Read(Kind.EVENT, kind, SlackId(str(who or "")), fields)
