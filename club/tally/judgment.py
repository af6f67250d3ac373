"""Majority judgment: the best median grade, and what tells equal medians apart.

Balinski and Laraki, *A theory of measuring, electing, and ranking*, PNAS 104 (2007), and *Majority Judgment*,
MIT Press 2011.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from club.ballots import Grade, NoOpinion, Rules
from club.ids import OptionId
from club.tally.figures import Count, Figures, Gauge, grouped
from club.tally.papers import Paper, counted

Standing = tuple[tuple[Fraction | int, ...], ...]
"""What an option is worth: compared like any tuple, more is better."""
UNJUDGED: Standing = ((-1,),)
UNANIMOUS = (0, 0, 0)


def count_judgment(rules: Rules, options: Sequence[OptionId], papers: Iterable[Paper]) -> Count:
    """The options by their majority ranking; whom too few judged comes last (`NoOpinion`).

    Where votes without an opinion on an option are set aside for it, shares are of those who have one, so
    that options judged by different numbers of voters can be compared. A tie is of options with the very same
    share of every grade.
    """
    papers = list(papers)
    cast, (given, marked) = sum(one.weight for one in papers), counted(papers)
    counts = {option: [0] * len(Grade) for option in options}
    for (option, grade), weight in given.items():
        counts[option][grade] += weight
    opinions = {option: sum(counts[option]) for option in options}
    missing = no_opinion(rules)
    if missing is NoOpinion.REJECT:
        for option in options:
            counts[option][Grade.REJECT] += cast - opinions[option]
    excluded = missing is NoOpinion.UNRANKED
    unranked = tuple(one for one in options if excluded and 2 * opinions[one] < max(cast, 1))
    worth = {one: (one not in unranked, standing(counts[one])) for one in options}
    figures = [
        replace(_figures(one, counts[one]), opinions=opinions[one], papers=marked[one]) for one in options
    ]
    return Count(grouped(options, worth.__getitem__), figures, unranked)


def no_opinion(rules: Rules) -> NoOpinion:
    """How missing opinions count: in an evaluation, which has no seats, never as a grade."""
    return rules.no_opinion if rules.seats else NoOpinion.ASIDE


def standing(counts: Sequence[int]) -> Standing:
    """An option's place in the majority ranking, from the weight of each grade.

    The majority value lists an option's grades from the middle outwards, the lower of each two first; the
    first difference decides. Told without the list: walk outwards from the median, and note each grade
    entered. Entering a better one early is good, entering a worse one late is, and at an equal distance the
    worse one counts first. The first step is the majority gauge: the larger of the shares above and below.
    """
    total = sum(counts)
    if total == 0:
        return UNJUDGED
    middle = _median(counts)
    below = [
        (Fraction(sum(counts[: grade + 1]), total), -1, grade) for grade in range(middle) if counts[grade]
    ]
    above = [
        (Fraction(sum(counts[grade:]), total), 1, grade)
        for grade in range(middle + 1, len(counts))
        if counts[grade]
    ]
    steps = sorted(below + above, key=lambda step: (-step[0], step[1]))
    return ((middle,), *((sign, sign * share, grade) for share, sign, grade in steps), UNANIMOUS)


def _median(counts: Sequence[int]) -> Grade:
    """The lower median of grades, some of which were given."""
    total = sum(counts)
    return next(grade for grade in Grade if 2 * sum(counts[: grade + 1]) >= total)


def _figures(option: OptionId, counts: Sequence[int]) -> Figures:
    reject, poor, fair, good, excellent = counts
    grades, total = (reject, poor, fair, good, excellent), sum(counts)
    if total == 0:
        return Figures(option)
    median = _median(counts)
    above, below = sum(counts[median + 1 :]), sum(counts[:median])
    gauge = Gauge(Fraction(above, total), Fraction(below, total))
    return Figures(option, grades=grades, median=median, gauge=gauge)
