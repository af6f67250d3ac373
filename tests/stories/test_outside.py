"""Events outside the club: signalled, gone to together, corrected, withdrawn, over (article PARTICIPER)."""

from datetime import timedelta

import pytest

from club.ids import OutsideId
from club.outside import OutsideState
from handlers.belonging.mydata import service as mydata
from handlers.events.outside import service
from sandbox.driver.person import Person
from storage.outside import get_going, get_outside, list_going
from storage.people import Person as Row
from storage.people import get_person
from storage.privacy import get_held
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.said import TITLE_FIELD

TITLE, PLACE, LINK = "Salon de l’énergie <B2B>", "Lyon, Eurexpo", "https://salon.example/2027"
TOO, NO_MORE = "J’y vais aussi", "Je n’y vais plus"
CORRECT, WITHDRAW, WHO = "Corriger…", "Retirer…", "Qui y va ?"
DAY, LAST, GOES = "Jour", "Dernier jour", "Et vous ?"
FIELDS = {TITLE_FIELD: TITLE, DAY: "2027-03-16", LAST: "2027-03-18", "Lieu": PLACE, "Lien": LINK}
SPAN = "du mardi 16 mars 2027 au jeudi 18 mars 2027"
IT = OutsideId(1)


class Fair:
    """A fair that Ana signals; Luc and Zoé are members, Odile organises."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
        self.ana, self.luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Forges Yonne")
        self.zoe = club.joins("Zoé Nord", "Aciérie du Plessis")

    def signals(self, person: Person | None = None, **more: str) -> Person:
        who = person or self.ana
        who.types("/prime ailleurs nouveau")
        who.fills(FIELDS | more)
        who.submits()
        self.club.later(seconds=5)
        return who

    def clicks_card(self, person: Person, label: str = TOO) -> None:
        person.opens(CHANNEL)
        person.clicks(label, within=TITLE)
        self.club.later(seconds=5)

    def goes(self, name: str) -> bool:
        with self.club.prime.services.db.read() as session:
            return get_going(session, IT, self.club.members[name])[0]

    def state(self) -> OutsideState | None:
        with self.club.prime.services.db.read() as session:
            found = get_outside(session, IT)
        return found.state if found else None

    def member(self, name: str) -> Row:
        with self.club.prime.services.db.read() as session:
            found = get_person(session, self.club.members[name])
        assert found is not None
        return found


@pytest.fixture
def fair(club: Club) -> Fair:
    return Fair(club)


def test_a_member_signals_one_and_others_go_too(fair: Fair) -> None:
    fair.signals().sees(f"✅ {TITLE} : signalé au club.")
    fair.luc.opens(CHANNEL)
    for said in (f"Hors du club : {TITLE}", SPAN, PLACE, LINK, "Signalé par Ana Berger"):
        fair.luc.sees(said)
    fair.luc.sees("1 personne du club y va : Ana Berger (Verrerie Ardoin)")
    fair.clicks_card(fair.luc)
    fair.luc.sees(f"✅ {TITLE} : vous y allez.")
    fair.zoe.opens(CHANNEL)
    fair.zoe.sees("2 personnes du club y vont : Ana Berger (Verrerie Ardoin) et Luc Roy (Forges Yonne)")
    fair.zoe.clicks(WHO)
    fair.zoe.sees("Luc Roy · Forges Yonne")


def test_the_same_button_takes_it_back_and_a_double_click_says_it_once(fair: Fair) -> None:
    fair.signals()
    fair.luc.opens(CHANNEL)
    fair.luc.clicks(TOO, within=TITLE)
    fair.luc.clicks(TOO, within=TITLE)
    assert fair.goes("Luc Roy"), "the second click was the same one"
    fair.club.later(seconds=30)
    fair.clicks_card(fair.luc)
    fair.luc.sees(f"✅ {TITLE} : vous n’y allez plus.")
    assert not fair.goes("Luc Roy")
    fair.zoe.opens(CHANNEL)
    fair.zoe.sees("1 personne du club y va : Ana Berger (Verrerie Ardoin)")


def test_what_was_taken_back_is_forgotten(fair: Fair) -> None:
    fair.signals()
    fair.clicks_card(fair.luc)
    fair.clicks_card(fair.luc)
    fair.club.later(minutes=3)
    luc = fair.member("Luc Roy")
    with fair.club.prime.services.db.read() as session:
        assert "outside_going" not in get_held(session, luc.id, luc.slack_id)


def test_whoever_signals_need_not_go(fair: Fair) -> None:
    fair.ana.types("/prime outside new")
    fair.ana.fills(FIELDS)
    fair.ana.fills({GOES: []})
    fair.ana.submits()
    fair.club.later(seconds=5)
    assert (fair.state(), fair.goes("Ana Berger")) == (OutsideState.STANDS, False)


def test_they_are_listed_apart_from_the_club_s_own(fair: Fair) -> None:
    fair.club.plans("Forum Chaleur fatale")
    fair.signals()
    fair.luc.types("/prime rsvp")
    fair.luc.sees("Hors du club")
    fair.luc.sees(f"{TITLE} · {SPAN} · {PLACE} · 1 personne du club y va")
    fair.luc.clicks("Voir hors du club")
    fair.luc.sees("1 événement hors du club")
    fair.luc.clicks(TOO, within=TITLE)
    fair.luc.sees("2 personnes du club y vont")
    fair.luc.clicks(NO_MORE)
    fair.luc.sees("1 personne du club y va")
    assert not fair.goes("Luc Roy")
    fair.luc.opens_home()
    fair.luc.sees(f"{TITLE} · {SPAN}")


def test_without_any_the_list_says_so(fair: Fair) -> None:
    fair.luc.types("/prime ailleurs")
    fair.luc.sees("Aucun événement hors du club. En connaissez-vous un ?")
    fair.luc.types("/prime rsvp")
    fair.luc.sees_not("Hors du club")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"Lien": "javascript:alert(1)"}, "Un lien commence par https:// ou http://."),
        ({DAY: "2026-12-01", LAST: "2026-12-02"}, "Choisissez un jour à venir."),
        ({DAY: "2031-03-16", LAST: "2031-03-17"}, "Choisissez un jour d’ici trois ans."),
        ({LAST: "2027-03-15"}, "Le dernier jour vient après le premier."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(fair: Fair, more: dict[str, str], said: str) -> None:
    fair.signals(None, **more)
    assert said in str(fair.ana.errors()).replace("\xa0", " ").replace("\u202f", " ")
    assert fair.state() is None


def test_what_is_signalled_already_is_not_signalled_twice(fair: Fair) -> None:
    fair.signals()
    fair.signals(fair.luc, **{TITLE_FIELD: TITLE.upper(), DAY: "2027-03-17"})
    assert "Déjà signalé" in str(fair.luc.errors())
    fair.luc.fills({DAY: "2027-09-21", LAST: "2027-09-22"})
    fair.luc.submits()
    with fair.club.prime.services.db.read() as session:
        assert get_outside(session, OutsideId(2)) is not None, "the same fair, in another month"


def test_its_author_corrects_it_and_who_goes_hears_of_another_day(fair: Fair) -> None:
    fair.signals()
    fair.clicks_card(fair.luc)
    fair.clicks_card(fair.ana, CORRECT)
    fair.ana.fills({DAY: "2027-03-17"})
    fair.ana.submits()
    fair.ana.sees(f"✅ {TITLE} : corrigé.")
    fair.club.later(minutes=1)
    fair.luc.opens_dm()
    fair.luc.sees(f"Corrigé : {TITLE}")
    fair.luc.sees("du mercredi 17 mars 2027 au jeudi 18 mars 2027")
    fair.luc.clicks(NO_MORE)
    assert not fair.goes("Luc Roy")
    assert fair.club.dms(fair.zoe) == 0, "nobody else hears"
    fair.zoe.opens(CHANNEL)
    fair.zoe.sees("du mercredi 17 mars 2027 au jeudi 18 mars 2027")


def test_another_link_alone_is_told_to_nobody(fair: Fair) -> None:
    fair.signals()
    fair.clicks_card(fair.luc)
    before = fair.club.dms(fair.luc)
    fair.clicks_card(fair.odile, CORRECT)
    fair.odile.fills({"Lien": "https://salon.example/programme"})
    fair.odile.submits()
    fair.club.later(minutes=1)
    fair.luc.opens(CHANNEL)
    fair.luc.sees("https://salon.example/programme")
    assert fair.club.dms(fair.luc) == before


def test_nobody_else_corrects_or_withdraws_it(fair: Fair) -> None:
    fair.signals()
    for label in (CORRECT, WITHDRAW):
        fair.clicks_card(fair.luc, label)
        fair.luc.sees("Seule la personne qui a signalé cet événement, ou l’organisation, le corrige.")
    luc, now = fair.member("Luc Roy"), fair.club.clock.now()
    done = service.withdraw(fair.club.prime.services, IT, luc, now)
    assert (done, fair.state()) == (service.OutsideDone.NOT_YOURS, OutsideState.STANDS)


def test_two_who_correct_it_at_once_do_not_overwrite_each_other(fair: Fair) -> None:
    fair.signals()
    fair.clicks_card(fair.ana, CORRECT)
    fair.clicks_card(fair.odile, CORRECT)
    fair.odile.fills({"Lieu": "Paris"})
    fair.odile.submits()
    fair.ana.fills({"Lieu": "Nantes"})
    fair.ana.submits()
    fair.ana.sees("Cet événement a été modifié entre-temps.")
    with fair.club.prime.services.db.read() as session:
        found = get_outside(session, IT)
    assert found is not None
    assert found.place == "Paris"


def test_withdrawn_it_is_gone_from_the_list_and_a_stale_button_says_so(fair: Fair) -> None:
    fair.signals()
    fair.clicks_card(fair.luc)
    fair.zoe.types("/prime ailleurs")
    fair.clicks_card(fair.odile, WITHDRAW)
    fair.odile.submits()
    fair.odile.sees("✅ Retiré.")
    fair.zoe.clicks(TOO)
    fair.zoe.sees("Cet événement est passé, ou a été retiré ; rien n’a changé.")
    fair.club.later(minutes=1)
    fair.zoe.opens(CHANNEL)
    fair.zoe.sees(f"Retiré : {TITLE}")
    fair.luc.opens_dm()
    fair.luc.sees(f"{TITLE}, {SPAN} : cet événement a été retiré de la liste.")
    assert fair.state() is OutsideState.WITHDRAWN
    assert not fair.goes("Zoé Nord")


def test_it_is_over_after_its_last_day_and_not_before(fair: Fair) -> None:
    fair.signals()
    fair.club.at(paris(2027, 3, 18, 23, 50))
    fair.luc.opens(CHANNEL)
    fair.luc.sees(TOO)
    fair.club.at(paris(2027, 3, 19, 0, 5))
    assert fair.state() is OutsideState.OVER
    fair.luc.sees("Cet événement est passé.")
    fair.luc.sees_not(TOO)
    fair.luc.types("/prime ailleurs")
    fair.luc.sees("Aucun événement hors du club.")


def test_who_leaves_is_named_no_more(fair: Fair) -> None:
    fair.signals()
    fair.clicks_card(fair.luc)
    mydata.leave(fair.club.prime.services, fair.member("Ana Berger"), fair.club.clock.now())
    fair.club.later(minutes=1)
    fair.zoe.opens(CHANNEL)
    fair.zoe.sees("1 personne du club y va : Luc Roy (Forges Yonne)")
    fair.zoe.sees_not("Ana Berger")


def test_of_many_who_go_the_first_are_named_and_the_others_counted(fair: Fair) -> None:
    fair.signals()
    club = fair.club
    for number in range(9):
        club.joins(f"Membre {'ABCDEFGHI'[number]}oreau")
        now = club.clock.now() + timedelta(seconds=number)
        service.go(
            club.prime.services, IT, fair.member(f"Membre {'ABCDEFGHI'[number]}oreau"), now, going=True
        )
    club.later(minutes=1)
    fair.luc.opens(CHANNEL)
    fair.luc.sees("10 personnes du club y vont : Ana Berger")
    fair.luc.sees("et 2 autres")
    with club.prime.services.db.read() as session:
        assert len(list_going(session, IT, 100)) == 10


def test_its_card_stands_in_the_club_s_channel_once(fair: Fair) -> None:
    fair.signals()
    fair.clicks_card(fair.luc)
    posted = [one for one in fair.zoe.messages(in_=CHANNEL) if "Hors du club" in str(one["text"])]
    assert len(posted) == 1
