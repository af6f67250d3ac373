"""A sentence as people read it, Slack's marks put into words (docs.slack.dev, formatting message text)."""

import re
from collections.abc import Mapping

from club.ids import SlackId
from handlers.kit.blocks import unescaped

_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_MARK = re.compile(r"<[^<>|\s]+(?:\|([^<>]*))?>")


def people_in(text: str) -> set[SlackId]:
    """The accounts that are named in it."""
    return {SlackId(found) for found in _PERSON.findall(text)}


def plain(text: str, names: Mapping[SlackId, str]) -> str:
    """The sentence with members' names for their accounts; other marks leave their words, or nothing."""
    named = _PERSON.sub(lambda found: names.get(SlackId(found[1]), ""), text)
    return unescaped(_MARK.sub(lambda found: found[1] or "", named))
