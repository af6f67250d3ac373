"""A fair that a member of the demo's club signals, and who goes there too."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.demo.house import Act, House, paris
from bot.demo.people import KARIM, ODILE
from club.ids import OutsideId
from club.outside import OutsideTerms
from handlers.events.outside import service

FAIR = OutsideTerms(
    "Salon des solutions énergie",
    date(2027, 3, 23),
    date(2027, 3, 24),
    "Paris, Porte de Versailles",
    "https://salon.example/energie",
)
ALSO = (ODILE, "Paul Ardoin", "Pauline Schmitt")
FIRST = OutsideId(1)


def outside(house: House) -> Iterable[tuple[datetime, Act]]:
    """Everything, in any order."""
    yield paris("2026-12-11 16:20"), lambda: _signal(house)
    for number, name in enumerate(ALSO):
        yield paris("2026-12-11 17:05") + timedelta(minutes=31 * number), _goes(house, name)


def _signal(house: House) -> None:
    done = service.signal(house.prime.services, FAIR, house.person(KARIM), house.clock.now(), going=True)
    assert done is service.OutsideDone.DONE, done


def _goes(house: House, name: str) -> Act:
    def act() -> None:
        assert service.go(house.prime.services, FIRST, house.person(name), house.clock.now(), going=True)

    return act
