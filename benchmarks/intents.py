"""Reading what is typed in a hurry, in a club of forty coming events."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median

from benchmarks.measure import Measure, spread
from club.events import EventKind
from club.ids import EventId
from club.intents import Happening, Known, read

ROUNDS = 40
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
SENTENCES = (
    "je ne viendrai pas au forum",
    "je serai en retard de 30 min demain",
    "annule ma venue",
    "je viens à Lyon avec Paul Besson",
    "qui connaît les pompes à chaleur ?",
    "c'est quand le prochain atelier ?",
    "finalement je viens à la visite du 13 mais pas au forum",
    "sorry, I can't make it on Friday, Julie Roche will come in my place",
    "jpeux pas venir demin",
    "quel temps fait-il à Lyon aujourd'hui, et combien de temps dure le trajet ?",
)
TOPICS = ("Chaleur fatale", "Air comprimé", "Pompes à chaleur", "Biogaz", "Stockage thermique")
PLACES = ("Lyon, chez Verrerie Ardoin", "Lille", "Nantes", "Annonay", "Grenoble", "")


def run() -> Iterator[Measure]:
    """The table's lines. Bound: a millisecond."""
    club = _club()
    took = [median(_timed(sentence, club) for sentence in SENTENCES) for _ in range(ROUNDS)]
    yield spread("reading a sentence, 40 events", [1000 * one for one in took], "ms", bound=1)


def _timed(sentence: str, club: Known) -> float:
    began = time.perf_counter()
    read(sentence, club, NOW)
    return time.perf_counter() - began


def _club() -> Known:
    events = [
        Happening(
            EventId(at),
            f"Atelier {TOPICS[at % 5]} {at}",
            PLACES[at % 6],
            EventKind.WORKSHOP,
            NOW + timedelta(days=3 * at),
            coming=at % 7 == 0,
        )
        for at in range(1, 41)
    ]
    return Known(events, [f"Membre {at} Vasseur" for at in range(60)])
