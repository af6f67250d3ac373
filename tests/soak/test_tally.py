"""Ten thousand random counts of each method, beside those of a library by others."""

from random import Random

import pytest

from club.ballots import Method
from tests.club.tally.others import agreed
from tests.club.tally.profiles import METHODS

pytestmark = pytest.mark.soak
PROFILES = 10_000


@pytest.mark.parametrize("method", METHODS)
def test_ten_thousand_profiles_without_a_tie_are_counted_as_votelib_does(method: Method) -> None:
    random = Random(f"many {method}")
    profiles = 0
    while profiles < PROFILES:
        profiles += agreed(method, random) > 0
