"""What an option needs to be chosen: a seat is filled only by what somebody wants (article CHOISIR)."""

from collections.abc import Iterable

from club.ballots import Method, Rules
from club.ids import OptionId
from club.tally.figures import Figures


def below_floor(rules: Rules, figures: Iterable[Figures], cast: int) -> tuple[OptionId, ...]:
    """The options that do not reach the ballot's floor, in the order given; `cast`: what all votes weigh.

    Nothing is below where nothing is to be chosen.
    """
    if rules.seats == 0:
        return ()
    return tuple(one.option for one in figures if not _reaches(rules, one, cast))


def _reaches(rules: Rules, one: Figures, cast: int) -> bool:
    if rules.method is Method.JUDGMENT:
        return rules.floor_grade is None or (one.median is not None and one.median >= rules.floor_grade)
    marked = one.papers if rules.method is Method.RANKING else one.opinions
    return marked >= rules.floor and one.opinions >= rules.floor_share * cast
