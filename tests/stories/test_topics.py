"""Topics, as members and organisers live them (articles CONTRIBUER, CHOISIR, ÊTRE constructif)."""

import pytest

from sandbox.driver.person import Person
from tests.stories.club import CHANNEL, Club

TITLE = "Récupération de chaleur fatale"
ABOUT = "Recenser les gisements de nos sites et les façons de les valoriser."


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger")


@pytest.fixture
def paul(club: Club) -> Person:
    return club.joins("Paul Mercier", "Forges Yonne")


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


def proposes(person: Person, title: str = TITLE, about: str = ABOUT, kind: str = "Étude collective") -> None:
    """As far as sending the form."""
    person.types("/prime proposer")
    person.fills({"Titre": title, "De quoi s’agit-il ?": about, "Nature du sujet": kind})
    person.submits()


def test_a_topic_is_proposed_supported_commented_and_carried(club: Club, ana: Person, paul: Person) -> None:
    ana.types(f"/prime proposer  {TITLE} ")
    ana.fills({"De quoi s’agit-il ?": ABOUT, "Nature du sujet": "Étude collective"})
    ana.fills("Pourquoi est-ce utile ?", "15 % de nos achats d’énergie")
    ana.submits()
    ana.sees("Sujet proposé ; sa carte est dans le canal du club.")
    paul.opens(CHANNEL)
    paul.sees(f"Étude collective · {TITLE} {ABOUT}")
    paul.sees("Proposé par Ana Berger · 1 soutien de 1 entreprise")
    paul.clicks("Soutenir")
    paul.sees("Votre soutien est noté.")
    paul.sees("2 soutiens de 2 entreprises")
    paul.clicks("Soutenir", within="Proposé par")
    paul.sees("C’est déjà noté : vous soutenez ce sujet.")
    paul.clicks("Commenter…", within="Proposé par")
    paul.fills("Votre commentaire", "Nos fours s’y prêtent <!channel> *bien*")
    paul.submits()
    ana.opens_dm()
    ana.sees("Paul Mercier, Forges Yonne, commente le sujet")
    ana.sees("Nos fours s’y prêtent <!channel> *bien*")
    paul.clicks("Porter avec", within="Proposé par")
    ana.sees("Paul Mercier, Forges Yonne, porte le sujet avec vous")
    paul.clicks("Lire en entier", within="Proposé par")
    paul.sees("15 % de nos achats d’énergie")
    paul.sees("Porté par Ana Berger (Verrerie Ardoin) et Paul Mercier (Forges Yonne)")
    paul.sees("lundi 4 janvier 2027 · Proposé par Ana Berger")
    paul.sees("1 commentaire")
    paul.clicks("Retirer mon soutien")
    paul.sees("Votre soutien est retiré.")
    paul.closes()
    paul.opens(CHANNEL)
    paul.sees("1 soutien de 1 entreprise")
