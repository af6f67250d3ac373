"""Whether Prime can speak in the club's channel: found out by a message that it posts and deletes."""

from http.client import HTTPException

from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.kit.services import Services

OK = "ok"
AWAY = "away"
"""Slack did not answer."""


def post_and_delete(services: Services) -> str:
    """`ok`, Slack's error, or that it did not answer. What stays of a trial cut short says what it is."""
    t = services.shared
    said = t("A trial of Prime, which deletes this message at once.")
    channel = services.club.channel
    try:
        posted = services.client.chat_postMessage(channel=channel, text=said)
        services.client.chat_delete(channel=channel, ts=str(posted["ts"]))
    except SlackApiError as error:
        return str(error.response.get("error") or AWAY)
    except (SlackClientError, OSError, HTTPException):
        return AWAY
    return OK
