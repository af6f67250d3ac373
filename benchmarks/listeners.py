"""What the number of listeners costs a click: all features registered, against the one that answers it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.house import furnish, open_house, serve
from benchmarks.measure import Measure, ratios, rounds, spread
from benchmarks.rsvp import INNER, LOOP, copied, to_and_fro
from handlers.events import rsvp
from handlers.kit.router import Router

ROUNDS = 24


def run() -> list[Measure]:
    """The table's line."""
    with TemporaryDirectory() as folder:
        furnished = Path(folder) / "club.db"
        furnish(furnished)
        return _measure(furnished)


def _measure(furnished: Path) -> list[Measure]:
    alone = Router()
    rsvp.register(alone)
    every = open_house(copied(furnished, "all.db"))
    one = open_house(copied(furnished, "one.db"), alone)
    clicks = to_and_fro(every.clicks)
    cases: Mapping[str, Callable[[int], None]] = {
        "all": lambda at: serve(every.app, clicks[at % LOOP]),
        "one": lambda at: serve(one.app, clicks[at % LOOP]),
    }
    rounds(cases, count=1, inner=LOOP)
    took = rounds(cases, count=ROUNDS, inner=INNER)
    assert len(every.prime.router.entries) > len(alone.entries)
    for house in (every, one):
        house.services.db.dispose()
    return [
        spread("rsvp, all listeners / its own feature alone", ratios(took["all"], took["one"]), bound=1.15)
    ]
