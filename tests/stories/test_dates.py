"""Finding a date, as organisers and those whom they ask live it (article FACILITER)."""

from collections.abc import Sequence

import pytest

from sandbox.driver.person import Person
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import TITLE_FIELD

TITLE = "Groupe Chaleur"
THURSDAY, FRIDAY, MONDAY = (
    "jeu. 28 janv., 9 h 30 – 11 h 30",
    "ven. 29 janv., 14 h – 16 h",
    "lun. 1er févr., 9 h – 12 h",
)
LINES = "jeu. 28 janv. 9 h 30\n29/01/2027 14h-16h\n2027-02-01 09:00-12:00"
CLOSES = "lundi 11 janvier 2027, 18 h"


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger", "Papeterie du Val")


@pytest.fixture
def luc(club: Club) -> Person:
    return club.joins("Luc Martin", "Aciérie du Plessis")


def searches(organiser: Person, lines: str = LINES, title: str = TITLE) -> None:
    """A search among all members, by the form."""
    organiser.types("/prime date")
    organiser.clicks("Chercher une date…")
    organiser.fills({TITLE_FIELD: title, "Créneaux": lines})
    organiser.submits()


def answers(person: Person, *says: str) -> None:
    """Each slot in order, from the message."""
    person.opens_dm()
    person.clicks("Répondre…")
    fills(person, says)


def fills(person: Person, says: Sequence[str]) -> None:
    """The form of the three slots."""
    for slot, fit in zip((THURSDAY, FRIDAY, MONDAY), says, strict=True):
        person.fills(slot, fit)
    person.submits()


def test_a_search_becomes_an_event_that_each_yes_confirms_by_one_click(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    searches(odile)
    odile.sees("✅ Envoyé à 3 personnes.")
    ana.opens_dm()
    ana.sees(f"{TITLE} : quand pourriez-vous ?")
    ana.sees(f"3 créneaux, avant le {CLOSES}")
    answers(ana, "Oui", "Si besoin", "Non")
    ana.sees("✅ Noté. Modifiable jusqu’au lundi 11 janvier 2027, 18 h.")
    ana.sees(f"{THURSDAY} : oui")
    answers(luc, "Oui", "Oui", "Non")
    odile.opens_dm()
    odile.sees("2 réponses, 1 sans réponse")
    odile.sees("2 oui · 2 entreprises")
    odile.sees("1 oui, 1 si besoin · 2 entreprises")
    odile.clicks("Voir qui peut venir")
    odile.sees("Oui : Luc Martin, Aciérie du Plessis; Ana Berger, Papeterie du Val")
    odile.closes()
    odile.clicks("Retenir cette date", within=THURSDAY)
    odile.fills("Lieu", "Lyon")
    odile.submits()
    event = club.event(FIRST)
    assert (event.title, event.place) == (TITLE, "Lyon")
    assert (event.starts_at, event.ends_at) == (paris(2027, 1, 28, 9, 30), paris(2027, 1, 28, 11, 30))
    odile.opens_dm()
    odile.sees("C’est un brouillon : à sa publication, chaque oui est à confirmer d’un clic.")
    ana.opens_dm()
    ana.sees("Une date est retenue ; l’invitation suit.")
    odile.types("/prime activite")
    odile.clicks("Publier")
    for person in (ana, luc):
        person.opens_dm()
        person.sees("Date retenue : jeudi 28 janvier 2027, 9 h 30 ; vous aviez dit oui.")
    ana.clicks("Je confirme")
    ana.sees("✅ Vous venez")
    luc.clicks("Je ne viens pas")
    luc.sees("✅ Vous ne venez pas")
    assert (club.seats("Ana Berger"), club.seats("Luc Martin")) == (1, 0)
