"""What is wrong with a vote, method by method, at the edges."""

import pytest

from club.ballots import MOST_RANKS, Grade, Marks, Method, Rules
from club.ids import OptionId
from club.votes import Slip, VoteFault, slips_of

OPTIONS = [OptionId(at) for at in range(1, 21)]
A, B, C = OPTIONS[:3]
APPROVAL = Rules(Method.APPROVAL, most=2)
POINTS = Rules(Method.POINTS, points=10, cap=6)
JUDGMENT = Rules(Method.JUDGMENT)
RANKING = Rules(Method.RANKING)


def ranks(*numbers: int) -> Marks:
    return dict(zip(OPTIONS, numbers, strict=False))


@pytest.mark.parametrize("method", list(Method))
def test_a_blank_vote_may_be_cast(method: Method) -> None:
    assert slips_of(Rules(method), OPTIONS, {}) == []


@pytest.mark.parametrize("method", list(Method))
def test_an_option_of_another_ballot_is_all_that_is_told(method: Method) -> None:
    foreign = OptionId(99)
    assert slips_of(Rules(method), OPTIONS, {A: -1, foreign: 1}) == [Slip(VoteFault.FOREIGN, option=foreign)]


@pytest.mark.parametrize(
    ("rules", "marks"),
    [
        (APPROVAL, {A: 1, B: 1}),
        (POINTS, {A: 6, B: 4}),
        (POINTS, {A: 1}),
        (JUDGMENT, {A: Grade.REJECT, B: Grade.EXCELLENT}),
        (RANKING, ranks(2, 1, 3)),
        (RANKING, ranks(*range(1, MOST_RANKS + 1))),
    ],
)
def test_a_vote_may_go_to_the_limit(rules: Rules, marks: Marks) -> None:
    assert slips_of(rules, OPTIONS, marks) == []


@pytest.mark.parametrize(
    ("rules", "marks", "slip"),
    [
        (APPROVAL, {A: 1, B: 1, C: 1}, Slip(VoteFault.TOO_MANY, 3, 2)),
        (APPROVAL, {A: 2}, Slip(VoteFault.NO_SUCH_MARK, 2, 1, A)),
        (APPROVAL, {A: 0}, Slip(VoteFault.NO_SUCH_MARK, 0, 1, A)),
        (POINTS, {A: 6, B: 5}, Slip(VoteFault.OVERSPENT, 11, 10)),
        (POINTS, {A: 7}, Slip(VoteFault.OVER_CAP, 7, 6, A)),
        (POINTS, {A: 0}, Slip(VoteFault.NO_SUCH_MARK, 0, 6, A)),
        (POINTS, {A: -3, B: 6}, Slip(VoteFault.NO_SUCH_MARK, -3, 6, A)),
        (JUDGMENT, {A: 5}, Slip(VoteFault.NO_SUCH_MARK, 5, 4, A)),
        (JUDGMENT, {A: -1}, Slip(VoteFault.NO_SUCH_MARK, -1, 4, A)),
        (RANKING, ranks(1, 1), Slip(VoteFault.SAME_RANK, 2)),
        (RANKING, ranks(1, 3), Slip(VoteFault.SAME_RANK, 2)),
        (RANKING, ranks(0, 1), Slip(VoteFault.SAME_RANK, 2)),
        (RANKING, ranks(*range(1, MOST_RANKS + 2)), Slip(VoteFault.TOO_MANY, MOST_RANKS + 1, MOST_RANKS)),
    ],
)
def test_one_step_further_it_is_refused_with_the_figures(rules: Rules, marks: Marks, slip: Slip) -> None:
    assert slips_of(rules, OPTIONS, marks) == [slip]


def test_each_option_over_the_cap_is_told() -> None:
    assert slips_of(POINTS, OPTIONS, {A: 7, B: 1, C: 8}) == [
        Slip(VoteFault.OVER_CAP, 7, 6, A),
        Slip(VoteFault.OVER_CAP, 8, 6, C),
    ]
