"""A tie is told, then settled by somebody."""

from hashlib import sha256

import pytest

from club.ballots import Method, TieBreak
from club.ids import OptionId
from club.tally import Paper, Settled, decide, draw, settle, tally
from tests.club.tally.profiles import named, options, ranked, rules, ticked

ABC = [Paper(ticked("AB")), Paper(ticked("AC")), Paper(ticked("A"))]
"""A is in; B and C are equal."""
TWO = rules(Method.APPROVAL, 2)


def test_equals_for_the_last_seat_are_tied_and_the_others_in() -> None:
    count = tally(TWO, named("BCA"), ABC)
    assert (count.winners, count.tied, count.open_seats) == (named("A"), named("BC"), 1)
    assert count.order == (named("A"), named("BC"))


def test_equals_who_all_get_in_are_no_tie() -> None:
    count = tally(rules(Method.APPROVAL, 3), named("ABCD"), ABC)
    assert (count.winners, count.tied) == (named("ABC"), ())


def test_without_a_vote_everybody_is_tied() -> None:
    for method in (one for one in Method if one is not Method.MOTION):  # a motion's tie is a rejection
        count = tally(rules(method), named("AB"), [])
        assert (count.winners, count.tied, count.open_seats) == ((), named("AB"), 1)


def test_the_organisers_settle_a_tie_among_the_tied() -> None:
    count = tally(TWO, named("ABC"), ABC)
    assert settle(count, named("C")) == named("AC")
    for wrong in ("", "A", "BC", "D"):
        with pytest.raises(ValueError, match="get in"):
            settle(count, named(wrong))


def test_nobody_is_chosen_twice_for_two_seats() -> None:
    count = tally(TWO, named("ABC"), [])
    with pytest.raises(ValueError, match="get in"):
        settle(count, named("AA"))


def test_a_draw_is_the_order_of_published_hashes_whatever_order_the_tied_stand_in() -> None:
    tied = options(6)
    lots = sorted((sha256(f"Saint-Malo 2027/9f3c/{one}".encode()).hexdigest(), one) for one in tied)
    assert draw(tied, 2, "Saint-Malo 2027", "9f3c") == tuple(one for _, one in lots[:2])
    assert draw(reversed(tied), 2, "Saint-Malo 2027", "9f3c") == draw(tied, 2, "Saint-Malo 2027", "9f3c")


def test_every_option_is_drawn_about_equally_often() -> None:
    tied = options(4)
    first = [draw(tied, 1, str(seed), "9f3c")[0] for seed in range(2000)]
    assert all(400 < first.count(option) < 600 for option in tied)


def test_two_options_that_neither_beats_are_tied_and_one_beaten_is_not() -> None:
    """B and C are even; A is beaten by both."""
    papers = [Paper(ranked("BCA")), Paper(ranked("CBA"))]
    count = tally(rules(Method.RANKING), named("ABC"), papers)
    assert (count.tied, count.order[-1]) == (named("BC"), named("A"))


def test_options_left_out_of_a_ranking_are_last_and_equal() -> None:
    count = tally(rules(Method.RANKING), named("ABC"), [Paper(ranked("A"), 2)])
    assert count.order == (named("A"), named("BC"))
    assert (count.figures[0].opinions, count.figures[1].beaten_by) == (2, 1)


def test_a_decision_waits_for_the_organisers_and_records_their_choice() -> None:
    waiting = decide(TWO, named("ABC"), ABC, 5)
    assert (waiting.settled, waiting.winners, waiting.votes) == (Settled.PENDING, named("A"), 3)
    settled = decide(TWO, named("ABC"), ABC, 5, named("B"))
    assert (settled.settled, settled.winners, settled.chosen) == (
        Settled.ORGANISERS,
        named("AB"),
        named("B"),
    )


def test_a_draw_settles_at_once_and_leaves_the_organisers_nothing_to_choose() -> None:
    drawn = rules(Method.APPROVAL, 2, tie_break=TieBreak.DRAW, seed="x")
    result = decide(drawn, named("ABC"), ABC, 5, digest="9f3c")
    assert (result.settled, result.winners) == (
        Settled.DRAW,
        (*named("A"), *draw(named("BC"), 1, "x", "9f3c")),
    )
    with pytest.raises(ValueError, match="draw"):
        decide(drawn, named("ABC"), ABC, 5, named("B"))


def test_without_a_quorum_nothing_is_decided_though_weights_would_reach_it() -> None:
    quorum = rules(Method.APPROVAL, 1, quorum=3)
    heavy = [Paper(ticked("A"), 50), Paper({})]
    assert not decide(quorum, named("AB"), heavy, 5).quorum_reached
    assert decide(quorum, named("AB"), heavy, 5).winners == ()
    assert decide(quorum, named("AB"), [*heavy, Paper({})], 5).winners == named("A")
    with pytest.raises(ValueError, match="nothing"):
        decide(quorum, named("AB"), heavy, 5, named("A"))


def test_no_vote_is_no_decision_even_without_a_quorum() -> None:
    assert not decide(TWO, named("ABC"), [], 5).quorum_reached


def test_a_clear_result_leaves_nothing_to_choose() -> None:
    result = decide(rules(Method.APPROVAL), named("AB"), [Paper(ticked("A"))], 1)
    assert (result.settled, result.winners, result.shares) == (Settled.NO_TIE, (OptionId(ord("A")),), None)
    with pytest.raises(ValueError, match="get in"):
        decide(rules(Method.APPROVAL), named("AB"), [Paper(ticked("A"))], 1, named("B"))
