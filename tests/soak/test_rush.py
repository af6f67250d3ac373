"""Fifty rushes on five seats."""

import pytest

from tests.handlers.events.guests.house import House
from tests.handlers.events.rsvp.rush import SEATS, all_at_once, assert_seats, members

pytestmark = pytest.mark.soak


def test_fifty_rushes_sell_exactly_five_seats_each(house: House) -> None:
    people = members(house)
    for _ in range(50):
        event_id = house.plans(SEATS)
        all_at_once(house, event_id, people)
        assert_seats(house, event_id, people)
