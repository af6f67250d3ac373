"""What a count says: figures for each option, who stands before whom, and who is in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import Any

from club.ballots import Grade, Rules
from club.ids import OptionId

Order = tuple[tuple[OptionId, ...], ...]
"""Groups of equals, best first."""
NO_GRADES = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Gauge:
    """The majority gauge: the shares of all grades counted that are above and below the median."""

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
class Stances:
    """What the votes say of a resolution, by weight."""

    favour: int
    against: int
    abstain: int
    cast: int
    """Of all votes, blank ones here among them."""
    needed: int
    """The weight for it that adopts it."""

    @property
    def adopted(self) -> bool:
        return self.favour >= self.needed

    @property
    def even(self) -> bool:
        """Whether as many are for as against: a rejection, whatever the majority."""
        return self.favour == self.against > 0

    @property
    def expressed(self) -> int:
        """Without abstentions and blank votes."""
        return self.favour + self.against


@dataclass(frozen=True, slots=True)
class Figures:
    """What the votes say of one option."""

    option: OptionId
    score: int = 0
    """Approval: the weight that approves; resolutions: that is for it. Points: their sum, weighed. Ranking:
    how many options it beats by its strongest path. Judgment: always 0."""
    grades: tuple[int, int, int, int, int] = NO_GRADES
    """Judgment: the weight that gave each `Grade`, by its value; `Grade.REJECT` with those without an opinion
    where they count so."""
    median: Grade | None = None
    """Judgment: the grade in the middle of all counted, the lower one of two; None if there is none."""
    opinions: int = 0
    """The weight of the votes that mark it at all."""
    papers: int = 0
    """How many votes mark it at all, whatever they weigh."""
    gauge: Gauge | None = None
    """Judgment: what tells equal medians apart; None if there is no median."""
    beaten_by: int = 0
    """Ranking: how many options beat it by their strongest path."""
    stances: Stances | None = None
    """Resolutions: who is for it, and what adopts it."""


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
    empty_seats: int = 0
    """How many seats stay empty, for no other option reaches the floor."""
    below: tuple[OptionId, ...] = ()
    """Those that do not reach the floor: never chosen, whatever the seats. In the ballot's order."""
    unranked: tuple[OptionId, ...] = ()
    """Judgment: those that too few judge to be ranked; last in `order`, and never chosen."""
    pairs: Mapping[tuple[OptionId, OptionId], int] = field(default_factory=dict)
    """Ranking: the weight that prefers the first of the pair to the second."""


def grouped(options: Sequence[OptionId], worth: Callable[[OptionId], Any]) -> Order:
    """Those worth most first; equals in one group, in the order given."""
    best_first = sorted(options, key=worth, reverse=True)
    return tuple(tuple(group) for _, group in groupby(best_first, key=worth))


@dataclass(frozen=True, slots=True)
class Count:
    """What a method found, before seats are given out."""

    order: Order
    figures: Sequence[Figures]
    """In the ballot's order."""
    unranked: tuple[OptionId, ...] = ()
    pairs: Mapping[tuple[OptionId, OptionId], int] = field(default_factory=dict)


def seated(rules: Rules, count: Count, below: Sequence[OptionId]) -> Tally:
    """The count with its seats given out, group by group, until one group is larger than what is left.

    Options below the floor, or not ranked, are passed over: they get no seat and are in no tie.
    """
    by_option = {one.option: one for one in count.figures}
    passed = {*below, *count.unranked}
    groups = [[option for option in group if option not in passed] for group in count.order]
    winners, tied, left = list[OptionId](), tuple[OptionId, ...](), rules.seats
    for group in groups:
        if 0 < left < len(group):
            tied = tuple(group)
            break
        winners += group[:left]
        left = rules.seats - len(winners)
    return Tally(
        figures=tuple(by_option[option] for group in count.order for option in group),
        order=count.order,
        winners=tuple(winners),
        tied=tied,
        open_seats=left if tied else 0,
        empty_seats=0 if tied else left,
        below=tuple(below),
        unranked=count.unranked,
        pairs=count.pairs,
    )
