"""Ten thousand random counts of each method, beside those of a library by others."""

from random import Random

import pytest

from club.ballots import Majority, MajorityOf, Method
from tests.club.tally.others import agreed, agreed_on_motions
from tests.club.tally.profiles import MAJORITIES, METHODS

pytestmark = pytest.mark.soak
PROFILES = 10_000


@pytest.mark.parametrize("method", METHODS)
def test_ten_thousand_profiles_without_a_tie_are_counted_as_votelib_does(method: Method) -> None:
    random = Random(f"many {method}")
    profiles = 0
    while profiles < PROFILES:
        profiles += agreed(method, random) > 0


@pytest.mark.parametrize(("majority", "of"), MAJORITIES)
def test_ten_thousand_profiles_of_resolutions_are_counted_as_hands_and_votelib_do(
    majority: Majority, of: MajorityOf
) -> None:
    random = Random(f"many motions {majority} {of}")
    for _ in range(PROFILES):
        agreed_on_motions(random, majority, of)
