"""What drawing the home tab costs in a club of 500 companies and 10,000 members, in milliseconds."""

from collections.abc import Callable, Mapping

from benchmarks.growth import sqlite_ground
from benchmarks.growth.crowd import PER_COMPANY
from benchmarks.growth.people import MEMBER, ORGANISER
from benchmarks.growth.seed import sown
from benchmarks.growth.walk import Heard
from benchmarks.measure import Measure, milliseconds, rounds
from bot.demo.house import CHANNEL, PARIS
from bot.demo.tale import NOW
from bot.features import router
from club.ids import SlackId
from handlers.kit.interaction import Interaction
from handlers.kit.services import Club, Services
from handlers.words import load
from storage.database import Database
from storage.people import get_visitor

COMPANIES, MOST, ROUNDS = 500, 300, 20


def run() -> list[Measure]:
    """A line each, for an organiser and for a member; the bound is that of the issue, on any machine."""
    with sown() as seed, sqlite_ground(seed, COMPANIES * PER_COMPANY) as ground:
        cases: Mapping[str, Callable[[int], None]] = {
            "organiser": _drawing(ground.db, ORGANISER),
            "member": _drawing(ground.db, MEMBER),
        }
        rounds(cases, count=1, inner=1)
        took = rounds(cases, count=ROUNDS, inner=1)
    return [_line(who, took[who]) for who in cases]


def _line(who: str, seconds: list[float]) -> Measure:
    found = milliseconds(f"home tab, {COMPANIES} companies, {who}", seconds)
    return Measure(found.name, found.unit, found.low, found.middle, found.high, MOST)


def _drawing(db: Database, who: str) -> Callable[[int], None]:
    routes = router()
    services = Services(db, Heard(), load(PARIS), Club(PARIS, CHANNEL, "Odile"), routes.membership)
    with db.read() as session:
        visitor = get_visitor(session, SlackId(who), NOW)
    act = Interaction("home", visitor, services.words_of(visitor), NOW)

    def draw(_at: int) -> None:
        assert routes.home_tab is not None
        routes.home_tab.publish(act, services)

    return draw
