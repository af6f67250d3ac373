"""Ranking: Schulze's method.

Schulze, *A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
election method*, Social Choice and Welfare 36 (2011); the same with his later remarks: arXiv:1804.02973.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from club.ballots import Marks, Rules
from club.ids import OptionId
from club.tally.figures import Count, Figures, Order
from club.tally.papers import Paper, by_weight

Matrix = list[list[int]]


def count_ranking(_rules: Rules, options: Sequence[OptionId], papers: Iterable[Paper]) -> Count:
    """Seats go first to options that no other beats, then to those that only such options beat, and so on.

    Options that a vote leaves out are last in it, together. One beats another if the strongest path to it,
    by winning votes, is stronger than the one back. A tie is of options within one such round, if it is
    larger than the seats left: which of them comes first, the votes do not say.
    """
    groups = by_weight(papers)
    preferred = _preferences(options, groups)
    paths = _strongest_paths(preferred)
    places = range(len(options))
    beats = [{j for j in places if paths[i][j] > paths[j][i]} for i in places]
    marked = {weight: Counter(chain.from_iterable(group)) for weight, group in groups.items()}
    figures = [
        Figures(
            option,
            len(beats[i]),
            opinions=sum(weight * of[option] for weight, of in marked.items()),
            papers=sum(of[option] for of in marked.values()),
            beaten_by=sum(i in one for one in beats),
        )
        for i, option in enumerate(options)
    ]
    pairs = {(options[i], options[j]): preferred[i][j] for i in places for j in places if i != j}
    return Count(_rounds(options, beats), figures, pairs=pairs)


def _preferences(options: Sequence[OptionId], groups: Mapping[int, list[Marks]]) -> Matrix:
    """The weight that prefers the option of a row to that of a column.

    A row is one long integer with a lane for each column, wide enough for the weight of all: adding what
    stands below an option, for all columns at once, is one addition.
    """
    lane = sum(weight * len(group) for weight, group in groups.items()).bit_length()
    rows = dict.fromkeys(options, 0)
    for weight, group in groups.items():
        units = {option: weight << lane * place for place, option in enumerate(options)}
        everything = sum(units.values())
        for marks in group:
            below = everything
            for option in sorted(marks, key=marks.__getitem__):
                below -= units[option]
                rows[option] += below
    mask = (1 << lane) - 1
    return [[rows[option] >> lane * place & mask for place in range(len(options))] for option in options]


def _strongest_paths(preferred: Matrix) -> Matrix:
    """The strength of the strongest path between each two options: that of its weakest link.

    A link is a pair that more prefer one way than the other, as strong as the weight that does (winning
    votes). Floyd and Warshall's walk, a row at a time.
    """
    places = range(len(preferred))
    paths = [[preferred[i][j] if preferred[i][j] > preferred[j][i] else 0 for j in places] for i in places]
    for k in places:
        onward = paths[k]
        for i in places:
            if reach := paths[i][k]:
                paths[i] = [
                    held if held >= (through := link if link < reach else reach) else through
                    for held, link in zip(paths[i], onward, strict=True)
                ]
    return paths


def _rounds(options: Sequence[OptionId], beats: Sequence[set[int]]) -> Order:
    """Round by round, whom nobody still standing beats. Each has somebody: beating is transitive."""
    standing, rounds = set(range(len(options))), list[tuple[OptionId, ...]]()
    while standing:
        beaten = {loser for winner in standing for loser in beats[winner]}
        unbeaten = sorted(standing - beaten, key=lambda place: (-len(beats[place]), place))
        rounds.append(tuple(options[place] for place in unbeaten))
        standing &= beaten
    return tuple(rounds)
