"""Kinds of postings: which of what waits goes first, and what goes by e-mail too."""

from enum import IntEnum
from typing import Self


class Urgency(IntEnum):
    """Which of what waits goes first: by this, then by its hour."""

    FIRST = 0
    """Somebody has little time to act on it, or waits for it."""
    USUAL = 1
    LAST = 2
    """To many, and as good an hour later."""


class PostingKind(str):
    """The name of a kind of posting, how urgent such postings are, and how else they reach somebody."""

    urgency: Urgency
    mailed: bool
    passed_on: bool
    """Whether an organiser tells it to members who read nothing in Slack: as all that is mailed."""

    def __new__(
        cls, name: str, urgency: Urgency = Urgency.USUAL, *, mailed: bool = False, passed_on: bool = False
    ) -> Self:
        """The name; equal to any string that says the same."""
        made = super().__new__(cls, name)
        made.urgency, made.mailed, made.passed_on = urgency, mailed, mailed or passed_on
        return made


def urgency_of(kind: str) -> int:
    """How urgent postings of this kind are."""
    return int(kind.urgency if isinstance(kind, PostingKind) else Urgency.USUAL)


def is_passed_on(kind: str) -> bool:
    """Whether what nobody reads in Slack is noted, for an organiser to tell it."""
    return isinstance(kind, PostingKind) and kind.passed_on


def is_mailed(kind: str) -> bool:
    """Whether postings of this kind go by e-mail too, to members who agreed to that."""
    return isinstance(kind, PostingKind) and kind.mailed
