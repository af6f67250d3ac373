"""What of a ballot's votes may be shown without naming voters."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from club.ballots import FEWEST_SECRET, Rules, is_secret


class Weighed(Protocol):
    """A paper, published or not."""

    @property
    def weight(self) -> int: ...


def broken_down(rules: Rules, papers: Sequence[Weighed]) -> bool:
    """Whether figures may be shown; otherwise winners and turnout only.

    The figures of a few secret votes would name their voters.
    """
    return not is_secret(rules) or len(papers) >= FEWEST_SECRET


def publishable(rules: Rules, papers: Sequence[Weighed]) -> bool:
    """Whether the urn may be published.

    Not where figures may not be shown; nor where fewer secret papers than that bear one weight, which would
    name the companies that have it.
    """
    if not is_secret(rules):
        return True
    fewest = min(Counter(paper.weight for paper in papers).values(), default=0)
    return broken_down(rules, papers) and fewest >= FEWEST_SECRET


def names_a_company(weights: Mapping[int, int]) -> bool:
    """Whether some weight is borne by so few companies that it would name them, though all of them voted.

    `weights`: how many companies bear each. Where all bear the same, a weight tells nothing.
    """
    return len(weights) > 1 and min(weights.values()) < FEWEST_SECRET
