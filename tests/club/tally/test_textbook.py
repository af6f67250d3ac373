"""Cases from the literature, each with its source."""

from fractions import Fraction
from random import Random

from club.ballots import Grade, Method, NoOpinion
from club.ids import OptionId
from club.tally import Paper, equal_shares, tally
from tests.club.tally.profiles import named, options, ranked, rules, ticked


def test_tennessee_puts_its_capital_at_nashville() -> None:
    """Memphis 42 %, Nashville 26, Chattanooga 15, Knoxville 17, each by distance: the usual example of
    Wikipedia's articles on voting methods ("Condorcet method")."""
    votes = [("MNCK", 42), ("NCKM", 26), ("CKNM", 15), ("KCNM", 17)]
    count = tally(rules(Method.RANKING), named("MNCK"), [Paper(ranked(names), many) for names, many in votes])
    assert count.order == (named("N"), named("C"), named("K"), named("M"))
    assert [one.score for one in count.figures] == [3, 2, 1, 0]
    assert count.pairs[OptionId(ord("N")), OptionId(ord("M"))] == 58


SCHULZE = [
    *[("ACBED", 5), ("ADECB", 5), ("BEDAC", 8), ("CABED", 3)],
    *[("CAEBD", 7), ("CBADE", 2), ("DCEBA", 7), ("EBADC", 8)],
]


def test_schulze_orders_his_45_voters_as_he_does() -> None:
    """Schulze's first example, 45 voters: E A C B D (Schulze 2003 to 2018, arXiv:1804.02973; Wikipedia)."""
    papers = [Paper(ranked(names), many) for names, many in SCHULZE]
    count = tally(rules(Method.RANKING, 2), named("ABCDE"), papers)
    assert count.order == tuple(named(name) for name in "EACBD")
    assert count.winners == named("EA")
    assert [one.score for one in count.figures] == [4, 3, 2, 1, 0]
    assert count.pairs[named("A")[0], named("D")[0]] == 30


ORSAY = {
    "Bayrou": ((136, 307, 251, 148, 84, 74), Grade.GOOD, 1),
    "Royal": ((167, 227, 191, 168, 122, 126), Grade.GOOD, -1),
    "Sarkozy": ((191, 198, 143, 115, 71, 282), Grade.GOOD, -1),
    "Voynet": ((29, 93, 175, 237, 261, 205), Grade.FAIR, -1),
    "Besancenot": ((41, 99, 163, 160, 226, 311), Grade.POOR, 1),
    "Le Pen": ((30, 46, 62, 65, 54, 744), Grade.REJECT, 1),
}
"""Tenths of a per cent, from excellent to "to reject"; the majority grade and its sign."""


def test_the_voters_of_orsay_judge_as_balinski_and_laraki_report() -> None:
    """Three precincts of Orsay, presidential election of 2007 (Balinski and Laraki, *Election by Majority
    Judgement: Experimental Evidence*, 2007). Their two best of six grades are one here: nobody's median lies
    among them, so no gauge changes. Rounded shares do not add up to the same for all: shares are of those
    who judged."""
    among = options(len(ORSAY))
    papers = list[Paper]()
    for option, (shares, _, _) in zip(among, ORSAY.values(), strict=True):
        grades = (4, 4, 3, 2, 1, 0)
        papers += [Paper({option: grade}, many) for grade, many in zip(grades, shares, strict=True)]
    count = tally(rules(Method.JUDGMENT), among, papers)
    assert [one.option for one in count.figures] == among
    gauges = [(one.median, one.gauge.sign) for one in count.figures if one.gauge]
    assert gauges == [(grade, sign) for _, grade, sign in ORSAY.values()]
    assert count.figures[0].gauge is not None
    assert count.figures[0].gauge.above == Fraction(443, 1000)


def test_lines_left_empty_at_orsay_count_as_reject_and_change_no_rank() -> None:
    """Voters there were told that whom they do not judge, they reject (the same report): the table has these
    completed grades. So whichever of the rejections were empty lines, the same ranks come out."""
    random, among = Random("Orsay"), options(len(ORSAY))
    voters = [dict[OptionId, int]() for _ in range(1000)]
    for option, (shares, _, _) in zip(among, ORSAY.values(), strict=True):
        given = [grade for grade, many in zip((4, 4, 3, 2, 1), shares[:-1], strict=True) for _ in range(many)]
        empty = [None] * (1000 - len(given))
        rejected = [0 if random.random() < 0.5 else one for one in empty]
        for marks, grade in zip(voters, random.sample([*given, *rejected], 1000), strict=True):
            if grade is not None:
                marks[option] = grade
    completed = rules(Method.JUDGMENT, no_opinion=NoOpinion.REJECT, floor_grade=Grade.GOOD)
    count = tally(completed, among, [Paper(marks) for marks in voters])
    assert [one.option for one in count.figures] == among
    assert [(one.median, one.gauge.sign) for one in count.figures if one.gauge] == [
        (grade, sign) for _, grade, sign in ORSAY.values()
    ]
    assert count.below == tuple(among[3:])
    assert any(one.opinions < 1000 for one in count.figures)


def test_equal_shares_leave_the_last_seats_of_lackner_and_skowron_to_support() -> None:
    """Lackner and Skowron, *Multi-Winner Voting with Approval Preferences* (2023), example 2.11: only `a` can
    be paid for, at 1/8 each. They go on otherwise; here support does: b and c with 4 votes, then d or f."""
    ballots = [("ab", 3), ("ac", 3), ("ad", 2), ("bcf", 1), ("e", 1), ("f", 1), ("g", 1)]
    papers = [Paper(ticked(names), many) for names, many in ballots]
    shares = equal_shares(rules(Method.APPROVAL, 4), named("abcdefg"), papers)
    assert shares.winners == named("abcd")
    assert shares.completed == named("bcd")
    assert shares.tied == named("df")
    assert shares.unhappy == 3


def test_equal_shares_pay_for_two_of_three_seats_of_the_next_example() -> None:
    """The same book, example 2.12: c at 1/5 each, then a at 13/40; the third seat is nobody's to pay for."""
    ballots = ["cd", "cd", "cd", "ab", "ab", "ac", "ac", "bd"]
    papers = [Paper(ticked(names)) for names in ballots]
    shares = equal_shares(rules(Method.APPROVAL, 3), named("abcd"), papers)
    assert (shares.winners, shares.completed) == (named("cad"), named("d"))
    assert (shares.tied, shares.unhappy) == ((), 0)
