"""The demo's dues of 2027: called in December, some paid, one in two parts, one talked of."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.demo.house import Act, House, paris
from bot.demo.people import KARIM, ODILE
from club.dues import Dues, Stand, Term
from club.ids import CompanyId, DuesId
from handlers.living.dues import contacts, service
from storage.dues import list_year_dues

YEAR, NET, GROSS, DAY = 2027, 100_000, 120_000, date(2027, 2, 28)
PAID = ("Sucrerie Delmotte", "Laiterie Sainte-Aure", "Fonderie Roussel")
IN_PARTS, TALKED_OF = "Aciérie du Plessis", "Briqueterie Terrasson"
HALVES = (Term(date(2027, 1, 31), 60_000), Term(date(2027, 6, 30), 60_000))


def dues(house: House) -> Iterable[tuple[datetime, Act]]:
    """What happens when."""
    yield paris("2026-12-02 10:00"), lambda: _called(house)
    for number, company in enumerate(PAID):
        yield paris(f"2026-12-{10 + number} 15:00"), _pays(house, company, GROSS, f"VIR {number + 41}")
    yield paris("2026-12-11 11:00"), lambda: _splits(house)
    yield paris("2026-12-17 11:00"), _pays(house, IN_PARTS, 60_000, "VIR 48")
    yield paris("2026-12-18 11:00"), lambda: _talks(house)
    yield paris("2026-12-18 11:10"), lambda: _names(house)


def _called(house: House) -> None:
    wanted = Dues(DuesId(0), CompanyId(0), YEAR, NET, GROSS, DAY, "")
    with house.acts("dues.call"):
        done = service.call(house.prime.services, wanted, (), house.person(ODILE).id, house.clock.now())
    assert done.called, done


def _find(house: House, company: str) -> DuesId:
    with house.prime.services.db.read() as session:
        return next(one.id for one in list_year_dues(session, YEAR) if one.company == company)


def _pays(house: House, company: str, cents: int, reference: str) -> Act:
    def act() -> None:
        now = house.clock.now()
        given = (_find(house, company), cents, now.date(), reference, house.person(ODILE).id, now)
        with house.acts("dues.pay"):
            assert service.pay(house.prime.services, *given) is service.Done.DONE

    return act


def _splits(house: House) -> None:
    with house.acts("dues.terms"):
        done = service.split(house.prime.services, _find(house, IN_PARTS), HALVES, house.clock.now())
    assert done is service.Done.DONE, done


def _names(house: House) -> None:
    karim, now = house.person(KARIM), house.clock.now()
    assert karim.company_id is not None
    readers = contacts.name(house.prime.services, house.person(ODILE), karim.company_id, [karim.id], now)
    assert readers == [KARIM], readers


def _talks(house: House) -> None:
    now, reason = house.clock.now(), "Changement d’exercice, échange avec la comptabilité"
    service.stand(house.prime.services, _find(house, TALKED_OF), Stand.DISCUSSED, reason, now)
