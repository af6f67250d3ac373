"""Majority judgment, where the textbook cases leave a question open."""

from collections.abc import Sequence
from itertools import product

from club.ballots import Grade, Method
from club.ids import OptionId
from club.tally import Paper, tally
from club.tally.judgment import standing
from tests.club.tally.profiles import options, rules

JUDGMENT = rules(Method.JUDGMENT)


def graded(option: OptionId, grades: str) -> list[Paper]:
    """`0134`: one vote for each grade."""
    return [Paper({option: int(grade)}) for grade in grades]


def majority_value(counts: Sequence[int]) -> list[int]:
    """The definition: the median is taken away, and again, until no grade is left."""
    left = [grade for grade, many in enumerate(counts) for _ in range(many)]
    return [left.pop((len(left) - 1) // 2) for _ in counts for _ in range(len(left)) if left]


def test_the_standing_orders_options_as_the_majority_value_does() -> None:
    """All ways in which six voters can grade, each against each (Balinski and Laraki 2011, section 1.2)."""
    six = [counts for counts in product(range(7), repeat=5) if sum(counts) == 6]
    by_definition = sorted(six, key=majority_value)
    assert sorted(six, key=standing) == by_definition
    assert len({standing(counts) for counts in six}) == len(six)


def test_the_median_of_an_even_number_is_the_lower_of_the_two_in_the_middle() -> None:
    (option,) = options(1)
    (figures,) = tally(JUDGMENT, [option], graded(option, "0144")).figures
    assert (figures.median, figures.grades, figures.opinions) == (Grade.POOR, (1, 1, 0, 0, 2), 4)


def test_no_opinion_is_set_aside_so_that_few_judges_weigh_as_much_as_many() -> None:
    few, many = options(2)
    papers = [*graded(few, "334"), *graded(many, "333333344")]
    assert tally(JUDGMENT, [many, few], papers).order == ((few,), (many,))


def test_equal_shares_of_every_grade_are_a_tie_whatever_the_numbers() -> None:
    few, many = options(2)
    count = tally(JUDGMENT, [few, many], [*graded(few, "024"), *graded(many, "002244")])
    assert (count.order, count.winners, count.tied, count.open_seats) == (((few, many),), (), (few, many), 1)


def test_an_option_that_nobody_judged_comes_after_one_that_all_reject() -> None:
    unknown, rejected = options(2)
    count = tally(JUDGMENT, [unknown, rejected], graded(rejected, "000"))
    assert count.order == ((rejected,), (unknown,))
    assert (count.figures[1].median, count.figures[1].gauge) == (None, None)


def test_where_everybody_agrees_there_is_neither_plus_nor_minus() -> None:
    (option,) = options(1)
    gauge = tally(JUDGMENT, [option], graded(option, "222")).figures[0].gauge
    assert gauge is not None
    assert gauge.sign == 0


def test_an_evaluation_has_figures_and_no_winners() -> None:
    option, other = options(2)
    count = tally(rules(Method.JUDGMENT, 0), [other, option], graded(option, "344"))
    assert [one.option for one in count.figures] == [option, other]
    assert (count.winners, count.tied, count.open_seats) == ((), (), 0)
