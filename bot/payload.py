"""Slack's payloads, read once (docs.slack.dev: commands, block_actions, message shortcuts, views, events).

`read` is the door: it gives nothing for kinds that Prime does not handle (dialogs, workflow steps, legacy
buttons, global shortcuts, whatever comes next) and for what has not the shape that Slack documents. What it
gives is well typed all through, so that nobody behind it meets a list where a word should stand.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from club.ids import SlackId
from handlers.kit.blocks import unescaped
from handlers.kit.interaction import State, storable
from handlers.kit.router import MENU, InteractionKind, menu_choice
from handlers.names import COMMANDS

Payload = Mapping[str, Any]
OF_ACCOUNTS = ("team_join", "user_change")
"""Events whose `user` is a whole user object (docs.slack.dev, events); elsewhere it is an id."""
SLACK_S = (".slack.com", ".slack-gov.com")
_ID = re.compile(r"[A-Z0-9]{1,64}")


@dataclass(frozen=True, slots=True)
class Read:
    """What a payload says: which entry is wanted, by whom, and the act's fields."""

    kind: InteractionKind
    name: str
    slack_id: SlackId
    fields: Mapping[str, Any]


class _NotOurs(Exception):  # noqa: N818 - a state, not a bug
    """No payload that Prime handles."""


def read(body: object) -> Read | None:
    """What is asked of Prime; None: nothing that it handles."""
    if not isinstance(body, Mapping):
        return None
    kind = body.get("type")
    reader = READERS.get(kind) if isinstance(kind, str) else None
    if kind is None and body.get("command") in COMMANDS:
        reader = read_command
    try:
        return reader(body) if reader else None
    except _NotOurs:
        return None


def read_command(body: Payload) -> Read:
    """A slash command; without a word it asks for help. Its text is as it was typed (docs.slack.dev, slash
    commands: & < > come escaped); nothing in it is alive, for all that is said is escaped again."""
    word, _, rest = unescaped(_text(body, "text")).strip().partition(" ")
    fields = {
        "text": rest.strip(),
        "trigger_id": _text(body, "trigger_id"),
        "response_url": _url(body),
        "channel": _text(body, "channel_id"),
        "ephemeral": True,
        "value": word,
    }
    return Read(InteractionKind.COMMAND, word or "help", _who(body.get("user_id")), fields)


def read_action(body: Payload) -> Read:
    """A button or a menu's item, in a message, a modal or the home tab."""
    actions = body.get("actions")
    action = _map(actions[0]) if isinstance(actions, list) and actions else {}
    name, value = _needed(action, "action_id"), _value(action)
    if name.partition("#")[0] == MENU:
        name, value = menu_choice(value)
    container, view = _map(body.get("container")), _map(body.get("view"))
    fields = {
        "value": value,
        "state": _state(view) or _state(body),
        "metadata": _text(view, "private_metadata"),
        "trigger_id": _text(body, "trigger_id"),
        "response_url": _url(body),
        "view_id": _text(view, "id"),
        "view_hash": _text(view, "hash"),
        "view": view,
        "channel": _text(container, "channel_id"),
        "block_id": _text(action, "block_id"),
        "message_ts": _text(container, "message_ts"),
        "ephemeral": container.get("is_ephemeral") is True,
        "app_id": _text(body, "api_app_id"),
        "team_id": _text(_map(body.get("team")), "id"),
    }
    return Read(InteractionKind.ACTION, name, _user(body), fields)


def _value(action: Payload) -> str:
    return _text(_map(action.get("selected_option")), "value") or _text(action, "value")


def read_view(body: Payload) -> Read:
    """A modal submitted, or closed where it asked to be told."""
    view = _map(body.get("view"))
    kind = InteractionKind.CLOSED if body.get("type") == "view_closed" else InteractionKind.VIEW
    fields = {
        "state": _state(view),
        "metadata": _text(view, "private_metadata"),
        "trigger_id": _text(body, "trigger_id"),
        "view_id": _text(view, "id"),
        "view_hash": _text(view, "hash"),
        "view": view,
    }
    return Read(kind, _needed(view, "callback_id"), _user(body), fields)


