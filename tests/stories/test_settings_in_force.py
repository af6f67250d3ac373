"""Each of the club's numbers is read where it counts: changed, the club does otherwise from then on."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from club.ballots import Method, Secrecy
from club.calendar import is_worked
from club.seating import Rsvp, Says
from club.settings import Setting
from handlers import names
from handlers.choosing.shared.counting import close_ballot
from handlers.kit.wishes import reader_of
from handlers.living.settings import service
from sandbox.driver.person import Person
from storage.charter import Evidence, add_evidence
from storage.guests import Guest, add_guests
from storage.people import get_person
from storage.postings import POSTING
from storage.profiles import add_consultation
from storage.seats import save_rsvp
from storage.silence import get_silent
from tests.stories.club import FIRST, Club, paris
from tests.stories.polls import opens
from tests.stories.said import TITLE_FIELD
from tests.stories.test_accounts import EVE, gives_up, three
from tests.stories.test_members import closes
from tests.stories.test_mutual_help import asks, knows
from tests.stories.test_organising import organiser


@pytest.fixture
def odile(club: Club) -> Person:
    """Who organises."""
    return organiser(club)


def sets(club: Club, setting: Setting, value: int) -> None:
    """As her form does."""
    services, now = club.prime.services, club.clock.now()
    with services.db.read() as session:
        by = get_person(session, club.members["Odile Garnier"])
    assert by is not None
    seen = service.get(services, setting).seen
    assert service.change(services, setting, value, seen, by, now) is service.Outcome.DONE


def test_an_offered_seat_is_kept_for_so_long(club: Club, odile: Person) -> None:
    sets(club, Setting.OFFER_LASTS, 5)
    tom, ida, _ = three(club)
    club.at(EVE)
    gives_up(tom)
    ida.opens_dm()
    ida.sees("mercredi 27 janvier 2027, 17 h")


def test_so_close_to_the_start_a_seat_is_offered_and_before_it_is_given(club: Club, odile: Person) -> None:
    sets(club, Setting.OFFER_WINDOW, 12)
    tom, _, _ = three(club)
    club.at(EVE)
    gives_up(tom)
    assert club.seats("Ida Perrin") == 1


def test_the_form_of_a_new_charter_proposes_so_many_days(club: Club, odile: Person) -> None:
    sets(club, Setting.CHARTER_DAYS, 90)
    odile.types("/prime charte")
    odile.clicks("Publier une version…")
    form = odile.modal
    assert form is not None
    dates = [block["element"].get("initial_date") for block in form["blocks"] if block["type"] == "input"]
    assert (date(2027, 1, 4) + timedelta(days=90)).isoformat() in dates


@pytest.mark.parametrize(
    ("setting", "value", "kind"),
    [(Setting.TOPIC_ANSWERED, 4, names.TOPIC_WAITS), (Setting.TOPIC_OPEN, 26, names.TOPIC_OPEN)],
)
def test_a_topic_without_an_answer_is_spoken_of_after_so_many_working_days(
    club: Club, odile: Person, setting: Setting, value: int, kind: str
) -> None:
    ana = club.joins("Ana Berger")
    sets(club, setting, value)
    ana.types("/prime proposer Chaleur des fours")
    ana.fills({"Type de sujet": "Étude collective", "De quoi s’agit-il ?": "Récupérer."})
    ana.submits()
    day, left = club.clock.now(), value
    while left:
        day += timedelta(days=1)
        left -= is_worked(day.date(), club.prime.services.club.work)
    club.at(day - timedelta(hours=2))
    assert queued(club, kind) == 0
    club.at(day + timedelta(hours=1))
    assert queued(club, kind) == 1


def queued(club: Club, kind: str) -> int:
    """How many postings of a kind there are, sent or not."""
    with club.prime.services.db.read() as session:
        found = select(func.count()).where(POSTING.c.kind == kind)
        return int(session.connection().execute(found).scalar_one())


def test_the_choice_is_foreseen_so_many_days_ahead(club: Club, odile: Person) -> None:
    sets(club, Setting.CHOICE_AHEAD, 100)
    first = opens(club, Method.APPROVAL, secrecy=Secrecy.OPEN)
    close_ballot(club.prime.services, first, club.clock.now())
    club.later(days=365 - 101)
    odile.opens_dm()
    odile.sees_not("Choix de 2028 à préparer")
    club.later(days=2)
    club.later(days=1)
    odile.sees("Choix de 2028 à préparer")


def test_a_company_is_silent_after_so_many_days(club: Club, odile: Person) -> None:
    sets(club, Setting.SILENT_DAYS, 30)
    club.joins("Luc Roy", "Papeterie du Val")
    club.plans("Forum de janvier")
    with club.prime.services.db.begin() as session:
        save_rsvp(session, FIRST, club.members["Luc Roy"], Rsvp(Says.YES, 1), club.clock.now())
    club.at(paris(2027, 2, 10, 9, 0))
    club.plans("Forum de mars", starts=paris(2027, 3, 25, 9, 30))
    club.at(paris(2027, 2, 11, 9, 0))
    with club.prime.services.db.read() as session:
        assert "Papeterie du Val" in get_silent(session).names


def test_a_week_has_so_many_messages_that_nobody_asked_for(club: Club, odile: Person) -> None:
    sets(club, Setting.UNASKED_A_WEEK, 2)
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members["Odile Garnier"])
        assert person is not None
        assert reader_of(session, club.prime.services, person).most == 2


def test_a_company_has_so_many_representatives(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    sets(club, Setting.QUOTA, 1)
    ana.types("/prime rejoindre")
    ana.sees("Votre entreprise a déjà son représentant.")


def test_a_day_has_so_many_lookups(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    knows(club, "Zoé Lebœuf", "Chaleur fatale")
    sets(club, Setting.LOOKUPS, 0)
    ana.types("/prime find zoe")
    ana.clicks("Voir le profil")
    ana.clicks("Voir les coordonnées…")
    ana.sees("reprise à minuit")


def test_a_month_has_so_many_requests_for_help(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    knows(club, "Zoé Lebœuf", "Chaleur fatale, échangeurs sur fumées")
    asks(ana)
    ana.sees("Zoé Lebœuf")
    ana.closes()
    sets(club, Setting.HELP_A_MONTH, 0)
    asks(ana)
    ana.sees_not("Zoé Lebœuf")


def counted(club: Club, table: str, which: str = "1 = 1") -> int:
    """How many rows of a table there are."""
    with club.prime.services.db.read() as session:
        found = session.connection().exec_driver_sql(f"SELECT count(*) FROM {table} WHERE {which}")
        return int(found.scalar_one())


@pytest.mark.parametrize("value", [1, 4])
def test_who_left_and_the_proof_of_the_charter_are_kept_for_so_many_months(
    club: Club, odile: Person, value: int
) -> None:
    ana = club.joins("Ana Berger")
    proof = Evidence(1, "0" * 64, "fr", withdrawn=False, at=club.clock.now())
    with club.prime.services.db.begin() as session:
        add_evidence(session, club.members["Ana Berger"], proof, 1)
    sets(club, Setting.KEEP_DEPARTED, value)
    sets(club, Setting.KEEP_ACCEPTANCES, value)
    closes(club, ana)
    club.at(paris(2027, 1, 5, 9, 0))  # that she left is noted at night
    club.at(paris(2027, 1 + value, 4, 9, 0))
    assert (counted(club, "member", "name = 'Ana Berger'"), counted(club, "acceptance")) == (1, 1)
    for day in (6, 7):
        club.at(paris(2027, 1 + value, day, 9, 0))
    assert (counted(club, "member", "name = 'Ana Berger'"), counted(club, "acceptance")) == (0, 0)


@pytest.mark.parametrize("value", [3, 20])
def test_guests_are_named_for_so_many_days(club: Club, odile: Person, value: int) -> None:
    club.joins("Ana Berger")
    club.plans("Forum", starts=paris(2027, 1, 28, 9, 30), hours=2)
    with club.prime.services.db.begin() as session:
        guest = Guest("Jo Lambert", "", "", "Ardoin")
        add_guests(session, FIRST, club.members["Ana Berger"], [guest], club.clock.now())
    sets(club, Setting.KEEP_GUESTS, value)
    end = paris(2027, 1, 28, 11, 30) + timedelta(days=value)
    club.at(end - timedelta(hours=1))
    assert counted(club, "guest", "name <> ''") == 1
    club.at(end + timedelta(days=1))
    assert counted(club, "guest", "name <> ''") == 0


@pytest.mark.parametrize("value", [1, 3])
def test_lookups_are_kept_for_so_many_months(club: Club, odile: Person, value: int) -> None:
    club.joins("Ana Berger")
    sets(club, Setting.KEEP_CONSULTATIONS, value)
    with club.prime.services.db.begin() as session:
        one, other = club.members["Ana Berger"], club.members["Odile Garnier"]
        add_consultation(session, one, other, club.clock.now())
    club.at(paris(2027, 1 + value, 3, 9, 0))
    assert counted(club, "consultation") == 1
    club.at(paris(2027, 1 + value, 5, 9, 0))
    assert counted(club, "consultation") == 0


@pytest.mark.parametrize("value", [1, 5])
def test_answers_to_a_search_for_a_date_are_kept_for_so_many_days(
    club: Club, odile: Person, value: int
) -> None:
    ana = club.joins("Ana Berger")
    sets(club, Setting.KEEP_DATES, value)
    odile.types("/prime date")
    odile.clicks("Chercher une date…")
    odile.fills({TITLE_FIELD: "Groupe", "Créneaux": "28/01/2027 9h\n29/01/2027 9h"})
    odile.submits()
    ana.opens_dm()
    ana.clicks("Aucun ne convient")
    odile.opens_dm()
    odile.clicks("Annuler la recherche…")
    odile.submits()
    over = club.clock.now()
    club.at(over + timedelta(days=value) - timedelta(hours=6))
    assert counted(club, "date_answer") == 2
    club.at(over + timedelta(days=value + 1))
    assert counted(club, "date_answer") == 0


def test_every_number_is_tried_here_but_one() -> None:
    here = Path(__file__)
    more = ("test_settings_of_forms.py", "test_settings_of_waits.py", "test_journal.py", "test_gate.py")
    files = (here, *map(here.with_name, more))
    tried = {
        one for file in files for one in re.findall(r"Setting\.([A-Z_]+)", file.read_text(encoding="utf-8"))
    }
    assert {one.name for one in Setting} - tried == {"ANSWER_NOTICE"}, "that one: test_settings.py"
