"""Equal shares beyond approval, and who is left without a choice."""

from club.ballots import Grade, Method
from club.tally import Paper, equal_shares, without_choice
from tests.club.tally.profiles import named, ranked, rules, ticked


def test_where_the_majority_would_take_all_seats_equal_shares_divide_them() -> None:
    """Six want A, B and C, three want D: two seats and one."""
    papers = [Paper(ticked("ABC"), 6), Paper(ticked("D"), 3)]
    shares = equal_shares(rules(Method.APPROVAL, 3), named("ABCD"), papers)
    assert shares.winners == named("ABD")
    assert (shares.tied, shares.completed, shares.unhappy) == (named("ABC"), (), 0)


def test_a_voter_pays_in_proportion_to_the_points_given() -> None:
    """Each has 1. A costs 1, paid 4 to 2: the second keeps 2/3, which is not enough for C."""
    a, b, c = named("ABC")
    papers = [Paper({a: 4, b: 2}), Paper({a: 2, c: 4})]
    shares = equal_shares(rules(Method.POINTS, 2), named("ABC"), papers)
    assert shares.winners == (a, c)
    assert shares.completed == (c,)


def test_a_blank_vote_has_no_share_and_a_heavy_one_has_many() -> None:
    papers = [Paper({}, 9), Paper(ticked("A"), 3), Paper(ticked("B"), 1), Paper(ticked("C"), 2)]
    shares = equal_shares(rules(Method.APPROVAL, 2), named("ABC"), papers)
    assert (shares.winners, shares.completed) == (named("AC"), named("C"))


def test_nobody_chose_anything_and_the_ballots_order_fills_the_seats_as_told() -> None:
    shares = equal_shares(rules(Method.APPROVAL, 2), named("CBA"), [Paper({})])
    assert (shares.winners, shares.tied, shares.completed) == (named("CB"), named("CBA"), named("CB"))


def test_a_judgment_chooses_what_it_finds_good_and_a_ranking_its_first() -> None:
    a, b = named("AB")
    fair = [Paper({a: Grade.FAIR, b: Grade.GOOD}), Paper({a: Grade.POOR})]
    assert without_choice(fair, rules(Method.JUDGMENT), [a]) == 1
    assert without_choice(fair, rules(Method.JUDGMENT), [b]) == 0
    third = [Paper(ranked("ABC"))]
    assert without_choice(third, rules(Method.RANKING, 2), named("C")) == 1
    assert without_choice(third, rules(Method.RANKING, 3), named("C")) == 0


def test_votes_without_a_choice_are_counted_as_votes_whatever_they_weigh() -> None:
    papers = [Paper(ticked("A"), 7), Paper(ticked("A")), Paper(ticked("B")), Paper({}, 5)]
    assert without_choice(papers, rules(Method.APPROVAL), named("B")) == 2
