"""Interaction payloads as Slack documents them.

Source: https://docs.slack.dev/reference/interaction-payloads
"""

import json
from typing import Any

from sandbox import views
from sandbox.core import Core
from sandbox.errors import Json
from sandbox.workspace import Channel

TOKEN = "sandbox-verification"


INITIALS = tuple({initial for _, initial in views.VALUE_KEYS.values() if initial})


def common(core: Core, kind: str, user_id: str) -> Json:
    """The fields that every interaction has."""
    ws = core.workspace
    user = ws.user(user_id)
    return {
        "type": kind,
        "team": {"id": ws.team_id, "domain": ws.team_domain},
        "user": {"id": user_id, "username": user["name"], "name": user["name"], "team_id": ws.team_id},
        "api_app_id": ws.app_id,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def sent_name(channel: Channel) -> str:
    """A channel's name in payloads: "directmessage" for DMs; private channels' names are not told."""
    return "privategroup" if channel.kind == "group" else channel.name


def command(core: Core, user_id: str, channel: Channel, name: str, text: str) -> Json:
    """A slash command.

    Source: https://docs.slack.dev/interactivity/implementing-slash-commands
    """
    ws = core.workspace
    return {
        "token": TOKEN,
        "team_id": ws.team_id,
        "team_domain": ws.team_domain,
        "channel_id": channel.id,
        "channel_name": sent_name(channel),
        "user_id": user_id,
        "user_name": ws.user(user_id)["name"],
        "command": name,
        "text": text,
        "api_app_id": ws.app_id,
        "is_enterprise_install": "false",
        "response_url": core.reply_url(user_id, channel.id),
        "trigger_id": core.triggers.issue(user_id),
    }


def action(core: Core, user: str, block: Json, element: Json, chosen: Json) -> Json:
    """One entry of `actions`: the element, what was chosen, and when."""
    entry: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": core.workspace.new_ts(),
    }
    for key in ("text", "value", "style", "confirm", "placeholder", *INITIALS):
        if element.get(key) is not None:
            entry[key] = element[key]
    return entry | chosen


def in_message(
    core: Core, user: str, channel: Channel, message: Json, actions: list[Json], state: Json
) -> Json:
    """`block_actions` in a message; an ephemeral message's body is not sent along."""
    payload = common(core, "block_actions", user)
    ephemeral = bool(message.get("is_ephemeral"))
    payload |= {
        "container": {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
            **_in_attachment(message, actions),
        },
        "trigger_id": core.triggers.issue(user),
        "channel": {"id": channel.id, "name": sent_name(channel)},
        "state": {"values": json.loads(json.dumps(state))},
        "response_url": core.reply_url(user, channel.id, message["ts"], ephemeral=ephemeral),
        "actions": actions,
    }
    if not ephemeral:
        payload["message"] = json.loads(json.dumps(message))
    return payload


def _in_attachment(message: Json, actions: list[Json]) -> Json:
    """What the container says beside, of an act on an attachment's blocks."""
    pressed = {action["block_id"] for action in actions}
    for one in message.get("attachments") or []:
        if any(block["block_id"] in pressed for block in one.get("blocks") or []):
            unfurl = bool(one.get("is_app_unfurl"))
            return {"type": "message_attachment", "attachment_id": one["id"], "is_app_unfurl": unfurl}
    return {}


def in_view(core: Core, user: str, view: Json, actions: list[Json]) -> Json:
    """`block_actions` in a modal or home tab."""
    payload = common(core, "block_actions", user)
    origin = view["id"] if view["type"] == "modal" else None
    payload |= {
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": core.triggers.issue(user, origin),
        "view": views.shown(view),
        "actions": actions,
    }
    return payload


def submission(core: Core, user: str, view: Json) -> Json:
    """`view_submission`."""
    payload = common(core, "view_submission", user)
    payload["trigger_id"] = core.triggers.issue(user, view["id"])
    payload["view"] = views.shown(view)
    payload["response_urls"] = _response_urls(core, user, view)
    return payload


def _response_urls(core: Core, user: str, view: Json) -> list[Json]:
    urls: list[Json] = []
    for block_id, element in views.stateful(view["blocks"]):
        if not element.get("response_url_enabled"):
            continue
        key = views.VALUE_KEYS[element["type"]][0]
        channel = view["state"]["values"][block_id][element["action_id"]][key]
        if channel:
            urls.append(
                {
                    "block_id": block_id,
                    "action_id": element["action_id"],
                    "channel_id": channel,
                    "response_url": core.reply_url(user, channel),
                }
            )
    return urls


def closed(core: Core, user: str, view: Json, *, cleared: bool) -> Json:
    """`view_closed`."""
    payload = common(core, "view_closed", user)
    payload |= {"view": views.shown(view), "is_cleared": cleared}
    return payload


def suggestion(core: Core, user: str, place: Json, block_id: str, action_id: str, query: str) -> Json:
    """`block_suggestion`; `place` holds container and view, or container, channel and message."""
    payload = common(core, "block_suggestion", user)
    payload |= {"action_id": action_id, "block_id": block_id, "value": query, **place}
    return payload


def global_shortcut(core: Core, user: str, callback_id: str) -> Json:
    """`shortcut`."""
    payload = common(core, "shortcut", user)
    payload |= {
        "callback_id": callback_id,
        "trigger_id": core.triggers.issue(user),
        "action_ts": core.workspace.new_ts(),
    }
    return payload


def message_shortcut(core: Core, user: str, callback_id: str, channel: Channel, message: Json) -> Json:
    """`message_action`."""
    payload = common(core, "message_action", user)
    body: dict[str, Any] = json.loads(json.dumps(message))
    payload |= {
        "callback_id": callback_id,
        "trigger_id": core.triggers.issue(user),
        "action_ts": core.workspace.new_ts(),
        "message_ts": message["ts"],
        "channel": {"id": channel.id, "name": sent_name(channel)},
        "message": body,
        "response_url": core.reply_url(user, channel.id),
    }
    return payload
