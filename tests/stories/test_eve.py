"""The eve of an event, for organisers: who comes, who is late, whom to call while there is time."""

from datetime import timedelta

from club.directory import Detail, Field, Visibility
from club.ids import EventId
from storage.care import note_organiser
from storage.people import change_member
from storage.profiles import save_profile_details
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import BE_LATE, CANCEL, REASON_FIELD
from tests.stories.test_organising import organiser

EVE = "Veille : Forum Chaleur fatale"
OPENS = paris(2027, 1, 27, 9, 0)


def test_at_nine_on_the_working_day_before_each_organiser_reads_who_comes(club: Club) -> None:
    odile, ana, luc = organiser(club), club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans()
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    club.at(OPENS - timedelta(minutes=1))
    odile.opens_dm()
    odile.sees_not(EVE)
    club.at(OPENS)
    odile.sees(EVE)
    odile.sees("2 personnes viennent")
    odile.clicks("Voir la liste")
    odile.sees("Ana Berger : oui, 1 place")
    odile.closes()
    ana.opens_dm()
    ana.sees_not(EVE)


def test_it_follows_who_is_late_and_who_no_longer_comes(club: Club) -> None:
    odile, ana, luc = organiser(club), club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans()
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    club.at(OPENS)
    odile.opens_dm()
    odile.sees_not("Retards")
    ana.types("/prime rsvp forum")
    ana.clicks(BE_LATE)
    ana.ticks("30 minutes")
    ana.submits()
    luc.types("/prime rsvp forum non")
    club.later(minutes=1)
    odile.sees("1 personne vient")
    odile.sees("Retards : Ana Berger, 30 minutes")
    assert odile.screen().count("Veille") == 1


def test_of_an_event_that_somebody_looks_after_they_alone_hear_while_they_can(club: Club) -> None:
    odile, luc = organiser(club), club.joins("Luc Roy", "Alliance", role="organiser")
    made = club.plans()
    club.plans("Atelier Pompes", starts=paris(2027, 2, 4, 9, 30))
    with club.prime.services.db.begin() as session:
        note_organiser(session, made, club.members["Luc Roy"])
        note_organiser(session, EventId(2), club.members["Luc Roy"])
    club.at(OPENS)
    luc.opens_dm()
    luc.sees(EVE)
    odile.opens_dm()
    odile.sees_not(EVE)
    club.says_to_database(f"UPDATE member SET role = 'member' WHERE id = {club.members['Luc Roy']}")
    club.at(paris(2027, 2, 3, 9, 0))
    odile.sees("Veille : Atelier Pompes")


def test_of_an_event_on_a_monday_it_comes_on_friday(club: Club) -> None:
    odile = organiser(club)
    club.plans(starts=paris(2027, 2, 1, 9, 30))
    odile.opens_dm()
    club.at(paris(2027, 1, 29, 8, 59))
    odile.sees_not(EVE)
    club.at(paris(2027, 1, 29, 9, 0))
    odile.sees(EVE)


def test_of_an_event_announced_for_tomorrow_it_comes_at_once(club: Club) -> None:
    odile = organiser(club)
    club.clock.set(OPENS + timedelta(hours=5))
    club.plans(deadline=paris(2027, 1, 27, 18, 0))
    club.later(seconds=20)
    odile.opens_dm()
    odile.sees(EVE)


def test_whoever_comes_and_reads_nothing_in_slack_is_to_be_called_and_so_are_the_hosts(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger", "Verrerie Ardoin")
    club.joins("Luc Roy", "Papeterie du Val")
    phone = {Field.PHONE: Detail("01 02 03 04 05", Visibility.ORGANISERS)}
    with club.prime.services.db.begin() as session:
        save_profile_details(session, club.members["Luc Roy"], "", phone, club.clock.now())
    club.plans(host_company_id=3)
    ana.types("/prime rsvp forum oui")
    club.fills_with(FIRST, 1)
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Ana Berger"], slack_id=None)
    club.at(OPENS)
    odile.opens_dm()
    odile.sees("À appeler, hors de Slack : Ana Berger, Verrerie Ardoin · Membre 000")
    odile.sees("[Coordonnées de Luc Roy…]")
    odile.sees_not("01 02 03 04 05")  # looked up one at a time, counted, and told
    odile.sees_not("Coordonnées de Ana Berger")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Luc Roy"], name="Luc-Emmanuel de la Tour d’Auvergne-Lauraguais")
    ana.types("/prime rsvp forum non")
    club.later(seconds=30)
    assert "……" not in odile.screen()


def test_called_off_or_moved_it_says_so(club: Club) -> None:
    odile = organiser(club)
    club.plans()
    club.at(OPENS)
    odile.opens_dm()
    odile.sees("[Voir la liste]")
    odile.types("/prime activite forum")
    odile.clicks(CANCEL)
    odile.fills(REASON_FIELD, "Grève des trains")
    odile.submits()
    club.later(minutes=1)
    odile.sees("Annulée")
    club.later(hours=20)
    assert odile.screen().count("Veille") == 1


def test_at_the_start_nobody_is_told_any_more(club: Club) -> None:
    odile = organiser(club)
    club.plans()
    club.at(paris(2027, 1, 28, 9, 30))
    odile.opens_dm()
    odile.sees_not(EVE)
