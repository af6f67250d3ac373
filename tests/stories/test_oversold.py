"""`prime check` and seats: what an organiser lowered stays taken, and not one seat more."""

import pytest

from club.ids import EventId
from sandbox.driver.person import Person
from storage.invariants import find_broken
from tests.stories.club import Club
from tests.stories.said import EDIT, TITLE_FIELD
from tests.stories.test_organising import organiser, publishes

PEOPLE = ("Ana Berger", "Luc Roy", "Eva Noll")


@pytest.fixture
def odile(club: Club) -> Person:
    """She published an event of three seats, all of which are taken."""
    made = organiser(club)
    publishes(club, made, Places="3")
    for name in PEOPLE:
        club.joins(name).types("/prime rsvp forum oui")
    club.settle()
    assert broken(club) == []
    return made


def broken(club: Club) -> list[str]:
    return [one.name for one in find_broken(club.prime.services.db, club.clock.now())]


def changes(odile: Person, **fields: str) -> None:
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills({name.replace("_", " "): value for name, value in fields.items()})
    odile.submits()


def sells_one_more(club: Club) -> None:
    """Past Prime, with a person on it and a figure that agrees."""
    with club.prime.services.db.begin() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO rsvp (event_id, member_id, says, seats, with_member, schedule, answered_at)"
            " SELECT 1, id, 'yes', 1, true, 0, '2027-01-04 08:00:00+00:00' FROM member"
            " WHERE role = 'organiser'"
        )


def test_seats_that_an_organiser_lowered_stay_taken(club: Club, odile: Person) -> None:
    changes(odile, Places="1")
    assert club.event(EventId(1)).capacity == 1
    assert broken(club) == []
    changes(odile, Places="2")
    assert broken(club) == []


def test_one_seat_beyond_what_there_ever_was_is_found_whatever_was_lowered(club: Club, odile: Person) -> None:
    changes(odile, Places="1")
    sells_one_more(club)
    assert broken(club) == ["oversold"]


def test_seats_kept_for_others_are_known_by_the_journal_too(club: Club, odile: Person) -> None:
    changes(odile, **{"Places réservées": "2"})
    assert broken(club) == []
    sells_one_more(club)
    assert broken(club) == ["oversold"]


def test_another_change_of_the_event_excuses_nothing(club: Club, odile: Person) -> None:
    changes(odile, **{TITLE_FIELD: "Forum Fraîcheur", "Lieu": "Metz"})
    sells_one_more(club)
    assert broken(club) == ["oversold"]


def test_where_there_was_no_limit_everybody_keeps_their_seat(club: Club, odile: Person) -> None:
    changes(odile, Places="")
    sells_one_more(club)
    changes(odile, Places="2")
    assert broken(club) == []
