"""What becomes of a seat that is offered on the eve (article FACILITER)."""

from datetime import date

from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.said import ASK_SEAT, EDIT, PROMOTED, START_DAY, TAKE_SEAT


def test_a_seat_offered_is_given_where_the_event_moves_far_away(club: Club) -> None:
    luc, odile = _offered(club), club.joins("Odile Garnier", role="organiser")
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills({START_DAY: date(2027, 3, 18)})
    odile.submits()
    assert club.seats("Luc Roy") == 1
    luc.opens_dm()
    luc.sees(PROMOTED)
    luc.sees("Date ou lieu modifié : venez-vous toujours ?")
    luc.sees_not(TAKE_SEAT)
    club.later(hours=4)
    assert club.seats("Luc Roy") == 1


def test_an_offer_that_ends_names_a_next_in_line_only_where_there_is_one(club: Club) -> None:
    luc, zoe = _offered(club), club.joins("Zoé Vert")
    zoe.types("/prime rsvp forum")
    zoe.clicks(ASK_SEAT)
    zoe.submits()
    odile = club.joins("Odile Garnier", role="organiser")
    odile.types("/prime demandes")
    odile.clicks("Mettre en attente")
    for person, said in ((luc, "la place revient à la personne suivante"), (zoe, "la place a été libérée")):
        club.later(hours=2, minutes=1)
        person.opens_dm()
        person.sees(f"L’offre a expiré ; {said}.")
    luc.sees("la place revient à la personne suivante")
    luc.clicks("Voir mes activités")
    luc.sees("Forum Chaleur fatale")


def _offered(club: Club) -> Person:
    """Luc, to whom the only seat is offered on the eve, Ana having left."""
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale", capacity=1)
    for person in (ana, luc):
        person.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 27, 12, 0))
    ana.types("/prime rsvp forum non")
    ana.submits()
    luc.opens_dm()
    luc.sees(TAKE_SEAT)
    return luc
