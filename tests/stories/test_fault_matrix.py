"""What must arrive arrives once whatever Slack answers, and what is past is not sent: some of the matrix.

All of it stands in `tests/soak/test_fault_matrix.py`.
"""

from collections.abc import Iterator

import pytest

from tests.stories.club import Club
from tests.stories.fault_matrix import PERIODS, Outage

CHOSEN = [
    ("503 HTML", "1 h"),
    ("reset after", "10 min"),
    ("10 s answers", "10 min"),
    ("invalid_auth", "1 h"),
    ("user_not_found", "10 min"),
]


@pytest.fixture
def club(sqlite_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(sqlite_url)
    yield made
    made.stop()


@pytest.mark.parametrize(("fault", "period"), CHOSEN)
def test_after_an_outage_all_has_arrived_once_or_is_past(club: Club, fault: str, period: str) -> None:
    outage = Outage(club, PERIODS[period])
    outage.lasts(fault)
    assert outage.wrong(fault) == []
