"""What of a ballot's votes may be shown without naming voters."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Protocol

from club.ballots import FEWEST_SECRET, Marks, Method, Rules, is_secret
from club.tally import few_together


class Weighed(Protocol):
    """A paper, published or not."""

    @property
    def weight(self) -> int: ...

    @property
    def marks(self) -> Marks: ...


def broken_down(rules: Rules, papers: Sequence[Weighed]) -> bool:
    """Whether figures may be shown; otherwise winners and turnout only.

    The figures of a few secret votes would name their voters.
    """
    return not is_secret(rules) or len(papers) >= FEWEST_SECRET


def is_few(rules: Rules, marked: int) -> bool:
    """Whether an option that `marked` votes mark is shown without figures: a lone opinion names who holds it.

    In secret ballots, those of the first edition excepted: their voters were told of the whole alone. Nor of
    resolutions, whose three figures follow from one another: voters are told so before.
    """
    if rules.method is Method.MOTION:
        return False
    return is_secret(rules) and rules.edition > 1 and marked < FEWEST_SECRET


def publishable(rules: Rules, papers: Sequence[Weighed]) -> bool:
    """Whether the urn may be published.

    Not where figures may not be shown; nor where fewer secret papers than that bear one weight, which would
    name the companies that have it; nor where a published paper would say of an option what its figures do
    not: that a few marked it, and how; nor where papers on several resolutions would do so together
    (`few_together`).
    """
    if not is_secret(rules):
        return True
    fewest = min(Counter(paper.weight for paper in papers).values(), default=0)
    marked = Counter(chain.from_iterable(paper.marks for paper in papers))
    lone = any(is_few(rules, many) for many in marked.values())
    if rules.method is Method.MOTION:
        lone = few_together([paper.marks for paper in papers], [*marked], FEWEST_SECRET)
    return broken_down(rules, papers) and fewest >= FEWEST_SECRET and not lone


def names_a_company(weights: Mapping[int, int]) -> bool:
    """Whether some weight is borne by so few companies that it would name them, though all of them voted.

    `weights`: how many companies bear each. Where all bear the same, a weight tells nothing.
    """
    return len(weights) > 1 and min(weights.values()) < FEWEST_SECRET
