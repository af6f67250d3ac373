"""Sealed votes on their way to the urn: never one by one, always several together (article CONFIDENTIALITÉ).

Whoever compares the files of a database before and after a vote sees what came in. So a sealed vote is held
back, unreadable to all that is on the disk, until enough of them can go into the urn at once: then nobody
tells which of them is whose. Some are always held back, so that the last to vote are never alone.
"""

from collections.abc import Hashable, Mapping, Sequence
from random import Random
from typing import TypeVar

from club.ballots import FEWEST_SECRET, Ballot

BATCH = FEWEST_SECRET
"""As few votes as may go into the urn together, unless fewer were cast in all."""
KEPT = FEWEST_SECRET
"""As many are held back until the closing."""
LONGEST_REMARK = 1000
"""Characters of what a vote says of one work."""
_RECEIPT, _WIDEST = 16, 4
"""Bytes: a receipt; a character in UTF-8."""

Held = TypeVar("Held", bound=Hashable)


def leaving(held: int) -> int:
    """How many of the votes held back may go into the urn now: a whole batch, with others left behind."""
    return held - KEPT if held >= KEPT + BATCH else 0


def choose(held: Mapping[int, Sequence[Held]], dice: Random) -> set[Held]:
    """Which of the votes held back go into the urn; `held` has them by weight.

    A weight can be read in the urn, and everybody knows who has it: so only votes of one weight hide one
    another. Which of them go is drawn.
    """
    return {one for votes in held.values() for one in dice.sample(list(votes), leaving(len(votes)))}


def room(ballot: Ballot) -> int:
    """Bytes that hold whatever a vote of this ballot may say: all are padded to it, and look alike."""
    widest = max(2, len(str(max(ballot.rules.cap, ballot.rules.points, len(ballot.options)))))
    marks = sum(len(f'"{one.id}":,') + widest for one in ballot.options)
    works = {one.work_id for one in ballot.options if one.work_id is not None}
    remarks = sum(len(f'"{work}":"",') + _WIDEST * LONGEST_REMARK for work in works)
    return _RECEIPT + marks + remarks


def padded(said: bytes, size: int) -> bytes:
    """The same, filled up with zeros to a multiple of `size`; `said` ends with none."""
    return said + bytes(-len(said) % size)
