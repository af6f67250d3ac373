"""Payloads of every kind that Slack documents, in our own words, with people who do not exist.

Shapes as in docs.slack.dev: Events API, interactivity, slash commands; legacy dialogs and workflow steps.
"""

from collections.abc import Mapping
from typing import Any

from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo

USER = {"id": "U0ANA", "username": "ana", "name": "ana", "team_id": "T0CLUB"}
TEAM = {"id": "T0CLUB", "domain": "club-prime"}
BASE = {"token": "x", "team": TEAM, "user": USER, "api_app_id": "A0PRIME", "enterprise": None}
URL = "http://127.0.0.1:9/actions/T0CLUB/1/x"
IN_DM = {"type": "message", "message_ts": "1700000000.000100", "channel_id": "D0ANA", "is_ephemeral": False}
WAY = ReturnTo(9, None).packed()
MODAL = {
    "id": "V0FORM",
    "type": "modal",
    "callback_id": "rsvp.late",
    "hash": "1700.x",
    "private_metadata": WAY,
    "root_view_id": "V0FORM",
    "previous_view_id": None,
    "blocks": [],
    "state": {"values": {"delay": {"delay": {"type": "static_select", "selected_option": {"value": "30"}}}}},
    "app_installed_team_id": "T0CLUB",
    "bot_id": "B0PRIME",
}


def click(name: str, value: str = "9", **more: Any) -> dict[str, Any]:
    """A button in a direct message."""
    action = {"type": "button", "action_id": name, "block_id": "b", "value": value, "action_ts": "1.1"}
    seen = {"container": IN_DM, "response_url": URL, "trigger_id": "1.1.x", "channel": {"id": "D0ANA"}}
    return {"type": "block_actions", **BASE, **seen, "actions": [action], **more}


def sent(callback_id: str, metadata: str, **values: Mapping[str, Any]) -> dict[str, Any]:
    """A form submitted."""
    view = MODAL | {"callback_id": callback_id, "private_metadata": metadata, "state": {"values": values}}
    return {"type": "view_submission", **BASE, "trigger_id": "1.1.x", "view": view, "response_urls": []}


def event(kind: str, **fields: Any) -> dict[str, Any]:
    """An event of the Events API."""
    seen = {"team_id": "T0CLUB", "api_app_id": "A0PRIME", "event_id": "Ev0", "event_time": 1700000000}
    may = [{"enterprise_id": None, "team_id": "T0CLUB", "user_id": "U0BOT", "is_bot": True}]
    return {"type": "event_callback", **seen, "authorizations": may, "event": {"type": kind, **fields}}


OURS: Mapping[str, dict[str, Any]] = {
    "command": {
        "command": "/prime",
        "text": "rsvp",
        "user_id": "U0ANA",
        "team_id": "T0CLUB",
        "trigger_id": "1.x",
    },
    "button": click("rsvp.yes"),
    "menu": click("menu#1", actions=[{"action_id": "menu#1", "selected_option": {"value": "rsvp.yes|9"}}]),
    "button in a modal": click(
        "rsvp.who_page",
        ListPosition("rsvp.who", of=9, page=1).value(),
        container={"type": "view", "view_id": "V0FORM"},
        view=MODAL,
    ),
    "form": sent("rsvp.late", WAY, delay={"delay": {"selected_option": {"value": "30"}}}),
    "form closed": {"type": "view_closed", **BASE, "view": MODAL, "is_cleared": False},
    "options": {
        "type": "block_suggestion",
        **BASE,
        "action_id": "directory.people",
        "value": "ber",
        "view": MODAL,
    },
    "message shortcut": {
        "type": "message_action",
        **BASE,
        "callback_id": "topics.from_message",
        "trigger_id": "1.x",
        "response_url": URL,
        "channel": {"id": "C0PRIME", "name": "club-prime"},
        "message": {"type": "message", "user": "U0LUC", "ts": "1.1", "text": "Mutualiser la chaleur"},
    },
    "profile changed": event("user_change", user={"id": "U0ANA", "profile": {"real_name": "Ana Berger"}}),
    "somebody came": event("team_join", user={"id": "U0NEW", "profile": {"real_name": "Val Visiteur"}}),
}
"""What Prime handles; the event 9 does not exist."""

