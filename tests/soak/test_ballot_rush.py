"""Five thousand electors of two hundred companies, from 32 connections, while the card is refreshed."""

import pytest

from club.ballots import Secrecy, Unit
from tests.stories.ballot_rush import assert_nothing_lost, by_form, by_service, gather
from tests.stories.club import Club
from tests.stories.conftest import club

__all__ = ["club"]

pytestmark = pytest.mark.soak


def test_five_thousand_sealed_votes_are_all_there_once(club: Club) -> None:
    rush = gather(club, 5000, 200, Unit.MEMBER, Secrecy.SEALED)
    rush.run(by_form)
    assert_nothing_lost(rush)


def test_two_hundred_companies_keep_what_their_last_colleague_chose(club: Club) -> None:
    rush = gather(club, 5000, 200, Unit.COMPANY, Secrecy.CONFIDENTIAL)
    rush.run(by_service)
    assert_nothing_lost(rush)