def read_options(body: Payload) -> Read:
    """A select that asks for its options; `text` is what was typed."""
    view = _map(body.get("view"))
    fields = {"text": _text(body, "value"), "metadata": _text(view, "private_metadata"), "view": view}
    return Read(InteractionKind.OPTIONS, _needed(body, "action_id"), _user(body), fields)


def read_shortcut(body: Payload) -> Read:
    """A shortcut used on a message. `text` stays as Slack wrote it, with its escapes and its marks.

    Without the escapes a mention could not be told from the same letters typed: `kit.quoted`.
    """
    message = _map(body.get("message"))
    fields = {
        "text": _text(message, "text"),
        "trigger_id": _text(body, "trigger_id"),
        "response_url": _url(body),
        "channel": _text(_map(body.get("channel")), "id"),
        "view": message,
    }
    return Read(InteractionKind.SHORTCUT, _needed(body, "callback_id"), _user(body), fields)


def read_event(body: Payload) -> Read:
    """An event of the Events API: `view` is the event itself, `value` its id, the same on every retry.

    A message's `text` stays as Slack wrote it, as a shortcut's does; one with a file is an entry of its own.
    What nobody did (a channel was renamed) asks nothing of us.
    """
    event = _map(body.get("event"))
    kind, user = _needed(event, "type"), event.get("user")
    if kind == "message":
        kind += f".{_needed(event, 'channel_type')}"
        kind += ".file" if event.get("subtype") == "file_share" else ""
    fields = {
        "view": event,
        "value": _text(body, "event_id"),
        "channel": _text(event, "channel"),
        "text": _text(event, "text"),
    }
    whole = isinstance(user, Mapping) or kind in OF_ACCOUNTS
    return Read(InteractionKind.EVENT, kind, _who(_map(user).get("id") if whole else user), fields)


READERS: Mapping[str, Callable[[Payload], Read]] = {
    "block_actions": read_action,
    "message_action": read_shortcut,
    "view_submission": read_view,
    "view_closed": read_view,
    "block_suggestion": read_options,
    "event_callback": read_event,
}
"""By the payload's type; a slash command has none."""


def _map(found: object) -> Payload:
    return found if isinstance(found, Mapping) else {}


def _text(of: Payload, key: str) -> str:
    """A word of the payload, such as both engines can keep; empty where none stands."""
    found = of.get(key)
    return storable(found) if isinstance(found, str) else ""


def _url(body: Payload) -> str:
    found = _text(body, "response_url")
    return found if is_url(found) else ""


def is_url(text: str) -> bool:
    """Whether something might be said there."""
    return text.startswith(("https://", "http://"))


def is_slack_s(url: str, api: str) -> bool:
    """Whether Slack handed out this `response_url`: over TLS at a host of its own; of a sandbox, at its host.

    Prime posts nothing anywhere else, whatever a payload or a form names: no address inside the network.
    """
    try:
        at, there = urlsplit(url), urlsplit(api)
        plain = at.port is None and at.username is None
    except ValueError:
        return False
    if not f".{there.hostname}".endswith(SLACK_S):
        return bool(at.hostname) and (at.scheme, at.hostname) == (there.scheme, there.hostname)
    return at.scheme == "https" and plain and f".{at.hostname}".endswith(SLACK_S)


def _needed(of: Payload, key: str) -> str:
    if found := _text(of, key):
        return found
    raise _NotOurs


def _who(found: object) -> SlackId:
    if isinstance(found, str) and _ID.fullmatch(found):
        return SlackId(found)
    raise _NotOurs


def _user(body: Payload) -> SlackId:
    return _who(_map(body.get("user")).get("id"))


def _state(of: Payload) -> State:
    """What a form's inputs hold, by block and action."""
    blocks = _map(_map(of.get("state")).get("values"))
    return {
        block: {action: element for action, element in held.items() if isinstance(element, Mapping)}
        for block, held in blocks.items()
        if isinstance(held, Mapping)
    }
