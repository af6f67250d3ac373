"""Equal shares beyond approval, and who is left without a choice."""

from fractions import Fraction
from random import Random

import pytest

from club.ballots import Grade, Marks, Method
from club.ids import OptionId
from club.tally import Paper, choices, equal_shares, without_choice
from tests.club.tally.profiles import METHODS, named, options, ranked, rules, ticked
from tests.club.tally.profiles import papers as profile


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


def voter_by_voter(method: Method, seats: int, among: list[OptionId], papers: list[Paper]) -> list[OptionId]:
    """Equal shares as defined, with a purse for everyone; seats left over stay so."""
    wishes = [choices(rules(method, seats), one.marks) for one in papers for _ in range(one.weight)]
    wishes = [wish for wish in wishes if wish]
    purses = [Fraction(seats, len(wishes))] * len(wishes)
    taken = list[OptionId]()
    while len(taken) < seats:
        prices = {one: price for one in among if one not in taken if (price := _price(one, wishes, purses))}
        if not prices:
            break
        support = {one: sum(wish.get(one, 0) for wish in wishes) for one in among}
        best = min(prices, key=lambda one: (prices[one], -support[one], among.index(one)))
        paid = [prices[best] * wish.get(best, 0) for wish in wishes]
        purses = [purse - min(purse, due) for purse, due in zip(purses, paid, strict=True)]
        taken.append(best)
    return taken


def _price(option: OptionId, wishes: list[Marks], purses: list[Fraction]) -> Fraction | None:
    """The least price at which the option is paid for: some supporters give all they have, the rest in
    proportion. Who gives all is tried from the poorest, for what the option is worth to them, upwards."""
    backers = sorted(
        ((purse, wish[option]) for purse, wish in zip(purses, wishes, strict=True) if option in wish),
        key=lambda backer: backer[0] / backer[1],
    )
    for poor in range(len(backers)):
        given = sum((purse for purse, _ in backers[:poor]), Fraction(0))
        price = (1 - given) / sum(worth for _, worth in backers[poor:])
        if sum(min(purse, price * worth) for purse, worth in backers) == 1:
            return price
    return None


@pytest.mark.parametrize("method", METHODS)
def test_counting_kind_by_kind_takes_what_counting_voter_by_voter_takes(method: Method) -> None:
    random = Random(f"shares {method}")
    for _ in range(60):
        among, seats = options(6), random.randint(2, 5)
        papers = [*profile(random, method, among), Paper({among[0]: 1})]
        shares = equal_shares(rules(method, seats), among, papers)
        paid = shares.winners[: seats - len(shares.completed)]
        if any(choices(rules(method, seats), one.marks) for one in papers):
            assert [*paid] == voter_by_voter(method, seats, among, papers)
