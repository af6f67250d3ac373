"""Kinds of postings, and which of what waits goes first."""

from enum import IntEnum


class Urgency(IntEnum):
    """Which of what waits goes first: by this, then by its hour."""

    FIRST = 0
    """Somebody has little time to act on it, or waits for it."""
    USUAL = 1
    LAST = 2
    """To many, and as good an hour later."""


class PostingKind(str):
    """The name of a kind of posting, and how urgent such postings are."""

    urgency: Urgency

    def __new__(cls, name: str, urgency: Urgency = Urgency.USUAL) -> "PostingKind":
        """The name; equal to any string that says the same."""
        made = super().__new__(cls, name)
        made.urgency = urgency
        return made


def urgency_of(kind: str) -> int:
    """How urgent postings of this kind are."""
    return int(kind.urgency if isinstance(kind, PostingKind) else Urgency.USUAL)
