"""A message's text as people read it: Slack's own marks put into words.

docs.slack.dev, "Formatting message text": `<@U…>`, `<#C…|name>`, `<!here>`, `<!subteam^S…|@name>`,
`<url|words>`, and & < > escaped.
"""

import re
from collections.abc import Mapping
from html import unescape

_MARK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)")


def people_in(text: str) -> set[str]:
    """The Slack ids of those who are named in it."""
    return set(_PERSON.findall(text))


def readable(text: str, names: Mapping[str, str]) -> str:
    """The text with names for ids, and links written out; nothing in it is a mention any more."""
    return unescape(_MARK.sub(lambda found: _said(found[1], found[2] or "", names), text)).strip()


def _said(what: str, label: str, names: Mapping[str, str]) -> str:
    if what.startswith("@"):
        return names.get(what[1:], "") or label or "@…"
    if what.startswith("#"):
        return f"#{label.removeprefix('#')}" if label else "#…"
    if what.startswith("!"):
        return label or f"@{what[1:].partition('^')[0]}"
    address = what.removeprefix("mailto:")
    return f"{label} ({address})" if label and label not in (what, address) else address
