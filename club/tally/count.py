"""One door to the four methods."""

from collections.abc import Iterable, Sequence

from club.ballots import Method, Rules
from club.ids import OptionId
from club.tally.figures import Tally
from club.tally.judgment import tally_judgment
from club.tally.papers import Paper
from club.tally.ranking import tally_ranking
from club.tally.sums import tally_sums

_METHODS = {
    Method.APPROVAL: tally_sums,
    Method.POINTS: tally_sums,
    Method.JUDGMENT: tally_judgment,
    Method.RANKING: tally_ranking,
}


def tally(rules: Rules, options: Sequence[OptionId], papers: Iterable[Paper]) -> Tally:
    """Counts papers by the ballot's method. Without seats (an evaluation): figures, and no winners."""
    return _METHODS[rules.method](rules, options, papers)
