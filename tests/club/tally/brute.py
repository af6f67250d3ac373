"""The same votes counted once more, as slowly and as literally as the rules are written.

Nothing of `club.tally` is used but its papers: weights are so many voters, grades a list from which the
middle is taken, paths what can be reached by links of a strength. Floors are as their sentence says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import groupby, permutations
from math import lcm

from club.ballots import Grade, Majority, MajorityOf, Marks, Method, NoOpinion, Rules, Stance
from club.ids import OptionId
from club.tally import Paper


@dataclass(frozen=True)
class Seated:
    """Who is in, who is equal for what is left, and how many seats stay empty."""

    winners: frozenset[OptionId]
    tied: frozenset[OptionId]
    empty: int


def order(rules: Rules, among: Sequence[OptionId], papers: Sequence[Paper]) -> list[list[OptionId]]:
    """Groups of equals, best first."""
    voters = [paper.marks for paper in papers for _ in range(paper.weight)]
    return ORDERS[rules.method](rules, among, voters)


def seated(rules: Rules, groups: Sequence[Sequence[OptionId]], papers: Sequence[Paper]) -> Seated:
    """The seats given out one group of equals after the other."""
    wanted = {one for group in groups for one in group if reaches(rules, one, papers)}
    winners: set[OptionId] = set()
    for group in groups:
        some = [one for one in group if one in wanted]
        left = rules.seats - len(winners)
        if 0 < left < len(some):
            return Seated(frozenset(winners), frozenset(some), 0)
        winners |= set(some[:left])
    return Seated(frozenset(winners), frozenset(), rules.seats - len(winners))


def adopted(rules: Rules, motion: OptionId, papers: Sequence[Paper]) -> bool:
    """Whether a resolution is adopted: a show of hands, every voter with as many as their paper weighs."""
    hands = [paper.marks.get(motion) for paper in papers for _ in range(paper.weight)]
    favour, against = hands.count(Stance.FOR), hands.count(Stance.AGAINST)
    match rules.majority:
        case Majority.SIMPLE:
            return favour > against
        case Majority.ABSOLUTE:
            return favour > len(hands) - favour
        case Majority.TWO_THIRDS:
            others = against if rules.majority_of is MajorityOf.EXPRESSED else len(hands) - favour
            return favour > 0 and favour >= 2 * others


def reaches(rules: Rules, option: OptionId, papers: Sequence[Paper]) -> bool:
    """Whether an option may be chosen at all."""
    voters = [paper.marks for paper in papers for _ in range(paper.weight)]
    marking = sum(option in marks for marks in voters)
    if rules.method is Method.JUDGMENT:
        if rules.no_opinion is NoOpinion.UNRANKED and (marking == 0 or marking < len(voters) / 2):
            return False
        grades = sorted(grades_of(rules, option, voters))
        if rules.floor_grade is None:
            return True
        return bool(grades) and grades[(len(grades) - 1) // 2] >= rules.floor_grade
    enough = sum(option in paper.marks for paper in papers) if rules.method is Method.RANKING else marking
    over, under = rules.floor_share.as_integer_ratio()
    return enough >= rules.floor and marking * under >= over * len(voters)


def grades_of(rules: Rules, option: OptionId, voters: Sequence[Marks]) -> list[int]:
    """The grades that count for an option, one a voter."""
    given = [marks[option] for marks in voters if option in marks]
    missing = [int(Grade.REJECT)] * (len(voters) - len(given))
    return given + (missing if rules.no_opinion is NoOpinion.REJECT else [])


def by_sums(_rules: Rules, among: Sequence[OptionId], voters: Sequence[Marks]) -> list[list[OptionId]]:
    sums = {one: sum(marks.get(one, 0) for marks in voters) for one in among}
    return [[one for one in among if sums[one] == score] for score in sorted({*sums.values()}, reverse=True)]


def by_judgment(rules: Rules, among: Sequence[OptionId], voters: Sequence[Marks]) -> list[list[OptionId]]:
    """The majority value: the lower median, then that of what is left, and so on (Balinski and Laraki 2007).

    Of two lists of different lengths both are first repeated to one length. Whom nobody judged comes last.
    """
    lists = {one: sorted(grades_of(rules, one, voters)) for one in among}

    def against(one: OptionId, other: OptionId) -> int:
        first, second = lists[one] or [-1], lists[other] or [-1]
        length = lcm(len(first), len(second))
        mine, theirs = (_value(_repeated(grades, length)) for grades in (first, second))
        return (mine > theirs) - (mine < theirs)

    best_first = sorted(among, key=cmp_to_key(against), reverse=True)
    return [list(group) for _, group in groupby(best_first, key=cmp_to_key(against))]


def _repeated(grades: Sequence[int], length: int) -> list[int]:
    return [grade for grade in grades for _ in range(length // len(grades))]


def _value(grades: list[int]) -> list[int]:
    return [grades.pop((len(grades) - 1) // 2) for _ in range(len(grades))]


def by_schulze(_rules: Rules, among: Sequence[OptionId], voters: Sequence[Marks]) -> list[list[OptionId]]:
    """Rounds of options that no other still standing beats by its best path.

    A path is as strong as the strongest level at which it leads there by links of that level or above.
    """

    def prefers(one: OptionId, other: OptionId) -> int:
        last = len(among) + 1
        return sum(marks.get(one, last) < marks.get(other, last) for marks in voters)

    won = {(a, b): prefers(a, b) for a, b in permutations(among, 2)}
    links = {pair: n for pair, n in won.items() if n > won[pair[::-1]]}
    levels = sorted({*links.values()}, reverse=True)

    def strength(one: OptionId, other: OptionId) -> int:
        return next((level for level in levels if other in _reached(links, one, level)), 0)

    paths = {pair: strength(*pair) for pair in won}
    standing, rounds = list(among), list[list[OptionId]]()
    while standing:
        best = [
            one
            for one in standing
            if all(paths[one, other] >= paths[other, one] for other in standing if other != one)
        ]
        rounds.append(best)
        standing = [one for one in standing if one not in best]
    return rounds


def _reached(links: Mapping[tuple[OptionId, OptionId], int], start: OptionId, level: int) -> set[OptionId]:
    """Whom one gets to from an option by links at least that strong."""
    found, edge = set[OptionId](), {start}
    while edge:
        edge = {to for (at, to), strong in links.items() if at in edge and strong >= level} - found
        found |= edge
    return found


ORDERS = {
    Method.APPROVAL: by_sums,
    Method.POINTS: by_sums,
    Method.JUDGMENT: by_judgment,
    Method.RANKING: by_schulze,
}
