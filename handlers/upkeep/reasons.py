"""Slack's words for a message refused for good, and what can be done (docs.slack.dev, chat.postMessage)."""

from collections.abc import Mapping

from handlers.kit.missing_posts import REASONS as OF_CHANNEL
from handlers.words import Translator, mark

CLOSED = mark("Slack account closed")
UNKNOWN = mark("unknown in this workspace")
REASONS: Mapping[str, str] = {
    "account_inactive": CLOSED,
    "user_disabled": CLOSED,
    "user_not_found": UNKNOWN,
    "user_not_visible": UNKNOWN,
    "cannot_dm_bot": mark("direct messages refused"),
    "messages_tab_disabled": mark("the app’s messages are switched off"),
}
"""By Slack's error code; of people, for conversations.open too."""
OPEN_AGAIN, INVITE = mark("to be opened again in Slack"), mark("to be invited into Slack")
STEPS: Mapping[str, str] = {
    "account_inactive": OPEN_AGAIN,
    "user_disabled": OPEN_AGAIN,
    "user_not_found": INVITE,
    "user_not_visible": INVITE,
    "cannot_dm_bot": mark("to be told in another way"),
    "messages_tab_disabled": mark("to be switched on in the app’s settings"),
}


def why(t: Translator, code: str) -> str:
    """Why it was refused, in a few words."""
    return t(REASONS[code]) if code in REASONS else t("Slack says {code}.", code=code)


def why_and_what(t: Translator, code: str) -> str:
    """Why it was refused and what to do; of a code that nobody foresaw, whom to tell."""
    if code in REASONS:
        return t("{why}, {step}", why=t(REASONS[code]), step=t(STEPS[code]))
    if code in OF_CHANNEL:
        return t(OF_CHANNEL[code])
    return t("to be told to whoever looks after Prime")
