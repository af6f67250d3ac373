"""The same counts as a library by others; ten thousand more of each in `make soak`."""

from random import Random

import pytest

from club.ballots import Method
from tests.club.tally.others import agreed
from tests.club.tally.profiles import METHODS


@pytest.mark.parametrize("method", METHODS)
def test_a_count_without_a_tie_is_that_of_votelib(method: Method) -> None:
    random = Random(f"votelib {method}")
    compared = 0
    while compared < 100:
        compared += agreed(method, random)
