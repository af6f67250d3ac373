"""Organisers who said that they are away: others are called; with nobody there the contact hears of it."""

from datetime import timedelta

from club.digest import Wishes
from storage.wishes import save_wishes
from tests.stories.club import Club
from tests.stories.test_followup import MONDAY, asks_late


def test_an_organiser_who_is_away_is_passed_over_and_with_all_away_the_contact_hears_of_it(
    club: Club,
) -> None:
    ana, contact = club.joins("Ana Berger"), club.joins("Odile Garnier")
    paul, luc = (club.joins(name, role="organiser") for name in ("Paul Mercier", "Luc Roy"))
    club.plans("Forum Chaleur fatale")
    asks_late(club, ana)
    told = [club.dms(one) for one in (paul, luc)]
    away = Wishes(absent_from=MONDAY.date(), absent_to=MONDAY.date() + timedelta(days=30))
    with club.prime.services.db.begin() as session:
        save_wishes(session, club.members["Paul Mercier"], away)
    club.at(MONDAY)
    assert [club.dms(one) for one in (paul, luc)] == [told[0], told[1] + 1]
    assert club.dms(contact) == 0
    with club.prime.services.db.begin() as session:
        save_wishes(session, club.members["Luc Roy"], away)
    club.at(MONDAY + timedelta(days=1))
    assert [club.dms(one) for one in (paul, luc)] == [told[0] + 1, told[1] + 2], "else nobody would decide"
    contact.opens_dm()
    contact.sees("Toute l’organisation du club est absente aujourd’hui ; une demande l’attend.")
