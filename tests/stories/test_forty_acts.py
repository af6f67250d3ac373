"""From an empty club to a published first event, typing and clicking only what a person would."""

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest

from sandbox.driver.person import Person
from tests.stories.club import CHANNEL, Club
from tests.stories.said import START_DAY, TITLE_FIELD

MOST = 40
"""Acts of a new organiser until the first event is published."""
ACTS = frozenset(
    {"types", "clicks", "confirms", "fills", "ticks", "submits", "drops", "opens", "opens_dm", "opens_home"}
)
LIST = """nom;courriel;entreprise
Ana Berger;ana.berger@example.org;Verrerie Ardoin
Ida Perrin;ida.perrin@example.org;Fonderie Roussel
"""
CHARTER = "# Charte\n\nChacun vient **aussi souvent** que possible.\n\n- Discrétion\n- Entraide"


class Counted:
    """Somebody whose acts are counted: line typed, click, field, form sent, file, place opened."""

    def __init__(self, club: Club, person: Person) -> None:
        self.acts = 0
        self._club, self._person = club, person

    def __getattr__(self, name: str) -> Any:
        act = getattr(self._person, name)
        return self._counting(act) if name in ACTS else act

    def _counting(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(what: Any = None, *more: Any, **where: Any) -> Any:
            self.acts += len(what) if isinstance(what, dict) else 1
            self._club.later(seconds=2)
            done = act(*[one for one in (what, *more) if one is not None], **where)
            self._club.prime.tick.prompt()
            self._club.settle()
            return done

        return counted


@pytest.fixture
def empty(database_url: str) -> Iterator[Club]:
    made = Club(database_url, {"prime_organisers": ("odile.garnier@example.org",)})
    made.box.grant("files:read")
    yield made
    made.stop()


def test_a_new_organiser_reaches_a_published_first_event_in_forty_acts(empty: Club) -> None:
    odile = Counted(empty, empty.stranger("Odile Garnier"))
    empty.stranger("Luc Roy")
    ana = empty.stranger("Ana Berger")
    odile.opens_home()
    odile.clicks("Vérifier")
    odile.clicks("Nommer une personne…")
    odile.fills("Personne", "Luc Roy")
    odile.submits()
    odile.opens_home()
    odile.clicks("Publier la charte…")
    odile.fills("Texte, partie 1", CHARTER)
    odile.submits()
    odile.opens_dm()
    odile.drops("membres.csv", LIST.encode())
    odile.clicks("Importer 2 membres")
    odile.sees("2 membres importés")
    empty.prime.tick.sync()  # within six hours Prime finds by their addresses who is in Slack
    odile.opens_home()
    odile.sees("➡️ À vous : invitations")
    odile.clicks("Envoyer les invitations")
    odile.clicks("Créer une activité…", within="Mise en route")
    odile.fills(
        {TITLE_FIELD: "Première réunion", START_DAY: date(2027, 2, 11), "Heure du début": time(9, 30)}
    )
    odile.fills({"Heure de la fin": time(12), "Lieu": "Lyon"})
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()
    assert odile.acts <= MOST, odile.acts
    ana.opens(CHANNEL)
    ana.sees("Première réunion")
    odile.opens_home()
    odile.sees("➡️ À vous : premier sujet")
    odile.clicks("Proposer un sujet…", within="Mise en route")
    odile.fills(
        {
            TITLE_FIELD: "Chaleur fatale",
            "De quoi s’agit-il ?": "Recenser les gisements.",
            "Type de sujet": "Étude collective",
        }
    )
    odile.submits()
    odile.opens_home()
    odile.sees("✅ Le club est ouvert.")
    assert odile.acts <= MOST, odile.acts
