"""`/prime rappels`: each member chooses how they are reminded, and reads what they were sent, and why."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.door import Door
from club.events import EventKind
from handlers import names
from handlers.living.reminders import ids
from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.outage import stages
from tests.stories.said import GOING

MORNING = paris(2027, 1, 14, 9, 0)


def two_events(club: Club) -> None:
    club.plans("Forum Chaleur fatale")
    club.plans("Atelier Étuves", starts=paris(2027, 1, 28, 14, 0), kind=EventKind.WORKSHOP)


def sets(person: Person, **entries: str) -> None:
    """Opens the form, changes these fields and saves."""
    person.opens_dm()
    person.types("/prime rappels")
    labels = {
        "activities": "Activités",
        "hour": "Heure du point",
        "since": "Absence du",
        "until": "Absence jusqu’au",
    }
    person.fills({labels[name]: value for name, value in entries.items()})
    person.submits()


def test_whoever_wants_each_by_itself_has_it_so(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    sets(ana, activities="Chaque fois")
    ana.sees("✅ Rappels réglés. Prochain point : mardi 5 janvier 2027, 9 h.")
    club.at(MORNING)
    assert (club.dms(ana), stages(club, names.NUDGE)) == (2, {"sent": 2})


def test_whoever_wants_none_of_events_has_none_but_what_is_urgent(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    sets(ana, activities="Jamais")
    club.at(MORNING)
    club.at(paris(2027, 1, 20, 14, 0))
    assert club.dms(ana) == 0
    ana.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 27, 9, 30))
    ana.sees("Lyon")
    assert stages(club, names.EVE) == {"sent": 1}


def test_the_hour_is_the_one_that_was_chosen_also_for_what_waits(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    sets(ana, hour="14 h")
    club.at(MORNING)
    assert club.dms(ana) == 0
    sets(ana, hour="11 h")
    club.at(MORNING + timedelta(hours=2))
    assert club.dms(ana) == 1


def test_before_an_absence_its_deadlines_come_and_nothing_during_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    sets(ana, since="2027-01-12", until="2027-01-25")
    club.at(paris(2027, 1, 11, 8, 50))
    assert club.dms(ana) == 0
    club.at(paris(2027, 1, 11, 9, 0))
    assert club.dms(ana) == 1
    ana.sees("Votre point du lundi 11 janvier 2027")
    for day in range(12, 27):
        club.at(paris(2027, 1, day, 9, 0))
        club.at(paris(2027, 1, day, 14, 0))
    assert club.dms(ana) == 1


def test_an_absence_has_two_ends_in_order(club: Club) -> None:
    ana = club.joins("Ana Berger")
    sets(ana, since="2027-01-12")
    assert [*ana.errors()] == ["Absence jusqu’au"]
    ana.fills({"Absence jusqu’au": "2027-01-11"})
    ana.submits()
    assert ana.errors() == {"Absence jusqu’au": "Ce jour précède le premier."}


def test_the_form_shows_what_was_chosen_and_the_home_tab_leads_to_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    sets(ana, hour="14 h")
    ana.opens_home()
    ana.clicks("Mes rappels")
    modal = ana.modal
    assert modal is not None
    assert "'initial_option': {'text': {'type': 'plain_text', 'text': '14" in str(modal)


def test_an_absence_stands_below_the_home_tab_s_list_while_it_lasts(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ana.opens_home()
    ana.sees_not("En absence jusqu’au")
    sets(ana, since="2027-01-04", until="2027-01-08")
    ana.opens_home()
    ana.sees("En absence jusqu’au vendredi 8 janvier 2027")
    club.at(paris(2027, 1, 9, 10, 0))
    ana.opens_home()
    ana.sees_not("En absence jusqu’au")


def test_a_reminder_leads_to_the_form(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.at(MORNING)
    ana.opens_dm()
    ana.clicks("Régler mes rappels…")
    assert ana.modal is not None


def test_a_member_reads_what_they_were_sent_and_why(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.at(MORNING)
    club.later(minutes=1)
    ana.opens_home()
    ana.clicks("Ce que Prime m’a envoyé")
    ana.opens_dm()
    ana.sees("Ce que Prime vous a envoyé en 30 jours (3)")
    ana.sees("Forum Chaleur fatale")
    ana.sees("car votre réponse est attendue")


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (ids.HOUR, {"selected_option": {"value": "3"}}),
        (ids.HOUR, {"selected_option": {"value": "neuf"}}),
        (f"{ids.EACH_THEME}#events", {"selected_option": {"value": "parfois"}}),
        (ids.FROM, {"selected_date": "2027-02-31"}),
    ],
)
def test_what_no_form_of_ours_holds_is_out_of_date(club: Club, block: str, value: dict[str, Any]) -> None:
    ana = club.joins("Ana Berger")
    ana.opens_dm()
    ana.types("/prime rappels")
    assert ana.modal is not None
    hour = {"selected_option": {"value": "9"}}
    values = {one: {one: held} for one, held in {ids.HOUR: hour, block: value}.items()}
    view = {**ana.modal, "state": {"values": values}}
    user = {"id": ana.id, "team_id": club.box.team_id}
    body = {"type": "view_submission", "user": user, "view": view, "trigger_id": "1"}
    answer = json.loads(Door(club.prime.bolt).answer(body).body)
    assert "plus à jour" in str(answer["view"]["blocks"])


def test_an_absence_that_begins_today_tells_its_deadlines_at_once(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.plans("Visite", starts=paris(2027, 2, 12, 9, 30))
    club.clock.set(paris(2027, 1, 13, 15, 0))
    sets(ana, since="2027-01-13", until="2027-01-25")
    ana.sees("Pendant votre absence")
    ana.sees("Avant le jeudi 21 janvier 2027, 9 h 30 · Forum Chaleur fatale")
    ana.sees("Atelier Étuves")
    ana.sees_not("Visite : ")
    ana.clicks(GOING, within="Forum Chaleur fatale")
    assert club.seats("Ana Berger") == 1
    for day in range(13, 26):
        club.at(paris(2027, 1, day, 15, 30))
    told = stages(club, names.NUDGE)
    assert told["sent"] + told["merged"] == 0, "it holds what would come by itself"


def test_an_absence_that_begins_tomorrow_has_its_message_this_afternoon(club: Club) -> None:
    ana = club.joins("Ana Berger")
    two_events(club)
    club.clock.set(paris(2027, 1, 13, 15, 0))
    sets(ana, since="2027-01-14", until="2027-01-25")
    ana.sees_not("Pendant votre absence")
    club.later(minutes=1)
    assert club.dms(ana) == 1
    ana.sees("Votre point du mercredi 13 janvier 2027")
