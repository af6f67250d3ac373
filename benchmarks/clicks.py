"""Signed clicks on an event's card, as Slack sends them (docs.slack.dev, block_actions)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote_plus

from slack_bolt import BoltRequest
from slack_sdk.signature import SignatureVerifier

from club.ids import EventId, SlackId

SECRET = "0123456789abcdef0123456789abcdef"
TEAM, APP = "T0PRIME", "A0PRIME"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Click:
    """A body, and the headers that sign it."""

    body: str
    headers: Mapping[str, str]

    def request(self) -> BoltRequest:
        """As a server hands it to Bolt."""
        return BoltRequest(
            body=self.body, headers={name: [value] for name, value in self.headers.items()}, mode="http"
        )

    def environ(self) -> dict[str, Any]:
        """As a server hands it to a WSGI application (PEP 3333)."""
        body = self.body.encode()
        names = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in self.headers.items()}
        return {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/slack/events",
            "CONTENT_TYPE": FORM,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            **names,
        }


def click(who: SlackId, action: str, event_id: EventId, channel: str, card: Sequence[Any]) -> Click:
    """A click on a button of a card in a channel, signed now."""
    payload = json.dumps(_payload(who, action, event_id, channel, card), ensure_ascii=True)
    return signed("payload=" + quote_plus(payload))


def signed(body: str) -> Click:
    """A body with the signature of this moment; good for five minutes."""
    verifier = SignatureVerifier(SECRET)
    timestamp = str(int(verifier.clock.now()))
    signature = verifier.generate_signature(timestamp=timestamp, body=body)
    assert signature is not None
    headers = {
        "content-type": FORM,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature,
    }
    return Click(body, headers)


def _payload(
    who: SlackId, action: str, event_id: EventId, channel: str, card: Sequence[Any]
) -> Mapping[str, Any]:
    ts = "1796000000.000100"
    label = {"type": "plain_text", "text": "Je participe", "emoji": False}
    return {
        "type": "block_actions",
        "user": {"id": who, "username": who.lower(), "name": who.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "token": "an old token that nobody reads",
        "container": {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False},
        "trigger_id": "13345224609.738474920.8088930838d88f008e0",
        "team": {"id": TEAM, "domain": "club-prime"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": "club-prime"},
        "message": {
            "user": "U0PRIME",
            "type": "message",
            "ts": ts,
            "bot_id": "B0PRIME",
            "app_id": APP,
            "text": "Forum Chaleur fatale",
            "team": TEAM,
            "blocks": [{**block, "block_id": f"b{at}"} for at, block in enumerate(card)],
        },
        "state": {"values": {}},
        "response_url": "http://127.0.0.1:9/actions/1/2",
        "actions": [
            {
                "action_id": action,
                "block_id": f"b{len(card) - 1}",
                "text": label,
                "value": str(event_id),
                "type": "button",
                "action_ts": "1796000001.000200",
            }
        ],
    }
