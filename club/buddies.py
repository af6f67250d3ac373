"""Who of a company accompanies a colleague that is new to the club (article S'ENTRAIDER)."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from club.helpers import Candidate
from club.ids import MemberId

MOST_ASKED = 3
"""Colleagues asked for one newcomer, one after the other."""
PATIENCE = 5
"""Working days for which one is waited for before the next is asked."""
FEELS_NEW = 60
"""Days for which somebody is new: whoever accompanies them and leaves is followed by another."""


class BuddyAnswer(StrEnum):
    """Where a colleague stands who was asked."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"


def next_buddy(colleagues: Sequence[Candidate], asked: Collection[MemberId]) -> MemberId | None:
    """Who is asked next: the one who has been here longest of those who can, are there and do not mind.

    None where nobody is left, or enough were asked.
    """
    if len(asked) >= MOST_ASKED:
        return None
    free = [one.id for one in colleagues if one.acts and not one.away and not one.off and one.id not in asked]
    return min(free, default=None)
