"""Sixty electors at once; five thousand of them vote in the long runs."""

import pytest

from club.ballots import Secrecy, Unit
from tests.stories.ballot_rush import assert_nothing_lost, by_form, by_service, gather
from tests.stories.club import Club


@pytest.mark.parametrize("unit", [Unit.MEMBER, Unit.COMPANY])
def test_sixty_electors_at_once_are_all_counted_once(club: Club, unit: Unit) -> None:
    sealed = unit is Unit.MEMBER
    rush = gather(club, 60, 6, unit, Secrecy.SEALED if sealed else Secrecy.CONFIDENTIAL)
    rush.run(by_form if sealed else by_service)
    assert_nothing_lost(rush)
