"""One door to the methods."""

from collections.abc import Iterable, Sequence

from club.ballots import Method, Rules
from club.ids import OptionId
from club.tally.figures import Tally, seated
from club.tally.floors import below_floor
from club.tally.judgment import count_judgment
from club.tally.motions import adopted, count_motions
from club.tally.papers import Paper
from club.tally.ranking import count_ranking
from club.tally.sums import count_sums

_METHODS = {
    Method.APPROVAL: count_sums,
    Method.POINTS: count_sums,
    Method.JUDGMENT: count_judgment,
    Method.RANKING: count_ranking,
    Method.MOTION: count_motions,
}


def tally(rules: Rules, options: Sequence[OptionId], papers: Iterable[Paper]) -> Tally:
    """Counts papers by the ballot's method. Without seats (an evaluation): figures, and no winners."""
    papers = list(papers)
    count = _METHODS[rules.method](rules, options, papers)
    if rules.method is Method.MOTION:
        return adopted(count)
    return seated(rules, count, below_floor(rules, count.figures, sum(one.weight for one in papers)))
