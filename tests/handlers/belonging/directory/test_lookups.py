"""The cap on lookups, when two clicks come at once and when the day is over; what is logged."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from club.directory import Detail, Field, Visibility
from handlers.belonging.directory import service
from handlers.belonging.directory.service import Reveal, Revealed
from handlers.kit.positions import ListPosition
from storage.people import Person
from storage.profiles import save_profile_details
from tests.handlers.events.guests.house import NOW, House, house_of

LOOKED_UP = ListPosition(service.LOOKED_UP)


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    made = house_of(database_url)
    made.services = replace(made.services, installed=replace(made.services.club, lookups=3))
    yield made
    made.services.db.dispose()


def shares(house: House, name: str) -> Person:
    """A member whose telephone number the members may look up."""
    person = house.joins(name)
    details = {Field.PHONE: Detail("01 23 45 67 89", Visibility.MEMBERS)}
    with house.services.db.begin() as session:
        save_profile_details(session, person.id, "", details, NOW)
    return person


def test_clicks_at_once_do_not_pass_the_cap_together(house: House) -> None:
    ana, others = house.joins("Ana Berger"), [shares(house, f"Membre {letter}") for letter in "ABCDEFGH"]
    together = Barrier(len(others))

    def look(other: Person) -> bool:
        together.wait(10)
        return isinstance(service.reveal(house.services, ana, other.id, NOW), Revealed)

    with ThreadPoolExecutor(len(others)) as pool:
        assert sum(pool.map(look, others)) == 3
    assert sum(service.list_consulted(house.services, other, LOOKED_UP).total for other in others) == 3


def test_the_same_person_counts_once_a_day_and_anew_the_next(house: House) -> None:
    ana, paul = house.joins("Ana Berger"), shares(house, "Paul Mercier")
    for hours in (0, 1, 24):
        found = service.reveal(house.services, ana, paul.id, NOW + timedelta(hours=hours))
        assert isinstance(found, Revealed)
        assert found.contacts == {Field.PHONE: "01 23 45 67 89"}
    assert service.list_consulted(house.services, paul, LOOKED_UP).total == 2


def test_ones_own_details_cost_nothing_and_are_not_logged(house: House) -> None:
    paul = shares(house, "Paul Mercier")
    assert isinstance(service.reveal(house.services, paul, paul.id, NOW), Revealed)
    assert service.list_consulted(house.services, paul, LOOKED_UP).total == 0


def test_beyond_the_cap_nothing_is_shown_or_logged(house: House) -> None:
    ana, others = house.joins("Ana Berger"), [shares(house, f"Membre {letter}") for letter in "ABCD"]
    found = [service.reveal(house.services, ana, other.id, NOW) for other in others]
    assert [type(one) for one in found] == [Revealed, Revealed, Revealed, Reveal]
    assert service.list_consulted(house.services, others[3], LOOKED_UP).total == 0
    again = service.reveal(house.services, ana, others[0].id, NOW)
    assert isinstance(again, Revealed)


def test_a_profile_keeps_the_date_of_what_was_not_changed(house: House) -> None:
    paul, later = shares(house, "Paul Mercier"), NOW + timedelta(days=3)
    before = service.get_profile(house.services, paul)
    service.save_profile(
        house.services,
        paul,
        "Acheteur",
        {**before, Field.SEEKS: Detail("Un four", Visibility.MEMBERS)},
        later,
    )
    after = service.get_profile(house.services, paul)
    assert {name: one.changed_at for name, one in after.items()} == {Field.PHONE: NOW, Field.SEEKS: later}
    service.save_profile(house.services, paul, "", {Field.SEEKS: Detail("")}, later)
    assert service.get_profile(house.services, paul) == {}
