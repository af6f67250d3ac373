"""Companies that agreed, for the export's tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from club.ids import CompanyId, MemberId
from club.publication import Contact, Content, PublicEntry, in_order
from handlers.words import Words, load
from tests.sandbox.page_browser import tabs_fixture

__all__ = ["tabs_fixture"]

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2027, 1, 15)
NOW = datetime(2027, 1, 15, 9, tzinfo=UTC)
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)
"""A PNG of one pixel."""
HOSTILE = Content(
    '=Roussel & "Fils" </script><script>alert(1)</script>',
    "@SUM(1) ${script} <!-- <b>Fonte</b>\n\u2028ligne",
    "foundry",
    ("<i>Évry</i>", "+33"),
    "https://fonderie.example/?a=1&b=2",
    contact=Contact(MemberId(3), "Zoé <Roussel>", "zoe+presse@fonderie.example"),
)


@pytest.fixture(scope="session")
def words() -> Words:
    """Both languages."""
    return load(PARIS)


@pytest.fixture(scope="session")
def entries() -> Sequence[PublicEntry]:
    """A directory of four, one of them written by somebody ill-disposed."""
    contents = (
        Content("Verrerie Ardoin", "Bouteilles, œuvres en verre", "glass", ("Lyon", "Mâcon"), logo=LOGO),
        Content("Énergies du Val", "Chaleur fatale", "energy", contact=Contact(email="contact@val.example")),
        Content(
            "Sucrerie Delmotte", "Sucre de betterave", "food", ("Eppeville",), "https://www.sucre.example"
        ),
        HOSTILE,
    )
    return in_order([PublicEntry(CompanyId(at), held) for at, held in enumerate(contents, 1)])


LOGO = "https://verrerie.example/logo.png"
