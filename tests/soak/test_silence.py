"""Twenty years of a club that asks much, as who answers nothing hears of them."""

from collections.abc import Iterator

import pytest

from tests.stories.club import Club, paris
from tests.stories.silence import EVENTS, Silence, drawn

pytestmark = pytest.mark.soak
OVER = paris(2028, 1, 3, 9)
MOST = 30


@pytest.fixture
def club(sqlite_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(sqlite_url)
    yield made
    made.stop()


@pytest.mark.parametrize("seed", range(20))
def test_who_answers_nothing_hears_of_all_in_thirty_messages(club: Club, seed: int) -> None:
    year = Silence(club, drawn(seed))
    year.lives(OVER)
    print(f"calendar {seed}: {year.messages()} messages for {EVENTS} events and 3 votes")
    assert year.untold(OVER) == []
    assert year.messages() <= MOST
