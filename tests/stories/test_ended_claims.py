"""What is left of an answer when its last claim ends, and who is told of a no (article FACILITER)."""

from datetime import date

from tests.stories.club import Club, paris


def test_an_offer_let_lapse_leaves_no_answer_behind(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    odile = club.joins("Odile Garnier", role="organiser")
    club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    odile.types("/prime activite")
    odile.sees("1 oui, 1 attendue")
    club.at(paris(2027, 1, 27, 12, 0))
    ana.types("/prime rsvp forum non")
    ana.submits()
    club.later(hours=2, minutes=1)
    odile.types("/prime activite")
    odile.clicks("Voir les réponses")
    odile.sees_not("Luc Roy")
    odile.closes()
    odile.clicks("Modifier…")
    odile.fills({"Jour du début": date(2027, 3, 18)})
    odile.submits()
    odile.sees("est enregistré")
    odile.sees_not("est prévenue")
    luc.types("/prime rsvp")
    luc.sees("[Je participe]*")
    club.at(paris(2027, 3, 4, 10, 0))
    luc.opens_dm()
    luc.sees("viendrez-vous ?")