OTHERS: Mapping[str, object] = {
    "address asked": {"type": "url_verification", "challenge": "x", "token": "x"},
    "rate limited": {"type": "app_rate_limited", "team_id": "T0CLUB", "minute_rate_limited": 1700000000},
    "certificate checked": {"ssl_check": "1", "token": "x"},
    "another command": {"command": "/other", "text": "", "user_id": "U0ANA"},
    "command of nobody": {"command": "/prime", "text": "rsvp"},
    "global shortcut": {"type": "shortcut", **BASE, "callback_id": "new", "trigger_id": "1.x"},
    "dialog sent": {
        "type": "dialog_submission",
        **BASE,
        "callback_id": "d",
        "submission": {"name": "x"},
        "state": "s",
    },
    "dialog closed": {"type": "dialog_cancellation", **BASE, "callback_id": "d", "response_url": URL},
    "dialog options": {
        "type": "dialog_suggestion",
        **BASE,
        "callback_id": "d",
        "name": "city",
        "value": "ly",
    },
    "legacy button": {
        "type": "interactive_message",
        **BASE,
        "callback_id": "old",
        "actions": [{"name": "yes", "type": "button", "value": "1"}],
        "original_message": {"attachments": [{"callback_id": "old"}]},
    },
    "legacy menu": {"type": "interactive_message", **BASE, "callback_id": "old", "actions": [{"name": "m"}]},
    "workflow step edited": {
        "type": "workflow_step_edit",
        **BASE,
        "callback_id": "s",
        "workflow_step": {"step_id": "1"},
    },
    "workflow step saved": {
        "type": "view_submission",
        **BASE,
        "view": MODAL | {"type": "workflow_step", "callback_id": "s"},
    },
    "workflow step run": event("workflow_step_execute", callback_id="s", workflow_step={"inputs": {}}),
    "function run": event(
        "function_executed", function={"callback_id": "f"}, inputs={"user": "U0ANA"}, bot_access_token="x"
    ),
    "click without a user": {key: value for key, value in click("rsvp.yes").items() if key != "user"},
    "click without actions": {key: value for key, value in click("rsvp.yes").items() if key != "actions"},
    "click with no action": click("rsvp.yes", actions=[]),
    "click of an unknown button": click("rsvp.from_the_future"),
    "click in an attachment": click("", container={"type": "message_attachment", "attachment_id": 1}),
    "form of nobody": {"type": "view_submission", "view": MODAL},
    "form without a view": {"type": "view_submission", **BASE},
    "options of an unknown select": {"type": "block_suggestion", **BASE, "action_id": "x", "value": "y"},
    "event of nobody": event("channel_rename", channel={"id": "C1", "name": "x"}),
    "event without a type": {"type": "event_callback", "event": {}},
    "event without an event": {"type": "event_callback"},
    "message in a channel": event("message", channel_type="channel", channel="C1", user="U0ANA", text="x"),
    "message of nowhere": event("message", user="U0ANA", text="x"),
    "message edited": event(
        "message", subtype="message_changed", channel_type="im", message={"user": "U0ANA"}
    ),
    "message deleted": event("message", subtype="message_deleted", channel_type="im", previous_message={}),
    "mention": event("app_mention", user="U0ANA", text="<@U0BOT> x", channel="C1"),
    "reaction": event("reaction_added", user="U0ANA", item={"type": "message", "channel": "C1", "ts": "1.1"}),
    "link shared": event("link_shared", user="U0ANA", links=[{"url": "https://example.org"}]),
    "tokens revoked": event("tokens_revoked", tokens={"oauth": ["U0ANA"], "bot": ["U0BOT"]}),
    "app uninstalled": event("app_uninstalled"),
    "whole organisation": event("team_access_granted", team_ids=["T1", "T2"]) | {"enterprise_id": "E1"},
    "assistant": event("assistant_thread_started", assistant_thread={"user_id": "U0ANA", "context": {}}),
    "shared channel": event("shared_channel_invite_received", invite={"inviting_user": {"id": "U0X"}}),
    "a kind of tomorrow": {"type": "hologram_actions", **BASE},
    "a type that is no word": {"type": ["block_actions"], **BASE},
    "an empty object": {},
    "a list": [1, 2],
    "a word": "block_actions",
    "nothing": None,
}
"""What Prime does not handle: acknowledged, and that is all."""
