"""The page for the general meeting in Chromium: on a wall, on a phone, on paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from handlers.living.summary import page as drawn
from handlers.living.summary.reading import read_meeting
from storage.database import Database
from tests.handlers.living.summary.year_lived import NOW, populate, services
from tests.sandbox.page_browser import photograph
from tests.sandbox.tabs import Look, Tab, Tabs

pytestmark = pytest.mark.browser
Opened = Callable[..., Page]
SERIOUS = {"serious", "critical"}


@pytest.fixture
def shown(tabs: Tabs, sqlite_url: str, tmp_path: Path) -> Iterator[Opened]:
    """The page from its file; it may neither complain on its console nor ask anything of others."""
    database = Database(sqlite_url)
    with database.begin() as session:
        populate(session)
    made = services(database)
    with made.db.read() as session:
        meeting = read_meeting(session, made, 2027, NOW)
    for language, words in made.words.by_language.items():
        (tmp_path / f"{language}.html").write_bytes(drawn.document(words, meeting, NOW))
    database.dispose()
    lent: list[Tab] = []

    def open_page(language: str, *, phone: bool = False) -> Page:
        lent.append(tabs.lend(Look(phone=phone)))
        lent[-1].page.goto((tmp_path / f"{language}.html").as_uri())
        return lent[-1].page

    yield open_page
    complaints: list[str] = []
    for tab in lent:
        complaints += [*tab.faults, *(said.text for said in tab.said)]
        complaints += [asked for asked in tab.asked if not asked.startswith(("data:", tmp_path.as_uri()))]
        tabs.take_back(tab)
    assert complaints == []


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing_serious_in_the_year_and_nothing_runs_over_the_edge(
    shown: Opened, language: str, *, phone: bool
) -> None:
    page = shown(language, phone=phone)
    photograph(page, f"year-{language}-{phone}")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in SERIOUS] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_year_is_read_row_by_row_and_fits_a_sheet(shown: Opened) -> None:
    page = shown("fr")
    row = page.get_by_role("row", name="Sujets retenus")
    expect(row.get_by_role("cell")).to_have_text(["0", "1"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Bilan 2027 du club, à ce jour")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})
    photograph(page, "year-print")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
