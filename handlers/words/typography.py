"""French typography: the no-break spaces a French reader expects, put in one place.

U+00A0 before ":" , within « » and inside dates, hours and sizes; U+202F (narrow) before ; ! ? — as the
Imprimerie nationale has it. Only spaces that are there are changed: none is added, so `9:30` and `:emoji:`
stay whole.
"""

import re

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_SHORT_MONTHS = r"janv\.|févr\.|avr\.|juil\.|sept\.|oct\.|nov\.|déc\."
_SPACE = "[ \u00a0\u202f]+"

# Code, addresses, Slack's <…> markup and {placeholders} are left as they are.
_UNTOUCHED = re.compile(r"(`[^`]*`|https?://\S+|<[^<>\s][^<>]*>|\{[^{}]*\})")

_RULES = (
    (re.compile(f"{_SPACE}(?=[;!?])"), NARROW_NO_BREAK),
    (re.compile(rf"{_SPACE}(?=:(?![\w+-]+:))"), NO_BREAK),
    (re.compile(f"{_SPACE}(?=»)"), NO_BREAK),
    (re.compile(f"(?<=«){_SPACE}"), NO_BREAK),
    (re.compile(rf"(?<=\d){_SPACE}(?=h\b)"), NO_BREAK),
    (re.compile(rf"(?<=\d{NO_BREAK}h){_SPACE}(?=\d)"), NO_BREAK),
    (re.compile(rf"(?<=\d){_SPACE}(?=(?:{_MONTHS})\b|{_SHORT_MONTHS})"), NO_BREAK),
    (re.compile(rf"(?<=\b1er){_SPACE}(?=(?:{_MONTHS})\b|{_SHORT_MONTHS})"), NO_BREAK),
    (re.compile(rf"((?:{_MONTHS})){_SPACE}(?=\d{{4}}\b)"), rf"\1{NO_BREAK}"),
    (re.compile(rf"(?:(?<=\d)|^){_SPACE}(?=[KMG]o\b)"), NO_BREAK),  # at the beginning: after a placeholder
)


def typeset(text: str) -> str:
    """Put French no-break spaces into `text`; applying it twice changes nothing more."""
    pieces = _UNTOUCHED.split(text)
    return "".join(piece if at % 2 else _typeset_plain(piece) for at, piece in enumerate(pieces))


def _typeset_plain(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
