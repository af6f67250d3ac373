"""Approval and points: whoever is given most stands first."""

from collections import Counter
from collections.abc import Iterable, Sequence

from club.ballots import Rules
from club.ids import OptionId
from club.tally.figures import Figures, Tally, grouped, seated
from club.tally.papers import Paper, counted


def tally_sums(rules: Rules, options: Sequence[OptionId], papers: Iterable[Paper]) -> Tally:
    """Sums of what votes give, weighed: an approval is 1 (Brams and Fishburn 1978), points are themselves.

    A tie is of equal sums.
    """
    scores, opinions = Counter[OptionId](), Counter[OptionId]()
    for (option, mark), weight in counted(papers).items():
        scores[option] += mark * weight
        opinions[option] += weight
    figures = [Figures(option, score=scores[option], opinions=opinions[option]) for option in options]
    return seated(rules.seats, grouped(options, scores.__getitem__), figures)
