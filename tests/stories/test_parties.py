"""Parties larger than their event, and the words that a member sends to guests."""

from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.said import (
    EDIT,
    NAME_FIELD,
    SEATED,
)
from tests.stories.test_guests import LATE, PROMISE, errors_of, names

LETTER = "Texte pour mes invités"


def test_a_party_larger_than_the_event_is_told_so_and_holds_nobody_up(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", capacity=2)
    ana.types("/prime rsvp forum oui +2")
    for group, name in enumerate(("Rémi Blanc", "Éva Noir"), 1):
        names(ana, name, group)
    ana.ticks(PROMISE)
    ana.submits()
    assert errors_of(ana) == {f"{NAME_FIELD} (2)": "L’activité compte 2 places : venez à 2 au plus."}
    luc.types("/prime rsvp forum oui")
    luc.sees(SEATED)
    assert club.seats("Luc Roy") == 1


def test_who_holds_seats_brings_no_more_people_than_the_event_has_seats(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum oui")
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    assert errors_of(ana) == {NAME_FIELD: "L’activité compte 1 place : venez sans personne."}
    assert club.seats("Ana Berger") == 1


def test_a_party_outgrown_by_a_smaller_event_keeps_its_place_and_lets_the_line_go_on(club: Club) -> None:
    ana, luc, odile = club.joins("Ana Berger"), club.joins("Luc Roy"), _organiser(club)
    event_id = club.plans("Forum Chaleur fatale", capacity=3)
    zoe = club.joins("Zoé Vert")
    zoe.types("/prime rsvp forum oui")
    ana.types("/prime rsvp forum oui +2")
    for group, name in enumerate(("Rémi Blanc", "Éva Noir"), 1):
        names(ana, name, group)
    ana.ticks(PROMISE)
    ana.submits()
    ana.submits()  # wait together
    luc.types("/prime rsvp forum oui")
    luc.sees("au rang 2")
    _resizes(odile, "2")
    assert (club.seats("Ana Berger", event_id), club.seats("Luc Roy", event_id)) == (0, 1)
    ana.opens_dm()
    ana.sees("Vous attendez 3 places. L’activité compte 2 places : venez à 2 au plus.")
    odile.opens_dm()
    odile.sees("Ana Berger, Verrerie Ardoin : en attente de 3 places, plus que l’activité n’en compte")
    _resizes(odile, "4")
    ana.opens_dm()
    ana.sees("En attente, rang 1 : 3 places")
    _resizes(odile, "5")
    assert club.seats("Ana Berger", event_id) == 3
    ana.sees("Vous venez, avec 2 personnes")


def _organiser(club: Club) -> Person:
    return club.joins("Odile Garnier", "Alliance", role="organiser")


def _resizes(odile: Person, capacity: str) -> None:
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills("Places", capacity)
    odile.submits()


def test_a_member_is_given_the_words_that_tell_a_guest_what_is_kept_of_them(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", capacity=20)
    ana.types("/prime rsvp forum oui")
    ana.sees_not(LETTER)
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.clicks(LETTER)
    for said in ("Forum Chaleur fatale", "reste confidentiel", "90 jours après", "Odile Garnier", "CNIL"):
        ana.sees(said)


def test_whoever_brings_nobody_any_more_is_told_so_by_the_older_button(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", capacity=20)
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.types("/prime rsvp forum non")
    ana.clicks(LETTER)
    ana.sees("Vous n’amenez personne à cette activité.")


def test_the_words_for_a_guest_whose_seat_is_asked_for_promise_none(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    club.at(LATE)
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    ana.clicks(LETTER)
    ana.sees("dès que votre place sera confirmée")


def test_the_words_for_guests_end_with_the_event(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", capacity=20)
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Rémi Blanc")
    ana.ticks(PROMISE)
    ana.submits()
    club.at(paris(2027, 3, 1, 9, 30))
    ana.clicks(LETTER)
    ana.sees("L’activité est terminée")
