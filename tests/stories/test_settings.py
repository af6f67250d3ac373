"""Organisers see the club's numbers and change them, from then on, everywhere."""

import json

import pytest

from bot.app import assemble
from bot.door import Door
from club.settings import RANGES, Setting
from handlers.kit.chosen import value_of
from handlers.living.settings import service
from handlers.living.settings.views import VALUE
from sandbox.driver.person import Person
from storage.people import get_person
from tests.stories.club import Club, paris
from tests.stories.said import EDIT, NEXT_PAGE, ORGANISERS_ONLY, START_DAY, TITLE_FIELD

NOTICE = "Date limite de réponse"


@pytest.fixture
def odile(club: Club) -> Person:
    """An organiser."""
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


def sets(person: Person, label: str, value: str) -> None:
    """Types the command, and another value into the form of one setting."""
    person.types("/prime reglages")
    person.clicks(EDIT, within=label)
    person.fills("Valeur", value)
    person.submits()


def test_each_says_what_it_is_from_what_to_what_and_who_changed_it(club: Club, odile: Person) -> None:
    odile.types("/prime reglages")
    odile.sees(f"{NOTICE} : 7 jours avant")
    odile.sees("De 1 à 60.")
    odile.sees_not("Rétablir")
    sets(odile, NOTICE, "5")
    odile.sees("✅ Enregistré.")
    odile.sees(f"{NOTICE} : 5 jours avant")
    odile.sees("Odile Garnier, lundi 4 janvier 2027, 9 h : 7, puis 5")
    odile.clicks("Rétablir : 7 jours avant")
    odile.sees(f"{NOTICE} : 7 jours avant")
    odile.sees("Odile Garnier, lundi 4 janvier 2027, 9 h : 5, puis 7")


def test_a_new_deadline_holds_for_the_next_event_and_moves_no_other(club: Club, odile: Person) -> None:
    first = club.plans("Forum Chaleur fatale", starts=paris(2027, 2, 11, 9, 30))
    odile.types("/prime reglages")
    odile.clicks(EDIT, within=NOTICE)
    odile.sees("1 date limite déjà annoncée reste.")
    odile.fills("Valeur", "3")
    odile.submits()
    odile.types("/prime activite")
    odile.clicks("Nouvelle activité…")
    odile.fills(TITLE_FIELD, "Atelier vapeur")
    odile.fills(START_DAY, "2027-03-11")
    odile.fills("Heure du début", "09:30")
    odile.fills("Heure de la fin", "12:00")
    odile.fills("Lieu", "Metz")
    odile.submits()
    made = club.event(type(first)(first + 1))
    assert made.deadline == paris(2027, 3, 8, 9, 30)
    assert club.event(first).deadline == paris(2027, 2, 4, 9, 30)


@pytest.mark.parametrize("value", ["0", "61", "-3", "7,5", "٥", "sept", "", "99999999999"])
def test_a_value_out_of_range_is_said_at_the_field(club: Club, odile: Person, value: str) -> None:
    odile.types("/prime reglages")
    odile.clicks(EDIT, within=NOTICE)
    form = odile.modal
    assert form is not None
    view = {**form, "state": {"values": {VALUE: {VALUE: {"value": value}}}}}
    user = {"id": odile.id, "team_id": club.box.team_id}
    body = {"type": "view_submission", "user": user, "view": view, "trigger_id": "1"}
    answer = json.loads(Door(club.prime.bolt).answer(body).body)
    assert answer["errors"] == {VALUE: "De 1 à 60."}
    assert club.prime.services.club.answer_notice == 7


def test_of_two_who_change_it_at_once_the_second_is_told(club: Club, odile: Person) -> None:
    hugo = club.joins("Hugo Petit", "ALLICE", role="organiser")
    for person in (odile, hugo):
        person.types("/prime reglages")
        person.clicks(EDIT, within=NOTICE)
        person.fills("Valeur", "5" if person is odile else "9")
    odile.submits()
    hugo.submits()
    assert hugo.errors() == {"Valeur": "Modifié entre-temps : rouvrez le formulaire."}
    assert club.prime.services.club.answer_notice == 5


def test_what_the_installation_gave_is_not_theirs_to_change(database_url: str) -> None:
    club = Club(database_url, {"prime_quota": 4})
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    odile.types("/prime reglages")
    odile.sees("Fixé à l’installation : PRIME_QUOTA")
    with club.prime.services.db.read() as session:
        organiser = get_person(session, club.members["Odile Garnier"])
    assert organiser is not None
    said = service.change(club.prime.services, Setting.QUOTA, 5, "0", organiser, club.clock.now())
    assert said is service.Outcome.LOCKED
    club.stop()


def test_another_process_follows_within_a_second_and_the_next_start_at_once(
    club: Club, odile: Person
) -> None:
    other = assemble(club.prime.settings, club.clock)
    sets(odile, NOTICE, "5")
    assert other.services.club.answer_notice == 7
    other.tick.prompt()
    assert other.services.club.answer_notice == 5
    other.stop()
    third = assemble(club.prime.settings, club.clock)
    assert third.services.club.answer_notice == 5
    third.stop()


@pytest.mark.parametrize("setting", list(Setting))
def test_every_setting_reaches_what_it_is_about(club: Club, odile: Person, setting: Setting) -> None:
    with club.prime.services.db.read() as session:
        organiser = get_person(session, club.members["Odile Garnier"])
    assert organiser is not None
    within, now, usual = RANGES[setting], club.clock.now(), value_of(club.prime.services.club, setting)
    other = within.low if usual != within.low else within.high
    assert usual in within
    assert service.change(club.prime.services, setting, other, "0", organiser, now) is service.Outcome.DONE
    assert value_of(club.prime.services.club, setting) == other
    assert service.change(club.prime.services, setting, other, "0", organiser, now) is service.Outcome.ALREADY


def test_members_are_led_elsewhere(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.types("/prime reglages")
    ana.sees(ORGANISERS_ONLY)


def test_pages_keep_their_place(club: Club, odile: Person) -> None:
    odile.types("/prime reglages")
    for _ in range(9):
        odile.clicks(NEXT_PAGE)
    odile.sees("46–50 sur 51")
    odile.clicks(EDIT, within="Preuve")
    odile.fills("Valeur", "24")
    odile.submits()
    odile.sees("46–50 sur 51")
    odile.sees("24 mois")


def test_what_a_slower_thread_puts_back_is_followed_again(club: Club, odile: Person) -> None:
    before = club.prime.services.chosen.in_force
    sets(odile, NOTICE, "5")
    club.prime.services.chosen.in_force = before
    club.prime.tick.prompt()
    assert club.prime.services.club.answer_notice == 5
