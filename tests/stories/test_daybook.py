"""The organisers' week: one message on Monday, kept true, and the same on their home tab."""

from datetime import timedelta

from club.seating import Rsvp, Says
from storage.seats import save_rsvp
from tests.stories.club import Club, paris
from tests.stories.said import ASK_SEAT
from tests.stories.test_organising import organiser

WEEK = "Semaine du 11 janvier"
MONDAY = paris(2027, 1, 11, 9, 0)
ASKS = "1 demande tardive"


def test_on_monday_at_nine_each_organiser_reads_what_is_before_them(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    luc = club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 21, 9, 30))
    club.plans("Atelier Pompes", starts=paris(2027, 2, 20, 9, 30))  # beyond the two weeks
    ana.types("/prime rsvp chaleur oui")
    club.later(minutes=1)  # Prime has begun: a week that opened before has no daybook
    odile.opens_dm()
    odile.sees_not("Semaine du")
    club.at(MONDAY - timedelta(minutes=1))
    odile.sees_not("Semaine du")
    club.at(MONDAY)
    odile.sees(WEEK)
    odile.sees("Forum Chaleur fatale, jeu. 21 janv., 9 h 30 : 1 oui, 2 sans réponse")
    odile.sees_not("Atelier Pompes, sam")
    luc.opens_dm()
    luc.sees_not("Semaine du")
    assert odile.screen().count("Semaine du") == 1
    club.later(hours=5)
    assert odile.screen().count("Semaine du") == 1


def test_it_follows_what_it_shows_and_reminds_from_where_it_stands(club: Club) -> None:
    odile, ana, luc = organiser(club), club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 21, 9, 30))
    club.later(minutes=1)
    club.at(MONDAY)
    odile.opens_dm()
    odile.sees("Forum Chaleur fatale, jeu. 21 janv., 9 h 30 : 3 sans réponse")
    ana.types("/prime rsvp forum oui")
    club.later(minutes=1)
    odile.sees("Forum Chaleur fatale, jeu. 21 janv., 9 h 30 : 1 oui, 2 sans réponse")
    before = club.dms(luc)
    odile.clicks("Relancer")
    club.settle()
    assert club.dms(luc) == before + 1
    odile.sees(WEEK)
    luc.types("/prime rsvp forum non")
    club.later(minutes=1)
    odile.sees("Forum Chaleur fatale, jeu. 21 janv., 9 h 30 : 1 oui, 1 non, 1 sans réponse")


def test_what_is_to_be_decided_opens_beside_it(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 21, 9, 30), deadline=paris(2027, 1, 8, 9, 30))
    club.later(minutes=1)
    club.at(paris(2027, 1, 8, 10, 0))
    ana.types("/prime rsvp forum oui")
    ana.clicks(ASK_SEAT)
    ana.submits()
    club.at(MONDAY)
    odile.opens_dm()
    odile.sees(ASKS)
    odile.clicks("Décider…")
    odile.sees("Ana Berger")
    odile.sees(WEEK)


def test_nothing_to_report_is_said_too(club: Club) -> None:
    odile = organiser(club)
    club.later(minutes=1)
    club.at(MONDAY)
    odile.opens_dm()
    odile.sees(WEEK)
    odile.sees("Rien à signaler.")


def test_each_week_has_its_own_and_the_one_before_stays_as_it_ended(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 28, 9, 30))
    club.later(minutes=1)
    club.at(paris(2027, 1, 18, 9, 0))
    club.at(paris(2027, 1, 25, 9, 0))
    ana.types("/prime rsvp forum non")
    club.later(minutes=1)
    odile.opens_dm()
    assert odile.screen().count("Semaine du") == 2
    odile.sees(
        "Semaine du 18 janvier\nActivités des 14 jours\nForum Chaleur fatale, jeu. 28 janv., 9 h 30 : 2"
    )
    odile.sees("Forum Chaleur fatale, jeu. 28 janv., 9 h 30 : 1 non, 1 sans réponse")


def test_it_comes_on_the_readers_own_morning_and_in_their_language(club: Club) -> None:
    odile = organiser(club)
    yuki = club.joins("Yuki Sato", "Alliance", role="organiser", zone="Asia/Tokyo", locale="en-GB")
    club.later(minutes=1)
    club.at(paris(2027, 1, 11, 1, 0))  # nine in Tokyo
    yuki.opens_dm()
    yuki.sees("Week of 11 January")
    odile.opens_dm()
    odile.sees_not(WEEK)
    club.at(MONDAY)
    odile.sees(WEEK)
    assert yuki.screen().count("Week of") == 1


