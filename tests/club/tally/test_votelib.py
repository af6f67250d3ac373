"""The same counts as a library by others; ten thousand more of each in `make soak`."""

from random import Random

import pytest

from club.ballots import Majority, MajorityOf, Method
from tests.club.tally.others import agreed, agreed_on_motions
from tests.club.tally.profiles import MAJORITIES, METHODS


@pytest.mark.parametrize("method", METHODS)
def test_a_count_without_a_tie_is_that_of_votelib(method: Method) -> None:
    random = Random(f"votelib {method}")
    compared = 0
    while compared < 100:
        compared += agreed(method, random)


@pytest.mark.parametrize(("majority", "of"), MAJORITIES)
def test_resolutions_are_adopted_as_hands_and_votelib_do(majority: Majority, of: MajorityOf) -> None:
    random = Random(f"motions {majority} {of}")
    for _ in range(100):
        agreed_on_motions(random, majority, of)
