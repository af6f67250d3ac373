"""In person after all, where a representative was named (articles FACILITER and CONTRIBUER)."""

from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.said import (
    ACCEPT,
    ASK_SEAT,
    CONFIDENTIAL,
    EMAIL_FIELD,
    FUNCTION_FIELD,
    NAME_FIELD,
    REQUEST_SENT,
    SHOW_ANSWERS,
)

LATE = paris(2027, 1, 23, 9, 30)


def sends(person: Person, name: str) -> None:
    """Names a representative of the member's own company."""
    person.clicks("J’envoie quelqu’un…")
    person.fills({NAME_FIELD: name, EMAIL_FIELD: f"{name[0]}@example.org"})
    person.fills(FUNCTION_FIELD, "Ingénieure")
    person.ticks(CONFIDENTIAL)
    person.submits()


def test_after_the_deadline_the_organisers_are_asked_for_the_seat_back(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum")
    sends(ana, "Tom Bar")
    club.at(LATE)
    ana.types("/prime rsvp forum oui")
    ana.sees("Réponses closes ; vous pouvez demander")
    ana.clicks(ASK_SEAT, within="vous pouvez demander")
    ana.sees("Vous viendriez en personne, au lieu de Tom Bar")
    ana.submits()
    ana.sees(REQUEST_SENT)
    ana.types("/prime rsvp forum oui")
    ana.sees("C’est déjà noté : votre demande est entre les mains de l’organisation.")
    odile.opens_dm()
    odile.sees("Ana Berger, Verrerie Ardoin, souhaite venir en personne, au lieu de Tom Bar")
    odile.clicks(ACCEPT)
    ana.opens_dm()
    ana.sees("Demande acceptée : vous venez en personne.")
    ana.types("/prime rsvp forum oui")
    ana.sees("C’est déjà noté : vous venez.")
    odile.types("/prime activite")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("Ana Berger : oui, 1 place")
    odile.sees_not("Tom Bar, Ingénieure")


def test_once_the_event_has_started_it_is_said_who_comes(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum")
    sends(ana, "Tom Bar")
    club.at(LATE)
    ana.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 28, 10, 0))
    ana.clicks(ASK_SEAT, within="vous pouvez demander")
    ana.sees("C’est déjà noté : Tom Bar vient à votre place.")


def test_in_the_line_the_place_is_kept_and_whom_it_is_for_is_said(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", capacity=1)
    luc.types("/prime rsvp forum oui")
    ana.types("/prime rsvp forum")
    sends(ana, "Tom Bar")
    ana.sees("Vous attendez 1 place (Tom Bar à votre place), au rang 1.")
    ana.types("/prime rsvp forum")
    ana.sees("En attente, rang 1 : 1 place (Tom Bar à votre place)")
    ana.clicks("Je viens en personne")
    ana.sees("Vous attendez 1 place, au rang 1.")
    luc.types("/prime rsvp forum non")
    luc.submits()
    ana.types("/prime rsvp forum")
    ana.sees("Vous venez")
    ana.sees_not("Tom Bar vient à votre place")


def test_a_request_for_a_representative_is_made_anew_for_oneself(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale")
    club.at(LATE)
    ana.types("/prime rsvp forum")
    sends(ana, "Tom Bar")
    odile.opens_dm()
    odile.sees("Tom Bar")
    ana.types("/prime rsvp forum oui")
    ana.sees(REQUEST_SENT)
    odile.sees("Retirée")
    odile.sees_not("Tom Bar")
    odile.clicks(ACCEPT)
    ana.types("/prime rsvp forum")
    ana.sees("Vous venez")
