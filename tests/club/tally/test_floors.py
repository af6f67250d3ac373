"""A seat is filled only by what somebody wants: each line a vote that once ended otherwise."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from club.ballots import Grade, Method, NoOpinion, QuorumOf, Rules, TieBreak
from club.ids import OptionId
from club.tally import Paper, Settled, commitment, decide, draw, tally
from club.urn import PublishedPaper, digest
from tests.club.tally.profiles import named, options, papers, ranked, rules, ticked, with_floors

A, B, C = named("ABC")
ABC = [A, B, C]
APPROVAL = Rules(Method.APPROVAL, most=3)
JUDGMENT = Rules(Method.JUDGMENT)
DRAW = TieBreak.DRAW


def graded(*papers: str) -> list[Paper]:
    """`A4 B3`: what one vote says."""
    return [Paper({OptionId(ord(one[0])): int(one[1]) for one in paper.split()}) for paper in papers]


LONE = graded("A4 B3", *["B3"] * 7)


@pytest.mark.parametrize(
    ("told", "ruled", "votes", "seats", "winners", "empty", "unranked"),
    [
        ("1 Excellent against 8 Bien, missing opinions as Reject", JUDGMENT, LONE, 1, "B", 0, ""),
        ("… or set aside", replace(JUDGMENT, no_opinion=NoOpinion.UNRANKED), LONE, 1, "B", 0, "AC"),
        ("30 approve A alone, two seats", APPROVAL, [Paper(ticked("A"))] * 30, 2, "A", 1, ""),
        ("all reject B, nobody judges C", JUDGMENT, graded(*["B0"] * 8), 2, "", 2, ""),
        ("… set aside", replace(JUDGMENT, no_opinion=NoOpinion.UNRANKED),
         graded(*["B0"] * 8), 2, "", 2, "AC"),
        ("half of all have an opinion", replace(JUDGMENT, no_opinion=NoOpinion.UNRANKED),
         graded("A3", "A3", "B3", ""), 1, "A", 0, "BC"),
        ("half is Fair, half is Poor: the lower median", JUDGMENT, graded("A2 B2", "A1 B2"), 2, "B", 1, ""),
        ("the chosen grade itself is enough", replace(JUDGMENT, floor_grade=Grade.GOOD),
         graded("A3 B2", "A3 B4", "A4 B2"), 2, "A", 1, ""),
        ("one voter of 30 is a vote", APPROVAL, [Paper(ticked("A")), *[Paper({})] * 29], 2, "A", 1, ""),
        ("… and less than a tenth", replace(APPROVAL, floor_share=Fraction(1, 10)),
         [Paper(ticked("A")), *[Paper({})] * 29], 2, "", 2, ""),
        ("a tenth exactly is a tenth", replace(APPROVAL, floor_share=Fraction(1, 10)),
         [*[Paper(ticked("A"))] * 3, *[Paper({})] * 27], 2, "A", 1, ""),
        ("a floor is of votes, not of voters", replace(APPROVAL, floor=3),
         [Paper(ticked("A"), 3), Paper(ticked("B")), Paper(ticked("B"))], 2, "A", 1, ""),
        ("points: given by two votes, however many", Rules(Method.POINTS, points=9, cap=9, floor=2),
         [Paper({A: 9}), Paper({B: 1}), Paper({B: 1})], 2, "B", 1, ""),
        ("ranking: ranked by somebody", Rules(Method.RANKING), [Paper(ranked("AB"))] * 3, 2, "AB", 0, ""),
        ("… nobody ranks B and C", Rules(Method.RANKING), [Paper(ranked("A"))] * 3, 2, "A", 1, ""),
        ("ranking: by two papers, whatever they weigh", Rules(Method.RANKING, floor=2),
         [Paper(ranked("A"), 9), Paper(ranked("BC")), Paper(ranked("B"))], 1, "B", 0, ""),
    ],
)  # fmt: skip
def test_who_is_in_and_which_seats_stay_empty(
    told: str, ruled: Rules, votes: list[Paper], seats: int, winners: str, empty: int, unranked: str
) -> None:
    for tie_break in TieBreak:
        result = decide(replace(ruled, seats=seats, tie_break=tie_break), ABC, votes, 30)
        assert result.decided, told
        assert (result.winners, result.settled) == (named(winners), Settled.NO_TIE), told
        assert (result.tally.empty_seats, result.tally.tied) == (empty, ()), told
        assert set(result.tally.unranked) == {*named(unranked)}, told
        assert result.shares is None or set(result.shares.winners) <= {*ABC} - {*result.tally.below}


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("quorum", [0, 1, 8])
def test_nothing_but_blank_votes_is_no_decision_whatever_the_quorum(method: Method, quorum: int) -> None:
    for seats, tie_break in ((0, TieBreak.ORGANISERS), (1, TieBreak.ORGANISERS), (2, DRAW)):
        ruled = Rules(method, seats=seats, quorum=quorum, tie_break=tie_break, seed="x")
        result = decide(ruled, ABC, [Paper({})] * 8, 8)
        assert (result.quorum_reached, result.decided, result.blanks) == (True, False, 8)
        assert (result.winners, result.tally.tied, result.settled) == ((), (), Settled.NO_TIE)
        with pytest.raises(ValueError, match="nothing"):
            decide(ruled, ABC, [Paper({})] * 8, 8, [A])


def test_a_tie_is_of_options_that_reach_the_floor_alone() -> None:
    votes = [Paper(ticked("A")), Paper(ticked("B"))]
    assert tally(replace(APPROVAL, seats=1), ABC, votes).tied == (A, B)
    three = tally(replace(APPROVAL, seats=3), [*ABC, OptionId(1)], votes)
    assert (three.winners, three.tied, three.open_seats, three.empty_seats) == ((A, B), (), 0, 1)
    with pytest.raises(ValueError, match="get in"):
        decide(replace(APPROVAL, seats=3), [*ABC, OptionId(1)], votes, 2, [C])


def test_a_quorum_of_votes_counts_what_votes_weigh_and_one_of_voters_who_came() -> None:
    heavy = [Paper(ticked("A"), 50), Paper({})]
    assert decide(replace(APPROVAL, quorum=51, quorum_of=QuorumOf.VOTES), ABC, heavy, 5).decided
    assert not decide(replace(APPROVAL, quorum=52, quorum_of=QuorumOf.VOTES), ABC, heavy, 5).quorum_reached
    assert not decide(replace(APPROVAL, quorum=3), ABC, heavy, 5).quorum_reached


def test_an_evaluation_never_counts_a_missing_opinion_and_leaves_out_no_work() -> None:
    for missing in NoOpinion:
        count = tally(Rules(Method.JUDGMENT, seats=0, no_opinion=missing), ABC, LONE)
        assert [one.median for one in count.figures] == [Grade.EXCELLENT, Grade.GOOD, None]
        assert [one.papers for one in count.figures] == [1, 8, 0]
        assert (count.below, count.unranked) == ((), ())


def test_no_opinion_counted_as_reject_equals_reject() -> None:
    random = Random("no opinion")
    for _ in range(300):
        among = options(random.randint(2, 6))
        votes = papers(random, Method.JUDGMENT, among)
        ruled = rules(Method.JUDGMENT, 2, no_opinion=NoOpinion.REJECT, floor_grade=Grade.FAIR)
        said = [Paper(dict.fromkeys(among, int(Grade.REJECT)) | dict(one.marks), one.weight) for one in votes]
        silent, spoken = (tally(ruled, among, some) for some in (votes, said))
        assert (silent.order, silent.winners, silent.tied) == (spoken.order, spoken.winners, spoken.tied)
        assert [one.grades for one in silent.figures] == [one.grades for one in spoken.figures]
        assert [one.gauge for one in silent.figures] == [one.gauge for one in spoken.figures]


@pytest.mark.parametrize("method", [one for one in Method if one is not Method.MOTION])
def test_nobody_wins_or_ties_below_the_floor_and_every_seat_is_accounted_for(method: Method) -> None:
    random = Random(f"floor {method}")
    for _ in range(300):
        among = options(random.randint(2, 6))
        ruled = with_floors(method, random, random.randint(1, 5))
        count = tally(ruled, among, papers(random, method, among))
        passed = {*count.below, *count.unranked}
        assert not passed & {*count.winners, *count.tied}
        assert len(count.winners) + count.open_seats + count.empty_seats == ruled.seats
        if count.empty_seats:
            assert {*count.winners} == {*among} - passed


@pytest.mark.parametrize("method", [Method.APPROVAL, Method.POINTS, Method.JUDGMENT])
def test_a_vote_that_grades_an_option_lower_never_helps_it(method: Method) -> None:
    random, compared = Random(f"lower {method}"), 0
    while compared < 300:
        among = options(random.randint(2, 6))
        votes = papers(random, method, among)
        at = random.randrange(len(votes))
        lowered = [one for one, mark in votes[at].marks.items() if method is Method.APPROVAL or mark > 0]
        if not lowered:
            continue
        option = random.choice(lowered)
        marks = {**votes[at].marks, option: votes[at].marks[option] - 1}
        if method is not Method.JUDGMENT and marks[option] == 0:
            del marks[option]
        lower = [*votes[:at], Paper(marks, votes[at].weight), *votes[at + 1 :]]
        ruled = with_floors(method, random, random.randint(1, len(among)))
        before, after = (tally(ruled, among, some) for some in (votes, lower))
        assert (option in after.winners) <= (option in before.winners)
        assert (option in after.winners + after.tied) <= (option in before.winners + before.tied)
        compared += 1


def test_a_draw_over_ten_thousand_urns_favours_nobody_and_its_seed_foretells_nothing() -> None:
    """One seed, known before any vote: who is drawn depends on papers that nobody knows then."""
    random, among = Random("draw"), options(5)
    drawn = Counter[OptionId]()
    for _ in range(10_000):
        urn = [PublishedPaper("", 1, {one: 1}) for one in random.choices(among, k=9)]
        drawn[draw(among, 1, "one seed for all", digest(f"{random.getrandbits(64)}", urn))[0]] += 1
    # Four standard deviations of a fair draw, √(10,000 · 1/5 · 4/5) = 40.
    assert all(abs(drawn[one] - 2000) < 160 for one in among)


def test_neither_seed_nor_papers_alone_say_who_is_drawn() -> None:
    tied = options(2)
    by_seed = {draw(tied, 1, f"{seed}", "the papers")[0] for seed in range(64)}
    by_papers = {
        draw(tied, 1, "the seed", digest("", [PublishedPaper("", 1, {tied[0]: n})]))[0] for n in range(64)
    }
    assert by_seed == by_papers == {*tied}


def test_what_is_published_of_a_seed_binds_it_and_does_not_tell_it() -> None:
    assert commitment("5eed") == commitment("5eed") != commitment("5eee")
    assert "5eed" not in commitment("5eed")
