"""Who has which address in Slack today: asked when members are imported, for Prime keeps members' alone."""

from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.settings import Settings
from handlers.kit.profiles import read_profile
from storage.people import SlackProfile

PAGE = 500
PATIENCE = 20
"""How often Slack may ask to wait: a page each few seconds (docs.slack.dev, users.list, Tier 2)."""


class Unasked(Exception):  # noqa: N818 - nothing has failed that the file depends on
    """Slack was not asked, or did not answer; why."""


def accounts_of(settings: Settings) -> list[SlackProfile]:
    """Everybody in the workspace, in memory alone. Raises Unasked."""
    if not settings.slack_bot_token.get_secret_value():
        raise Unasked("SLACK_BOT_TOKEN is not set")
    from bot.app import slack_client

    client = slack_client(settings)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=PATIENCE))
    try:
        return _pages(client)
    except SlackApiError as refused:
        raise Unasked(f"Slack says {refused.response['error']}") from refused
    except (SlackClientError, OSError, HTTPException) as fault:
        raise Unasked(type(fault).__name__) from fault


def _pages(client: WebClient) -> list[SlackProfile]:
    found: list[SlackProfile] = []
    cursor = ""
    while True:
        page = client.users_list(limit=PAGE, cursor=cursor, include_locale=True)
        found += [read_profile(user) for user in page.get("members") or []]
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return found
