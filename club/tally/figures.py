"""What a count says: figures for each option, who stands before whom, and who is in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import Any

from club.ballots import Grade
from club.ids import OptionId

Order = tuple[tuple[OptionId, ...], ...]
"""Groups of equals, best first."""
NO_GRADES = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Gauge:
    """The majority gauge: the shares of those with an opinion who judge above and below the median."""

    above: Fraction
    below: Fraction

    @property
    def sign(self) -> int:
        """1 if more would raise the median than lower it, else -1 (as Balinski and Laraki read it); 0 if
        everybody gave the one grade."""
        if self.above > self.below:
            return 1
        return -1 if self.below else 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What the votes say of one option."""

    option: OptionId
    score: int = 0
    """Approval: the weight that approves. Points: their sum, weighed. Ranking: how many options it beats by
    its strongest path. Judgment: always 0."""
    grades: tuple[int, int, int, int, int] = NO_GRADES
    """Judgment: the weight that gave each `Grade`, by its value."""
    median: Grade | None = None
    """Judgment: the grade in the middle of all given, the lower one of two; None if nobody judged."""
    opinions: int = 0
    """The weight of the votes that mark it at all."""
    gauge: Gauge | None = None
    """Judgment: what tells equal medians apart; None if nobody judged."""
    beaten_by: int = 0
    """Ranking: how many options beat it by their strongest path."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A count that is over. Ties are told, and settled by nobody here."""

    figures: tuple[Figures, ...]
    """Best first; equals stand next to one another."""
    order: Order
    winners: tuple[OptionId, ...]
    """Those who are in, whatever settles the tie; best first."""
    tied: tuple[OptionId, ...] = ()
    """Those equal for the last seats, more of them than seats; empty without a tie."""
    open_seats: int = 0
    """How many of the tied get in."""
    pairs: Mapping[tuple[OptionId, OptionId], int] = field(default_factory=dict)
    """Ranking: the weight that prefers the first of the pair to the second."""


def grouped(options: Sequence[OptionId], worth: Callable[[OptionId], Any]) -> Order:
    """Those worth most first; equals in one group, in the order given."""
    best_first = sorted(options, key=worth, reverse=True)
    return tuple(tuple(group) for _, group in groupby(best_first, key=worth))


def seated(
    seats: int,
    order: Order,
    figures: Iterable[Figures],
    pairs: Mapping[tuple[OptionId, OptionId], int] | None = None,
) -> Tally:
    """The count with its seats given out, group by group, until one group is larger than what is left."""
    by_option = {one.option: one for one in figures}
    best_first = tuple(by_option[option] for group in order for option in group)
    winners: list[OptionId] = []
    for group in order:
        left = seats - len(winners)
        if 0 < left < len(group):
            return Tally(best_first, order, tuple(winners), group, left, pairs or {})
        winners += group[:left]
    return Tally(best_first, order, tuple(winners), pairs=pairs or {})
