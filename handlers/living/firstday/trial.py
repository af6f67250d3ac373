"""Whether Prime can speak in the club's channel: found out by a message that it posts and deletes."""

from contextlib import suppress
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.words import Translator

OK = "ok"
AWAY = "away"
"""Slack did not answer."""
NO_ANSWER = (SlackClientError, OSError, HTTPException)
TRIAL = "prime_trial"
"""The type of the metadata that a trial bears."""
LOOKED_AT = 20
"""Newest messages among which one cut short is looked for."""


def post_and_delete(client: WebClient, channel: str, t: Translator) -> str:
    """`ok`, Slack's error, or that it did not answer. What stays of a trial cut short says what it is."""
    said = t("A trial of Prime, which deletes this message at once.")
    mark = {"event_type": TRIAL, "event_payload": {}}
    try:
        posted = client.chat_postMessage(channel=channel, text=said, metadata=mark)
        client.chat_delete(channel=channel, ts=str(posted["ts"]))
    except SlackApiError as error:
        return str(error.response.get("error") or AWAY)
    except NO_ANSWER:
        return AWAY
    return OK


def withdraw(client: WebClient, channel: str) -> None:
    """Deletes what stays of a trial cut short, as far as Slack answers."""
    with suppress(*NO_ANSWER):
        page = client.conversations_history(channel=channel, limit=LOOKED_AT, include_all_metadata=True)
        for message in page.get("messages") or ():
            if (message.get("metadata") or {}).get("event_type") == TRIAL:
                client.chat_delete(channel=channel, ts=str(message["ts"]))
