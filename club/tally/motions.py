"""Resolutions: adopted or rejected, each on its own (article CHOISIR)."""

from collections.abc import Iterable, Sequence

from club.ballots import Majority, MajorityOf, Marks, Rules, Stance
from club.ids import OptionId
from club.tally.figures import Count, Figures, Stances, Tally
from club.tally.papers import Paper, counted

_TWO, _THIRDS = 2, 3


def count_motions(rules: Rules, options: Sequence[OptionId], papers: Iterable[Paper]) -> Count:
    """How much weight says what of each resolution, in the ballot's order: none stands before another."""
    papers = list(papers)
    given, marked = counted(papers)
    cast = sum(one.weight for one in papers)
    figures = []
    for option in options:
        against, favour, abstain = (given[option, stance] for stance in Stance)
        stances = Stances(favour, against, abstain, cast, needed(rules, favour, against, cast))
        said = against + favour + abstain
        figures.append(Figures(option, favour, opinions=said, papers=marked[option], stances=stances))
    return Count(tuple((option,) for option in options), figures)


def needed(rules: Rules, favour: int, against: int, cast: int) -> int:
    """The weight that has to be for a resolution; `cast`: what all votes weigh, blank ones among them.

    Simple: more than against, which is more than half of what is expressed. Never nothing: what nobody is for
    is rejected, whoever else abstains.
    """
    expressed = favour + against
    if rules.majority is Majority.SIMPLE:
        return expressed // 2 + 1
    if rules.majority is Majority.ABSOLUTE:
        return cast // 2 + 1
    whole = cast if rules.majority_of is MajorityOf.CAST else expressed
    return max(-(-_TWO * whole // _THIRDS), 1)


def adopted(count: Count) -> Tally:
    """The count with what it adopts, as many as there are; no seats, and no tie that anybody settles."""
    taken = [one.option for one in count.figures if one.stances and one.stances.adopted]
    return Tally(figures=tuple(count.figures), order=count.order, winners=tuple(taken))


def few_together(marks: Sequence[Marks], options: Sequence[OptionId], fewest: int) -> bool:
    """Whether papers on several resolutions would tell more than the figures do of each.

    Whoever is known for an answer that fewer than `fewest` gave (a blank one is an answer too) would be read
    in what the same paper answers elsewhere. A single resolution has nothing elsewhere.
    """
    if len(options) < _TWO:
        return False
    answers = ([paper.get(option) for paper in marks] for option in options)
    return any(said.count(one) < fewest for said in answers for one in {*said})
