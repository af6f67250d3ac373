"""The list that the demo's organiser has just handed over: tried, told by line, and waiting for a click."""

from collections.abc import Iterable
from datetime import datetime

from bot.demo.house import Act, House, paris
from bot.demo.people import ODILE

LIST = """Prénom;Nom;Courriel;Entreprise
Lucie;MARÉCHAL;lucie.marechal@tuilerie-besson.example;Tuilerie Besson
Hugo;Tessier;hugo.tessier@;Tuilerie Besson
Nora;Lambert;nora.lambert@sucrerie-delmotte.example;Sucrerie Delmote
"""
"""As a spreadsheet has it: an address cut short, and a company misspelt."""


def handed(house: House) -> Iterable[tuple[datetime, Act]]:
    """What happens when."""
    yield paris("2027-01-04 08:52"), lambda: _drops(house)


def _drops(house: House) -> None:
    house.box.grant("files:read")
    odile = house.person(ODILE).slack_id
    assert odile is not None
    house.box.act.drop(odile, house.box.workspace.dm_with(odile).id, "nouveaux.csv", LIST.encode())
    house.prime.tick.prompt()
    house.settle()
