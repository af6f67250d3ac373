"""What somebody typed, fit for a page, a feed or a calendar that leaves the club."""

from unicodedata import category

UNFIT = {"Cc", "Cs", "Cn"}
"""Controls, halves of characters, and what is none (Unicode, general category)."""
TURNING = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


def clean(text: str) -> str:
    """Without what neither HTML nor XML may hold (XML 1.0, 2.2), nor what turns a text around."""
    return "".join(mark for mark in text if mark in "\n\t" or _fits(mark))


def _fits(mark: str) -> bool:
    return mark not in TURNING and category(mark) not in UNFIT
