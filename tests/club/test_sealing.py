"""How many sealed votes go into the urn at once, and how much room each takes."""

from random import Random

import pytest

from club.ballots import Ballot, BallotState, Method, Option, Purpose, Rules
from club.ids import BallotId, OptionId
from club.sealing import BATCH, KEPT, LONGEST_REMARK, choose, leaving, padded, room


@pytest.mark.parametrize(("held", "going"), [(0, 0), (4, 0), (5, 0), (9, 0), (10, 5), (11, 6), (40, 35)])
def test_none_goes_alone_and_none_is_left_alone(held: int, going: int) -> None:
    assert leaving(held) == going
    assert going == 0 or (going >= BATCH and held - going >= KEPT)


def test_votes_are_drawn_among_those_of_their_weight() -> None:
    held = {1: range(20), 3: range(100, 104)}
    drawn = {frozenset(choose(held, Random(seed))) for seed in range(20)}
    assert {len(one) for one in drawn} == {20 - KEPT}
    assert all(max(one) < 100 for one in drawn)
    assert len(drawn) > 10


@pytest.mark.parametrize("method", list(Method))
def test_whatever_a_vote_may_say_is_padded_to_the_same_length(method: Method) -> None:
    options = tuple(Option(OptionId(990 + at), f"Topic {at}", work_id=at // 3 + 1) for at in range(12))
    rules = Rules(method, most=12, points=100_000, cap=99_999)
    ballot = Ballot(BallotId(1), "Studies", Purpose.EVALUATION, rules, BallotState.OPEN, options=options)
    highest = {
        Method.APPROVAL: 1,
        Method.POINTS: 99_999,
        Method.JUDGMENT: 4,
        Method.RANKING: 12,
        Method.MOTION: 2,
    }[method]
    marks = "{" + ",".join(f'"{one.id}":{highest}' for one in options) + "}"
    word = "漢" * LONGEST_REMARK
    remarks = "{" + ",".join(f'"{at + 1}":"{word}"' for at in range(4)) + "}"
    fullest = "\0".join(["K7QF-9M2X", marks, remarks, "."]).encode()
    assert {len(padded(one, room(ballot))) for one in (b"\0\0\0.", fullest)} == {room(ballot)}


def test_more_than_foreseen_is_not_cut() -> None:
    assert padded(b"x" * 11, 10) == b"x" * 11 + bytes(9)
    assert padded(b"x" * 10, 10) == b"x" * 10
