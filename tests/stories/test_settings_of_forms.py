"""What forms propose, and when those who come are reminded, are the club's to set.

`test_settings_in_force.py` and `test_settings_of_waits.py` have the other numbers.
"""

import pytest

from club.settings import Setting
from handlers import names
from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.said import EDIT
from tests.stories.test_ballots import CLOSING, STUDIES, begins, organiser, shortlists, the_ballot
from tests.stories.test_settings_in_force import queued, sets


@pytest.fixture
def odile(club: Club) -> Person:
    """Who organises."""
    return organiser(club)


@pytest.mark.parametrize(
    ("setting", "value", "method", "of"),
    [
        (Setting.BALLOT_SEATS, 2, "Approbation", "seats"),
        (Setting.BALLOT_FLOOR, 3, "Approbation", "floor"),
        (Setting.BALLOT_POINTS, 12, "Points", "points"),
        (Setting.BALLOT_PROXIES, 2, "Approbation", "proxies"),
    ],
)
def test_the_form_of_a_new_ballot_proposes_so_much(
    club: Club, odile: Person, setting: Setting, value: int, method: str, of: str
) -> None:
    for name in ("Ana Berger", "Marc Petit", "Léa Roux"):
        club.joins(name)  # so that a floor of three can be reached
    shortlists(club, *STUDIES)
    sets(club, setting, value)
    begins(odile, **{"Méthode": method, "Qui vote ?": "Une voix par membre"})
    odile.fills(CLOSING)
    odile.submits()
    assert getattr(the_ballot(club).rules, of) == value


def test_a_ballot_that_exists_keeps_what_it_has(club: Club, odile: Person) -> None:
    shortlists(club, *STUDIES)
    begins(odile, **{"Qui vote ?": "Une voix par membre"})
    odile.fills(CLOSING)
    odile.submits()
    before = the_ballot(club).rules
    sets(club, Setting.BALLOT_PROXIES, 2)
    sets(club, Setting.BALLOT_SEATS, 3)
    sets(club, Setting.BALLOT_FLOOR, 4)
    odile.clicks(EDIT)
    odile.submits()
    odile.submits()
    assert (before.seats, before.floor, before.proxies) == (1, 1, 0)
    assert the_ballot(club).rules == before


def test_who_comes_is_reminded_so_many_hours_before(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    sets(club, Setting.EVE_TOLD, 48)
    club.plans("Forum", starts=paris(2027, 1, 28, 10, 0))
    ana.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 26, 9, 55))
    assert queued(club, names.EVE) == 0
    club.at(paris(2027, 1, 26, 10, 1))
    assert queued(club, names.EVE) == 1
    club.at(paris(2027, 1, 27, 10, 1))
    assert queued(club, names.EVE) == 1
