"""The club's numbers of reminders, help, dues and companions: each is read where it counts.

`test_settings_in_force.py` and `test_settings_of_forms.py` have the others.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from club.calendar import USUAL_HOURS
from club.dues import REMINDED
from club.followup import CallWait, Matter, steps
from club.settings import RANGES, Setting
from handlers import names
from handlers.events.minutes import service as minutes
from handlers.kit.wishes import reader_of
from sandbox.driver.person import Person
from storage.minutes import get_minutes
from storage.people import get_person
from tests.stories.club import Club, paris
from tests.stories.said import EDIT, NEXT_PAGE
from tests.stories.test_dues import calls
from tests.stories.test_first_steps import publishes
from tests.stories.test_mutual_help import HEAT, asks, knows, sends
from tests.stories.test_organising import organiser
from tests.stories.test_settings_in_force import queued, sets

KNOW = ("Ada", "Bea", "Cleo", "Dina")


@pytest.fixture
def odile(club: Club) -> Person:
    """Who organises."""
    return organiser(club)


@pytest.mark.parametrize(
    ("setting", "value", "before", "day"),
    [
        (Setting.NUDGE_FIRST, 10, paris(2027, 1, 8, 18, 0), paris(2027, 1, 11, 9, 30)),
        (Setting.NUDGE_LAST, 2, paris(2027, 1, 18, 18, 0), paris(2027, 1, 19, 9, 31)),
    ],
)
def test_an_answer_is_recalled_so_many_days_before_the_deadline(
    club: Club, odile: Person, setting: Setting, value: int, before: Any, day: Any
) -> None:
    club.joins("Ana Berger")
    sets(club, setting, value)
    club.plans("Forum", starts=paris(2027, 1, 28, 9, 30))  # the deadline: the 21st, 9:30
    club.at(before)
    earlier = queued(club, names.NUDGE)
    club.at(day)
    assert queued(club, names.NUDGE) > earlier


def test_the_message_of_the_day_comes_so_many_hours_before(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    sets(club, Setting.DAY_TOLD, 6)
    club.plans("Forum", starts=paris(2027, 1, 28, 16, 0), hours=2)
    ana.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 28, 9, 55))
    assert queued(club, names.DAY) == 0
    club.at(paris(2027, 1, 28, 10, 1))
    assert queued(club, names.DAY) == 1


def test_a_member_brings_so_many_people_at_most(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    sets(club, Setting.COMPANIONS, 2)
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui +4")
    ana.sees("2 personnes au plus peuvent vous accompagner")
    ana.types("/prime rsvp forum oui +1")
    ana.sees("Ajouter une personne")
    ana.clicks("Ajouter une personne")
    ana.sees_not("Ajouter une personne")
    form = ana.modal
    assert form is not None
    names = [one for one in form["blocks"] if str(one.get("block_id", "")).startswith("name")]
    assert len(names) == 2


def test_who_never_answers_is_left_in_peace_for_so_many_days(club: Club, odile: Person) -> None:
    sets(club, Setting.SILENT_RESTS, 21)
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members["Odile Garnier"])
        assert person is not None
        assert reader_of(session, club.prime.services, person).rests == timedelta(days=21)


@pytest.mark.parametrize(
    ("setting", "at", "value"),
    [(Setting.SEAT_FIRST, 0, 2), (Setting.SEAT_SECOND, 1, 9), (Setting.SEAT_ASKER, 2, 20)],
)
def test_a_request_is_recalled_after_so_many_working_days(
    club: Club, odile: Person, setting: Setting, at: int, value: int
) -> None:
    sets(club, setting, value)
    days = club.prime.services.club.days
    days = replace(days, work=USUAL_HOURS)  # no public holiday among them
    for matter in (Matter.ADMISSION, Matter.SEAT_WISH):
        step = steps(matter, CallWait(paris(2027, 2, 1, 15, 0)), days)[at]
        weeks, left = divmod(value, 5)
        assert step.moment == paris(2027, 2, 1, 9, 0) + timedelta(weeks=weeks, days=left)


def test_so_many_people_are_proposed_for_a_question(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    for name in KNOW:
        knows(club, f"{name} Martin", "Chaleur fatale")
    sets(club, Setting.HELP_PROPOSED, 3)
    asks(ana)
    ana.sees("Cleo Martin")
    ana.sees_not("Dina Martin")


def asked(club: Club) -> int:
    """How many people were asked a question."""
    with club.prime.services.db.read() as session:
        return int(session.connection().exec_driver_sql("SELECT count(*) FROM help_asked").scalar_one())


def test_so_many_others_are_asked_after_so_many_working_days(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    for name in KNOW:
        knows(club, f"{name} Martin", "Chaleur fatale")
    sets(club, Setting.HELP_MORE, 3)
    sets(club, Setting.HELP_WIDENED, 2)
    asks(ana)
    ana.sees("Sous 2 jours ouvrés, demander à 3 autres personnes")
    sends(ana, "Ada Martin · Forges Yonne")
    club.at(paris(2027, 1, 6, 8, 55))
    assert asked(club) == 1
    club.at(paris(2027, 1, 6, 9, 1))
    assert asked(club) == 4


def test_the_organisers_look_for_help_after_so_many_working_days(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    knows(club, "Ada Martin", "Chaleur fatale")
    sets(club, Setting.HELP_ESCALATED, 12)
    asks(ana)
    ana.ticks("Sous 5 jours ouvrés, demander à 2 autres personnes")
    sends(ana, "Ada Martin · Forges Yonne")
    club.at(paris(2027, 1, 20, 8, 55))
    assert queued(club, names.HELP_ORGANISER) == 0
    club.at(paris(2027, 1, 20, 9, 1))
    assert queued(club, names.HELP_ORGANISER) == 1


def test_a_question_stays_open_for_so_many_days(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    knows(club, "Ada Martin", "Chaleur fatale")
    sets(club, Setting.HELP_LASTS, 60)
    asks(ana, HEAT)
    sends(ana, "Ada Martin · Forges Yonne")
    club.at(paris(2027, 3, 5, 8, 55))
    ana.opens_dm()
    ana.sees_not("son délai est passé")
    club.at(paris(2027, 3, 5, 9, 1))
    ana.sees("son délai est passé")


@pytest.mark.parametrize(
    ("setting", "value", "day"),
    [
        (Setting.DUES_FIRST, 50, paris(2027, 2, 9, 10, 0)),
        (Setting.DUES_SECOND, 12, paris(2027, 3, 19, 10, 0)),
        (Setting.DUES_LATE, 10, paris(2027, 4, 12, 10, 0)),
        (Setting.DUES_LAST, 60, paris(2027, 6, 1, 10, 0)),
    ],
)
def test_dues_are_recalled_so_many_days_from_their_date(
    club: Club, odile: Person, setting: Setting, value: int, day: Any
) -> None:
    ana = club.joins("Ana Berger")
    sets(club, setting, value)
    calls(odile, "Verrerie Ardoin")  # due on the 31st of March
    club.at(day - timedelta(days=4))
    earlier = queued(club, names.DUES_NUDGE)
    club.at(day)
    club.at(day + timedelta(hours=1))
    assert queued(club, names.DUES_NUDGE) == earlier + 1
    if setting is Setting.DUES_LAST:
        club.at(day + timedelta(days=1))
        ana.opens_dm()
        ana.sees("Une difficulté ?")


def test_dues_are_recalled_by_the_usual_days_unless_somebody_sets_others(club: Club) -> None:
    assert tuple(club.prime.services.club.dues_reminded) == REMINDED


def test_ranges_keep_in_order_what_follows_one_another() -> None:
    for row in (
        (Setting.NUDGE_LAST, Setting.NUDGE_FIRST),
        (Setting.SEAT_FIRST, Setting.SEAT_SECOND, Setting.SEAT_ASKER),
        (Setting.HELP_WIDENED, Setting.HELP_ESCALATED, Setting.HELP_LASTS),
        (Setting.DUES_SECOND, Setting.DUES_FIRST),
        (Setting.DUES_LATE, Setting.DUES_LAST),
    ):
        for one, other in pairwise(row):
            assert RANGES[one].high < RANGES[other].low


def test_the_list_is_narrowed_to_a_theme_and_keeps_it(club: Club, odile: Person) -> None:
    odile.types("/prime reglages")
    odile.fills("Thème", "Cotisations")
    odile.sees("Dernier rappel de cotisation : 30 jours après")
    odile.sees_not("Date limite de réponse")
    odile.clicks(EDIT, within="Cotisation échue")
    odile.fills("Valeur", "12")
    odile.submits()
    odile.sees("Cotisation échue : 12 jours après")
    odile.sees_not("Date limite de réponse")
    odile.fills("Thème", "Tous les thèmes")
    odile.sees("Date limite de réponse")
    odile.clicks(NEXT_PAGE)
    odile.sees("6–10 sur 51")


@pytest.mark.parametrize(
    ("setting", "value", "before", "day"),
    [
        (Setting.CHARTER_FIRST, 10, paris(2027, 1, 20, 18, 30), paris(2027, 1, 21, 9, 30)),
        (Setting.CHARTER_LAST, 2, paris(2027, 1, 28, 18, 30), paris(2027, 1, 29, 17, 30)),
    ],
)
def test_a_charter_is_recalled_so_many_days_before_its_date(
    club: Club, odile: Person, setting: Setting, value: int, before: Any, day: Any
) -> None:
    club.joins("Ana Berger")
    sets(club, setting, value)
    publishes(club)  # to be accepted by Sunday 31 January
    club.at(before)
    earlier = queued(club, names.CHARTER_NUDGE)
    club.at(day)
    assert queued(club, names.CHARTER_NUDGE) > earlier


def test_nobody_is_reached_before_the_club_s_own_hour_nor_after_it(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    sets(club, Setting.WORK_OPENS, 10)
    sets(club, Setting.WORK_CLOSES, 15)
    club.plans("Forum", starts=paris(2027, 1, 28, 9, 30))  # a week before the deadline: Thursday the 14th
    club.at(paris(2027, 1, 14, 9, 30))
    assert club.dms(ana) == 0
    club.at(paris(2027, 1, 14, 10, 5))
    assert club.dms(ana) == 1
    ana.types("/prime rappels")
    assert ana.modal is not None
    (found,) = (one for one in ana.modal["blocks"] if "hour" in str(one.get("block_id")))
    assert [one["value"] for one in found["element"]["options"]] == ["10", "11", "12", "13", "14"]


def test_attendance_profiles_and_the_directory_are_recalled_as_chosen(club: Club, odile: Person) -> None:
    sets(club, Setting.ATTENDANCE_FIRST, 5)
    sets(club, Setting.ATTENDANCE_LAST, 4)
    sets(club, Setting.PROFILE_EVERY, 40)
    sets(club, Setting.DIRECTORY_WAIT, 3)
    days, wait = club.prime.services.club.days, CallWait(paris(2027, 1, 4, 10, 0))
    moments = {
        matter: [step.moment for step in steps(matter, wait, days)] for matter in Matter if matter in ASKED
    }
    assert moments[Matter.ATTENDANCE] == [
        paris(2027, 1, 4, 15, 0),
        paris(2027, 1, 5, 9, 0),
        paris(2027, 1, 8, 9, 0),
    ]
    assert moments[Matter.PROFILE][0] == paris(2027, 2, 12, 9, 0)  # a Saturday: the Friday before
    assert moments[Matter.DIRECTORY] == [paris(2027, 1, 7, 9, 0)]


ASKED = (Matter.ATTENDANCE, Matter.PROFILE, Matter.DIRECTORY)


def test_minutes_are_corrected_for_so_many_days(club: Club, odile: Person) -> None:
    sets(club, Setting.MINUTES_DAYS, 3)
    event = club.plans("Forum")
    club.at(paris(2027, 1, 28, 18, 0))
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members["Odile Garnier"])
    assert person is not None
    draft = replace(minutes.unwritten(event), text="Compte rendu.")
    minutes.deposit(club.prime.services, event, draft, person, club.clock.now(), after=0)
    with club.prime.services.db.read() as session:
        found = get_minutes(session, event)
    assert found is not None
    assert found.corrected_until == paris(2027, 1, 31, 18, 0)
