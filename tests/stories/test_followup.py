"""What waits for a person is followed up until somebody answers: who hears of it, when, and what ends it."""

from datetime import date, time, timedelta

from sandbox.driver.person import Person
from scheduler.tick import Tick
from storage.people import change_member
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.proposals import proposes
from tests.stories.said import ACCEPT, ASK_SEAT, START_DAY
from tests.stories.test_admission import asks
from tests.stories.test_members import closes
from tests.stories.test_organising import organiser, publishes

LATE = paris(2027, 1, 23, 9, 30)
"""A Saturday, two days after the deadline and five before the start."""
MONDAY = paris(2027, 1, 25, 9)
LAST = paris(2027, 1, 27, 9, 30)
UNDECIDED = "Pas encore décidé. Pour une réponse : Odile Garnier."


def asks_late(club: Club, person: Person) -> None:
    club.at(LATE)
    person.types("/prime rsvp forum")
    person.clicks(ASK_SEAT)
    person.submits()


def test_a_late_request_is_called_each_working_day_then_a_last_time_and_the_member_knows_whom_to_call(
    club: Club,
) -> None:
    ana = club.joins("Ana Berger")
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    club.at(MONDAY - timedelta(minutes=1))
    for one in (odile, paul):
        one.opens_dm()
        one.sees_not("rappel")
    club.at(MONDAY)
    odile.sees("Décision attendue avant le jeudi 28 janvier 2027, 9 h 30 · Premier rappel")
    odile.sees_not("Deuxième rappel")
    club.at(MONDAY + timedelta(days=1))
    odile.sees("Deuxième rappel")
    ana.opens_dm()
    ana.sees_not("Pas encore décidé")
    club.at(LAST)
    for one in (odile, paul):
        one.sees("Dernier rappel, à toute l’organisation")
    ana.sees(f"Forum Chaleur fatale\n⏳ {UNDECIDED}")
    club.at(LAST + timedelta(hours=20))
    assert club.dms(ana) == 2
    paul.clicks(ACCEPT, within="Deuxième rappel")
    for one in (odile, paul):
        one.sees_not("rappel")
        one.sees_not(f"[{ACCEPT}]")
        assert one.screen().count("✅ Acceptée par Paul Mercier") == 4
    ana.sees_not("Pas encore décidé")
    ana.sees("Demande acceptée : 1 place.")


