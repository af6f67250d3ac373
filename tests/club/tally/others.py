"""The same votes counted by votelib (Jan Šimbera, MIT licence), which shares no line with this program."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import lcm
from random import Random
from typing import Any

import votelib.convert
from votelib.evaluate.cardinal import MajorityJudgment, ScoreVoting
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Plurality, Tie
from votelib.evaluate.threshold import AbsoluteThreshold

from club.ballots import Grade, Majority, MajorityOf, Marks, Method, NoOpinion, Rules, Stance
from club.ids import OptionId
from club.tally import Paper, Tally, tally
from tests.club.tally import brute, profiles

MOST_OPTIONS = 6


def agreed(method: Method, random: Random) -> int:
    """How many counts of one random profile, one for each number of seats, were compared and are the same.

    Floors are applied to votelib's order: it seats as many of those that reach the floor as there are seats.
    """
    among = profiles.options(random.randint(2, MOST_OPTIONS))
    papers = profiles.papers(random, method, among)
    floors = profiles.with_floors(method, random)
    compared, groups = 0, brute.order(floors, among, papers)
    for seats in range(1, len(among)):
        rules = replace(floors, seats=seats)
        ours = tally(rules, among, papers)
        counted = brute.Seated(frozenset(ours.winners), frozenset(ours.tied), ours.empty_seats)
        assert counted == brute.seated(rules, groups, papers), (rules, papers)
        if _has_one_answer(method, ours, among):
            wanted = [one for one in among if brute.reaches(rules, one, papers)]
            theirs = _theirs(rules, among, papers, wanted)[:seats]
            assert (set(theirs), Tie.any(theirs)) == (set(ours.winners), False), (rules, papers, theirs, ours)
            compared += 1
    return compared


def agreed_on_motions(random: Random, majority: Majority, of: MajorityOf) -> None:
    """Compares what is adopted of one random profile: by Prime, by hands, by votelib's thresholds."""
    rules, among = profiles.of_motions(majority, of), profiles.options(random.randint(1, MOST_OPTIONS))
    papers = profiles.papers(random, Method.MOTION, among)
    ours = set(tally(rules, among, papers).winners)
    assert ours == {one for one in among if brute.adopted(rules, one, papers)}, (rules, papers)
    assert ours == {one for one in among if _passes(rules, one, papers)}, (rules, papers)


def _passes(rules: Rules, motion: OptionId, papers: list[Paper]) -> bool:
    """Whether *for* is above votelib's threshold. `None`: a blank answer."""
    said = Counter[Any]({Stance.FOR: 0})
    for paper in papers:
        said[paper.marks.get(motion)] += paper.weight
    if rules.majority_of is MajorityOf.EXPRESSED:
        said = Counter({stance: said[stance] for stance in (Stance.FOR, Stance.AGAINST)})
    thirds = rules.majority is Majority.TWO_THIRDS
    share = Fraction(2, 3) if thirds else Fraction(1, 2)
    # Its relative threshold takes no share that is reached exactly: it compares votes with the share there.
    passing = AbsoluteThreshold(share * said.total(), accept_equal=thirds).evaluate(dict(said))
    return said[Stance.FOR] > 0 and Stance.FOR in passing


def _theirs(
    rules: Rules, among: list[OptionId], papers: list[Paper], wanted: list[OptionId]
) -> list[OptionId]:
    """votelib's winners among those that reach the floor, best first."""
    seats = min(rules.seats, len(wanted))
    if rules.method is Method.RANKING:
        # The others stand for the paths through them, and are passed over.
        return [one for one in ranking(papers, among, len(among)) if one in wanted] if seats else []
    completed = rules.no_opinion is NoOpinion.REJECT and rules.method is Method.JUDGMENT
    said = [Paper(_completed(one.marks, among), one.weight) if completed else one for one in papers]
    kept = [
        Paper({one: mark for one, mark in vote.marks.items() if one in wanted}, vote.weight) for vote in said
    ]
    return THEIRS[rules.method](kept, wanted, seats) if seats else []


def _completed(marks: Marks, among: list[OptionId]) -> Marks:
    return dict.fromkeys(among, int(Grade.REJECT)) | dict(marks)


def _has_one_answer(method: Method, ours: Tally, among: list[OptionId]) -> bool:
    """No tie; nor, by rank, two options neither of which beats the other, which votelib orders by wins."""
    complete = all(one.score + one.beaten_by == len(among) - 1 for one in ours.figures)
    return not ours.tied and (method is not Method.RANKING or complete)


def approval(papers: list[Paper], among: list[OptionId], seats: int) -> list[OptionId]:
    votes = Counter[frozenset[OptionId]]()
    for paper in papers:
        votes[frozenset(paper.marks)] += paper.weight
    sums = dict.fromkeys(among, 0) | votelib.convert.ApprovalToSimpleVotes().convert(votes)
    return Plurality().evaluate(sums, seats)


def points(papers: list[Paper], among: list[OptionId], seats: int) -> list[OptionId]:
    votes = Counter({frozenset((option, 0) for option in among): 1})
    for paper in papers:
        votes[frozenset(paper.marks.items())] += paper.weight
    return ScoreVoting("sum", unscored_value=0).evaluate(votes, seats)


def judgment(papers: list[Paper], among: list[OptionId], seats: int) -> list[OptionId]:
    """Those who win most duels. Two at a time, for the majority ranking of two depends on no third, and among
    more votelib goes on taking grades from options that have already fallen behind, until they lead again.
    """
    given = {option: Counter[int]() for option in among}
    for paper in papers:
        for option, grade in paper.marks.items():
            given[option][int(grade)] += paper.weight
    duels = Counter(_better(given, two) for two in combinations(among, 2))
    return sorted(among, key=duels.__getitem__, reverse=True)[:seats]


def _better(given: Mapping[OptionId, Counter[int]], two: tuple[OptionId, OptionId]) -> OptionId | None:
    """votelib takes grades away by number, not by share: both options are brought to one number of grades.

    Whom nobody judged gets a grade below all.
    """
    common = lcm(*(given[option].total() or 1 for option in two))
    scaled = {
        option: {grade: times * common // given[option].total() for grade, times in given[option].items()}
        or {-1: common}
        for option in two
    }
    if scaled[two[0]] == scaled[two[1]]:
        return None
    votes = {frozenset([(option, grade)]): n for option in two for grade, n in scaled[option].items()}
    better: OptionId = MajorityJudgment().evaluate(votes, 1)[0]
    return better


def ranking(papers: list[Paper], among: list[OptionId], seats: int) -> list[OptionId]:
    votes = Counter({(frozenset(among),): 1})
    for paper in papers:
        left_out = frozenset(among) - set(paper.marks)
        ranks = sorted(paper.marks, key=paper.marks.__getitem__)
        votes[(*ranks, left_out) if left_out else tuple(ranks)] += paper.weight
    return Schulze().evaluate(votelib.convert.RankedToCondorcetVotes().convert(votes), seats)


THEIRS = {
    Method.APPROVAL: approval,
    Method.POINTS: points,
    Method.JUDGMENT: judgment,
    Method.RANKING: ranking,
}
