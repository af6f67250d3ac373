"""What is left of an answer when its last claim ends, and who is told of a no (article FACILITER)."""

from datetime import date

from tests.stories.club import Club, paris
from tests.stories.said import (
    ASK_SEAT,
    CONFIDENTIAL,
    EDIT,
    EMAIL_FIELD,
    FUNCTION_FIELD,
    GOING,
    NAME_FIELD,
    NOT_COMING,
    ORGANISERS_TOLD,
    SHOW_ANSWERS,
    START_DAY,
)


def test_an_offer_let_lapse_leaves_no_answer_behind(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    odile = club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    odile.types("/prime activite")
    odile.sees("1 oui, 1 sans réponse")
    club.at(paris(2027, 1, 27, 12, 0))
    ana.types("/prime rsvp forum non")
    ana.submits()
    club.later(hours=2, minutes=1)
    odile.types("/prime activite")
    odile.clicks(SHOW_ANSWERS)
    odile.sees_not("Luc Roy")
    odile.closes()
    odile.clicks(EDIT)
    odile.fills({START_DAY: date(2027, 3, 18)})
    odile.submits()
    odile.sees("est enregistré")
    odile.sees_not("est prévenue")
    luc.types("/prime rsvp")
    luc.sees(f"[{GOING}]*")
    luc.types("/prime mes-donnees")
    luc.clicks("Quitter le club…")
    luc.sees_not("à venir est libérée")
    luc.closes()
    club.at(paris(2027, 3, 4, 10, 0))
    luc.opens_dm()
    luc.sees("viendrez-vous ?")


def test_after_the_deadline_every_no_is_told_with_its_notice(club: Club) -> None:
    """Of somebody silent, of somebody in the line, and of somebody who leaves the line."""
    ana, luc, zoe, tom = (club.joins(name) for name in ("Ana Berger", "Luc Roy", "Zoé Petit", "Tom Bar"))
    odile = club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale", capacity=1)
    for person in (ana, luc, zoe):
        person.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 25, 9, 30))
    tom.types("/prime rsvp forum non")
    luc.types("/prime rsvp forum non")
    zoe.types("/prime rsvp forum")
    zoe.clicks("Quitter la liste")
    odile.opens_dm()
    for name, person in (("Tom Bar", tom), ("Luc Roy", luc), ("Zoé Petit", zoe)):
        person.sees(f"{NOT_COMING} {ORGANISERS_TOLD}")
        odile.sees(f"{name}, Verrerie Ardoin : ne vient pas")
    odile.sees("a prévenu 3 jours")
    odile.types("/prime activite")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("Tom Bar : non · a prévenu 3 jours avant")


def test_nobody_is_said_to_be_told_of_a_request_taken_back(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    club.at(paris(2027, 1, 25, 9, 30))
    ana.types("/prime rsvp forum")
    ana.clicks(ASK_SEAT)
    ana.submits()
    ana.types("/prime rsvp forum")
    told = club.dms(odile)
    ana.clicks("Retirer ma demande", within="réponse à venir")
    ana.sees(NOT_COMING)
    ana.sees_not(ORGANISERS_TOLD)
    assert club.dms(odile) == told


def test_ones_own_companion_who_waits_is_nobody_to_free_a_seat_for(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", capacity=2)
    for person in (ana, luc):
        person.types("/prime rsvp forum oui")
    for person, guest in ((luc, "Tom Bar"), (ana, "Zoé Petit")):
        person.types("/prime rsvp forum +1")
        person.fills({NAME_FIELD: guest, EMAIL_FIELD: f"{guest[0]}@example.org"})
        person.fills(FUNCTION_FIELD, "Ingénieure")
        person.ticks(CONFIDENTIAL)
        person.submits()
    ana.types("/prime rsvp forum non")
    ana.sees("1 demande attend votre place.")
    ana.closes()
    luc.types("/prime rsvp forum")
    luc.clicks("Quitter la liste", within="En attente")
    ana.types("/prime rsvp forum non")
    ana.sees(NOT_COMING)
    assert club.seats("Ana Berger") == 0
