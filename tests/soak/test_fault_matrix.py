"""Every fault, for every period, of everything that Prime says; prints what became of it."""

import pytest

from storage.invariants import find_broken
from tests.stories.club import Club
from tests.stories.fault_matrix import FAULTS, PERIODS, Outage, table
from tests.stories.test_fault_matrix import club

__all__ = ["club"]

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("fault", FAULTS)
def test_after_an_outage_all_has_arrived_once_or_is_past(
    club: Club, fault: str, period: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outage = Outage(club, PERIODS[period])
    outage.lasts(fault)
    with capsys.disabled():
        print(f"\n{table(fault, period, outage.counts())}")
    assert outage.wrong(fault) == []
    assert find_broken(club.prime.services.db, club.clock.now()) == []
