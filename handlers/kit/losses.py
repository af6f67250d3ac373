"""A card that is gone from the channel: why, as organisers read it."""

from collections.abc import Mapping

from handlers.words import Translator, mark

LOSSES: Mapping[str, str] = {
    "message_not_found": mark("it was deleted."),
    "channel_not_found": mark("Prime does not find the channel. Invite it there, or correct PRIME_CHANNEL."),
    "not_in_channel": mark("Prime was removed from the channel. Invite it there first."),
    "is_archived": mark("the channel is archived. Restore it, or choose another by PRIME_CHANNEL."),
}
"""By the error codes of chat.postMessage and chat.update (docs.slack.dev)."""


def lost(t: Translator, title: str, code: str) -> str:
    """Whose card is gone, and why, by Slack's error code."""
    why = t(LOSSES[code]) if code in LOSSES else t("Slack says {code}.", code=code)
    return t("The card of {title} is no longer in the channel: {why}", title=title, why=why)