def test_whoever_no_longer_organises_gets_none(club: Club) -> None:
    odile, luc = organiser(club), club.joins("Luc Roy", "Alliance", role="organiser")
    club.later(minutes=1)
    club.clock.set(MONDAY)
    club.prime.tick.sweep()  # both are queued
    club.says_to_database(f"UPDATE member SET role = 'member' WHERE id = {club.members['Luc Roy']}")
    club.settle()
    odile.opens_dm()
    odile.sees(WEEK)
    luc.opens_dm()
    luc.sees_not(WEEK)


def test_after_an_outage_of_more_than_two_days_the_week_has_begun_without_it(club: Club) -> None:
    odile = organiser(club)
    club.later(minutes=1)
    club.at(paris(2027, 1, 13, 9, 0))
    odile.opens_dm()
    odile.sees_not(WEEK)
    club.at(paris(2027, 1, 19, 15, 0))
    odile.sees("Semaine du 18 janvier")


def test_the_home_tab_shows_organisers_the_same_at_any_time(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", starts=paris(2027, 1, 14, 9, 30), deadline=paris(2027, 1, 12, 9, 30))
    odile.opens_home()
    odile.sees("Activités des 14 jours")
    odile.sees("Forum Chaleur fatale, jeu. 14 janv., 9 h 30 : 2 sans réponse")
    ana.opens_home()
    ana.sees_not("Activités des 14 jours")


def test_more_events_than_are_shown_are_one_click_away(club: Club) -> None:
    odile = organiser(club)
    for day in range(12, 18):
        club.schedules(f"Visite {day}", starts=paris(2027, 1, day, 9, 30), deadline=paris(2027, 1, 11, 9, 30))
    odile.opens_home()
    odile.sees("D’autres suivent")
    odile.sees_not("Visite 17, dim")
    odile.clicks("Gérer les activités", within="D’autres suivent")
    odile.opens_dm()
    odile.sees("6 activités")


def test_companies_of_which_nothing_was_heard_for_six_months_are_named(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger", "Verrerie Ardoin")
    club.joins("Luc Roy", "Papeterie du Val")
    club.joins("Eva Nord", "Sucrerie Delmotte")
    old = club.plans("Forum de janvier", starts=paris(2027, 1, 28, 9, 30))
    with club.prime.services.db.begin() as session:
        save_rsvp(session, old, club.members["Eva Nord"], Rsvp(Says.YES, 1), club.clock.now())
    club.later(minutes=1)
    odile.opens_home()
    odile.sees_not("Sans activité")
    club.at(paris(2027, 7, 6, 9, 0))
    odile.opens_home()
    odile.sees_not("Sans activité")  # nobody was asked anything since
    club.plans("Forum de septembre", starts=paris(2027, 9, 9, 9, 30))
    ana.types("/prime rsvp septembre non")
    club.at(paris(2027, 8, 2, 9, 0))
    odile.opens_home()
    odile.sees("Sans activité depuis longtemps")
    odile.sees("Papeterie du Val et Sucrerie Delmotte")
    odile.sees_not("Verrerie Ardoin")
    odile.opens_dm()
    odile.sees("Semaine du 2 août")
    odile.sees("Papeterie du Val et Sucrerie Delmotte")
    odile.clicks("Voir ces entreprises…")
    odile.sees("3 entreprises sans activité")
    odile.sees("Aucun signe de vie pour l’instant.\nÀ appeler : Luc Roy · luc.roy@example.org")
    odile.sees("Dernier signe : lundi 4 janvier 2027, 9 h")
    for number in range(4):
        club.joins(f"Nom{'abcd'[number]} Suivant", f"Usine {number}")
    odile.clicks("Voir ces entreprises…")
    odile.clicks("Entreprises suivantes")
    odile.sees("6–7 sur 7")
    odile.sees("Usine 3 Aucun")


def test_a_daybook_that_nothing_changed_is_left_alone(club: Club) -> None:
    organiser(club)
    club.later(minutes=1)
    club.at(MONDAY)
    club.later(minutes=2)
    before = len(club.box.calls)
    club.later(minutes=2)
    club.later(minutes=2)
    assert [call.method for call in club.box.calls[before:] if call.method == "chat.update"] == []
