"""Approval and points: whoever is given most stands first."""

from collections import Counter
from collections.abc import Iterable, Sequence

from club.ballots import Rules
from club.ids import OptionId
from club.tally.figures import Count, Figures, grouped
from club.tally.papers import Paper, counted


def count_sums(_rules: Rules, options: Sequence[OptionId], papers: Iterable[Paper]) -> Count:
    """Sums of what votes give, weighed: an approval is 1 (Brams and Fishburn 1978), points are themselves.

    A tie is of equal sums.
    """
    scores, opinions = Counter[OptionId](), Counter[OptionId]()
    given, marked = counted(papers)
    for (option, mark), weight in given.items():
        scores[option] += mark * weight
        opinions[option] += weight
    figures = [Figures(one, score=scores[one], opinions=opinions[one], papers=marked[one]) for one in options]
    return Count(grouped(options, scores.__getitem__), figures)