def test_nobody_is_called_about_what_is_decided_or_taken_back(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    ana.opens_dm()
    ana.clicks("Retirer ma demande", within="La réponse arrivera ici")
    club.at(MONDAY)
    club.at(LAST)
    assert (club.dms(odile), club.dms(ana)) == (1, 1)


def test_an_organiser_who_asks_is_told_once_and_others_decide(club: Club) -> None:
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    club.plans("Forum Chaleur fatale")
    asks_late(club, odile)
    odile.opens_dm()
    odile.sees_not(f"[{ACCEPT}]")
    club.at(MONDAY)
    assert (club.dms(odile), club.dms(paul)) == (1, 2)
    club.at(LAST)
    assert (club.dms(odile), club.dms(paul)) == (2, 3)


def test_a_lone_organiser_who_asks_is_not_called_twice(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    asks_late(club, odile)
    before = club.dms(odile)
    club.at(LAST)
    assert club.dms(odile) == before + 1
    odile.opens_dm()
    odile.sees("Dernier rappel")


def test_with_no_organiser_in_slack_the_contact_is_alarmed_and_the_member_told(club: Club) -> None:
    ana, contact = club.joins("Ana Berger"), club.joins("Odile Garnier")
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    club.at(LAST)
    ana.opens_dm()
    ana.sees(UNDECIDED)
    contact.opens_dm()
    contact.sees("1 demande de place attend")


def test_an_organiser_named_meanwhile_is_called_and_one_who_is_none_any_more_is_not(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Luc Roy"], role="organiser")
        change_member(session, club.members["Paul Mercier"], role="member")
    club.at(MONDAY)
    luc.opens_dm()
    luc.sees("Premier rappel")
    assert (club.dms(odile), club.dms(paul)) == (2, 1)


def test_nobody_is_called_while_who_asked_is_away(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    closes(club, ana)
    club.at(MONDAY)
    odile.opens_dm()
    odile.sees_not("rappel")
    closes(club, ana, closed=False)
    club.at(MONDAY + timedelta(days=1))
    odile.sees("Premier rappel")


def test_each_organiser_is_called_at_nine_on_their_own_clock(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile = club.joins("Odile Garnier", role="organiser")
    nina = club.joins("Nina Roy", role="organiser", zone="America/Montreal")
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    club.at(MONDAY)
    assert (club.dms(odile), club.dms(nina)) == (2, 1)
    club.at(MONDAY + timedelta(hours=6))
    assert (club.dms(odile), club.dms(nina)) == (2, 2)


def test_an_event_made_three_days_before_its_start_has_its_calls(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    thursday = paris(2027, 1, 7, 9, 30)
    club.plans("Forum Chaleur fatale", starts=thursday, deadline=paris(2027, 1, 4, 12))
    club.at(paris(2027, 1, 4, 14))
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.submits()
    for day, hour, minute in ((5, 9, 0), (6, 9, 30), (7, 9, 0)):
        club.at(paris(2027, 1, day, hour, minute))
    odile.opens_dm()
    odile.sees("Premier rappel")
    odile.sees("Dernier rappel")
    assert club.dms(odile) == 3


def test_a_request_to_join_is_followed_up_with_the_company_then_the_organisers_then_told(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", "Alliance", role="organiser")
    eve = club.stranger("Eve Martin")
    asks(eve)
    assert (club.dms(ana), club.dms(odile), club.dms(eve)) == (1, 1, 1)
    club.at(paris(2027, 1, 7, 9))
    ana.opens_dm()
    ana.sees("En attente depuis le lundi 4 janvier 2027 · Premier rappel")
    assert (club.dms(ana), club.dms(odile), club.dms(eve)) == (2, 1, 1)
    club.at(paris(2027, 1, 13, 9))
    odile.opens_dm()
    odile.sees("En attente depuis le lundi 4 janvier 2027 · Deuxième rappel")
    club.at(paris(2027, 1, 22, 9))
    eve.opens_dm()
    eve.sees("⏳ Pas encore décidé. Une question : Odile Garnier.")
    assert (club.dms(ana), club.dms(odile), club.dms(eve)) == (3, 2, 2)
    ana.clicks("Confirmer", within="Deuxième rappel")
    ana.sees_not("rappel")
    assert ana.screen().count("✅ Confirmé par Ana Berger") == 3
    club.at(paris(2027, 1, 27, 9))
    odile.sees("Premier rappel")
    odile.clicks("Admettre", within="Premier rappel")
    odile.sees_not("rappel")
    odile.sees_not("[Admettre]")
    eve.sees_not("Pas encore décidé")
    club.at(paris(2027, 3, 1, 9))
    assert (club.dms(ana), club.dms(eve)) == (3, 3)


def test_a_seat_more_is_followed_up_and_who_asked_hears_where_it_stands(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile, paul = (club.joins(name, "Alliance", role="organiser") for name in ("Odile Garnier", "Paul Roy"))
    for name in ("Luc Roy", "Zoé Vert"):
        club.joins(name)
    ana.types("/prime rejoindre")
    ana.clicks(ASK_SEAT)
    club.at(paris(2027, 1, 7, 9))
    club.at(paris(2027, 1, 13, 9))
    for one in (odile, paul):
        assert club.dms(one) == 3
    club.at(paris(2027, 1, 22, 9))
    ana.opens_dm()
    ana.sees("Un représentant de plus pour Verrerie Ardoin\n⏳ Pas encore décidé.")
    odile.opens_dm()
    odile.clicks("Accorder une place", within="Premier rappel")
    for one in (odile, paul):
        one.opens_dm()
        one.sees_not("rappel")
        assert one.screen().count("✅ Accordé") == 3
    ana.sees_not("Pas encore décidé")


def test_the_channel_hears_none_of_it(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    before = len(ana.messages(in_=CHANNEL))
    club.at(MONDAY)
    club.at(LAST)
    assert len(ana.messages(in_=CHANNEL)) == before


def test_a_proposal_is_followed_up_with_the_organisers_then_with_its_author(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile, paul = (club.joins(name, role="organiser") for name in ("Odile Garnier", "Paul Mercier"))
    proposes(ana, "Chaleur fatale")
    club.at(paris(2027, 1, 15, 9))
    assert (club.dms(odile), club.dms(ana)) == (0, 0)
    club.at(paris(2027, 1, 18, 9))
    for one in (odile, paul):
        one.opens_dm()
        one.sees("Réponse attendue : Chaleur fatale")
        one.sees("Proposé par Ana Berger · Premier rappel")
    club.at(paris(2027, 2, 15, 9))
    ana.opens_dm()
    ana.sees("Chaleur fatale\n⏳ Ouvert, pas encore décidé.")
    ana.clicks("Voir le sujet…")
    ana.closes()
    club.at(paris(2027, 3, 15, 9))
    assert (club.dms(odile), club.dms(ana)) == (1, 1)
    odile.clicks("Répondre…", within="Réponse attendue")
    odile.clicks("Retenir")
    for one in (odile, paul):
        one.opens_dm()
        one.sees_not("Réponse attendue")
        one.sees("✅ Retenu pour le vote (Odile Garnier, lundi 15 mars 2027, 9 h)")
    ana.opens_dm()
    ana.sees_not("pas encore décidé")


def test_a_proposal_answered_in_time_brings_nobody_anything_more(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    proposes(ana, "Chaleur fatale")
    odile.types("/prime sujets")
    odile.clicks("Lire en entier…")
    odile.clicks("Retenir")
    before = club.dms(ana)
    for day in (18, 31):
        club.at(paris(2027, 1, day, 9))
    club.at(paris(2027, 2, 15, 9))
    assert (club.dms(odile), club.dms(ana)) == (0, before)


def test_whoever_made_an_event_is_asked_who_came_and_at_last_all_who_organise(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile, paul = organiser(club), organiser(club, "Paul Mercier")
    publishes(club, odile, **{START_DAY: date(2027, 1, 14), "Heure de la fin": time(12, 30)})
    ana.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 14, 14, 29))
    assert club.dms(odile) == 0
    club.at(paris(2027, 1, 14, 14, 30))
    odile.opens_dm()
    odile.sees("Terminée : Forum Chaleur fatale")
    odile.sees("Premier rappel")
    club.at(paris(2027, 1, 15, 9))
    odile.sees("Deuxième rappel")
    assert club.dms(paul) == 0
    club.at(paris(2027, 1, 21, 9))
    for one in (odile, paul):
        one.opens_dm()
        one.sees("Dernier rappel, à toute l’organisation")
    paul.clicks("Noter les présences…", within="Dernier rappel")
    paul.submits()
    for one in (odile, paul):
        one.opens_dm()
        one.sees("✅ 1 personne présente ; noté par Paul Mercier, jeudi 21 janvier 2027, 9 h")
        one.sees_not("rappel")
    club.at(paris(2027, 2, 1, 9))
    assert (club.dms(odile), club.dms(paul)) == (3, 1)


def test_nobody_is_asked_who_came_where_nobody_did_or_it_is_noted(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 14, 9, 30), hours=3)
    club.plans("Atelier vapeur", starts=paris(2027, 1, 14, 9, 30), hours=3)
    ana.types("/prime rsvp atelier oui")
    club.at(paris(2027, 1, 14, 13))
    odile.types("/prime activite atelier")
    odile.clicks("Noter les présences…")
    odile.submits()
    before = club.dms(odile)
    for day in (14, 15, 21):
        club.at(paris(2027, 1, day, 15))
    assert club.dms(odile) == before


def test_a_restart_long_after_an_event_calls_nobody_again(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 14, 9, 30), hours=3)
    ana.types("/prime rsvp forum oui")
    for day, hour in ((14, 15), (15, 9), (21, 9)):
        club.at(paris(2027, 1, day, hour))
    before = club.dms(odile)
    fresh = Tick(club.prime.services, club.prime.router, club.clock.now)
    for minutes in (0, 60 * 24, 60 * 24):
        club.clock.advance(timedelta(minutes=minutes))
        fresh.sweep()
        club.settle()
    assert club.dms(odile) == before
