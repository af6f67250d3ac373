"""What is counted: anonymous papers, each with the weight it bears."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from club.ballots import Grade, Marks, Method, Rules, Stance
from club.ids import OptionId


@dataclass(frozen=True, slots=True)
class Paper:
    """One vote as it is counted: nothing tells whose it is.

    Everything here counts papers that `club.votes.slips_of` finds nothing wrong with.
    """

    marks: Marks
    weight: int = 1
    """How many votes it stands for; 0 or more."""


Given = Counter[tuple[OptionId, int]]
"""The weight of the votes that gave an option a mark, for each pair that occurs."""


def counted(papers: Iterable[Paper]) -> tuple[Given, Counter[OptionId]]:
    """What was given by weight, and how many votes mark each option, whatever they weigh."""
    total, marked = Given(), Counter[OptionId]()
    for weight, group in by_weight(papers).items():
        pairs = Counter(chain.from_iterable([marks.items() for marks in group]))
        for pair, times in pairs.items():
            total[pair] += weight * times
            marked[pair[0]] += times
    return total, marked


def by_weight(papers: Iterable[Paper]) -> Mapping[int, list[Marks]]:
    """What papers of one weight say; they are counted together, then weighed once."""
    groups = defaultdict[int, list[Marks]](list)
    for paper in papers:
        groups[paper.weight].append(paper.marks)
    return groups


def choices(rules: Rules, marks: Marks) -> Marks:
    """What a vote wishes to see taken, and how much each is worth to it.

    Approval: what it approves of; points: what it gives points to, worth as many; judgment: what it finds
    good or better; ranking: what it places within the first `seats`. Worth 1 unless points say otherwise.
    """
    match rules.method:
        case Method.JUDGMENT:
            return {option: 1 for option, grade in marks.items() if grade >= Grade.GOOD}
        case Method.RANKING:
            return {option: 1 for option, rank in marks.items() if rank <= rules.seats}
        case Method.APPROVAL | Method.POINTS:
            return marks
        case Method.MOTION:
            return {option: 1 for option, stance in marks.items() if stance == Stance.FOR}


def without_choice(papers: Iterable[Paper], rules: Rules, winners: Iterable[OptionId]) -> int:
    """How many votes see none of their choices taken: votes, not weights.

    A vote that chooses nothing (a blank one; a judgment that finds nothing good) misses nothing.
    """
    taken = set(winners)
    wishes = (choices(rules, paper.marks) for paper in papers)
    return sum(1 for wish in wishes if wish and taken.isdisjoint(wish))
