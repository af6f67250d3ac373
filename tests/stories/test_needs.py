"""A need at table or for access is told whether or not the event asks; organisers alone read it."""

import csv
from datetime import timedelta
from io import StringIO

from club.ids import EventId
from club.seating import Rsvp, Says
from storage.needs import list_needs
from storage.privacy import get_held
from storage.seats import save_answer
from tests.stories.club import Club, paris
from tests.stories.said import CONFIDENTIAL, EXPORT, GOING, SHOW_ANSWERS
from tests.stories.test_guests import names

TITLE = "Forum Chaleur fatale"
TELL, FIELD = "Signaler un besoin…", "Ce qu’il vous faut sur place"
VEGETARIAN = "Repas sans viande ; accès de plain-pied pour M. Noir"


class Needing:
    """A forum that Odile organises; Ana comes."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
        self.ana = club.joins("Ana Berger", "Acme")
        self.event: EventId = club.plans(TITLE)

    def says(self, words: str) -> None:
        self.ana.types("/prime rsvp forum")
        self.ana.clicks(TELL)
        self.ana.fills(FIELD, words)
        self.ana.submits()

    def known(self) -> list[str]:
        with self.club.prime.services.db.read() as session:
            return list(list_needs(session, self.event).values())

    def listed(self) -> str:
        self.odile.types("/prime activite forum")
        self.odile.clicks(SHOW_ANSWERS)
        return self.odile.screen()


def test_a_need_reaches_the_organisers_list_their_file_and_the_eve(club: Club) -> None:
    here = Needing(club)
    here.ana.types("/prime rsvp forum oui")
    here.says(VEGETARIAN)
    here.ana.sees(f"Besoin transmis à l’organisation : {TITLE}")
    here.ana.sees(VEGETARIAN)
    here.listed()
    here.odile.sees(f"Besoin : {VEGETARIAN}")
    here.odile.closes(clear=True)
    here.odile.types("/prime activite forum")
    here.odile.clicks(EXPORT)
    here.odile.opens_dm()
    first, *rows = csv.reader(StringIO(here.odile.files()[-1][1].decode("utf-8-sig")), delimiter=";")
    assert [dict(zip(first, row, strict=True))["Besoins"] for row in rows] == [VEGETARIAN]
    club.at(paris(2027, 1, 27, 9, 30))
    here.odile.sees(f"Besoin de Ana Berger : {VEGETARIAN}")


def test_what_was_said_is_shown_again_changed_and_taken_back(club: Club) -> None:
    here = Needing(club)
    here.ana.types("/prime rsvp forum oui")
    here.says(VEGETARIAN)
    here.ana.types("/prime rsvp forum")
    here.ana.clicks(TELL)
    here.ana.sees(VEGETARIAN)
    here.ana.closes(clear=True)
    here.says("Un repas\nsans gluten")
    assert here.known() == ["Un repas\nsans gluten"]
    here.says("")
    here.ana.sees(f"Besoin retiré : {TITLE}")
    assert here.known() == []


def test_who_comes_no_more_needs_nothing_and_is_told_nothing_of_it(club: Club) -> None:
    here = Needing(club)
    here.ana.types("/prime rsvp forum oui")
    here.says(VEGETARIAN)
    here.ana.types("/prime rsvp forum non")
    assert here.known() == []
    assert "Besoin" not in here.listed()


def test_a_form_left_open_until_one_has_withdrawn_says_so(club: Club) -> None:
    here = Needing(club)
    here.ana.types("/prime rsvp forum oui")
    here.ana.types("/prime rsvp forum")
    here.ana.clicks(TELL)
    with club.prime.services.db.begin() as session:
        save_answer(session, here.event, club.members["Ana Berger"], Rsvp(Says.NO), club.clock.now(), None)
    here.ana.fills(FIELD, VEGETARIAN)
    here.ana.submits()
    here.ana.sees("répondez d’abord que vous venez")
    assert here.known() == []


def test_it_is_too_late_once_the_event_has_begun(club: Club) -> None:
    here = Needing(club)
    here.ana.types("/prime rsvp forum oui")
    here.ana.types("/prime rsvp forum")
    club.clock.set(paris(2027, 1, 28, 9, 31))
    here.ana.clicks(TELL)
    here.ana.sees("Trop tard pour signaler un besoin")


def test_other_members_read_nothing_of_it(club: Club) -> None:
    here = Needing(club)
    luc = club.joins("Luc Roy")
    here.ana.types("/prime rsvp forum oui")
    here.says(VEGETARIAN)
    luc.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum")
    luc.clicks("Qui vient ?")
    luc.sees_not("M. Noir")
    luc.closes(clear=True)
    luc.clicks(TELL)
    luc.sees_not("M. Noir")


def test_it_is_the_persons_own_data_and_goes_ninety_days_after_the_event(club: Club) -> None:
    here = Needing(club)
    here.ana.types("/prime rsvp forum oui")
    here.says(VEGETARIAN)
    with club.prime.services.db.read() as session:
        (row,) = get_held(session, club.members["Ana Berger"], None)["event_need"]
    assert row["wording"] == VEGETARIAN
    club.at(paris(2027, 1, 28, 17) + timedelta(days=89))
    assert here.known() == [VEGETARIAN]
    club.at(paris(2027, 1, 28, 17) + timedelta(days=92))
    assert here.known() == []


def test_a_representatives_needs_are_told_by_a_button_where_the_menu_is_full(club: Club) -> None:
    here = Needing(club)
    here.ana.opens("club-prime")
    here.ana.clicks(GOING)
    here.ana.types("/prime rsvp forum")
    here.ana.clicks("J’envoie quelqu’un…")
    names(here.ana, "Paul Noir")
    here.ana.ticks(CONFIDENTIAL)
    here.ana.submits()
    here.ana.types("/prime rsvp forum")
    assert f"[{TELL}]" in here.ana.screen()
    here.says(VEGETARIAN)
    assert here.known() == [VEGETARIAN]
