"""The page for the general meeting in Chromium: on a wall, on a phone, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from handlers.living.summary import page as drawn
from handlers.living.summary.reading import read_meeting
from storage.database import Database
from tests.browser.files import Opened, quiet_pages, serious
from tests.handlers.living.summary.year_lived import NOW, populate, services
from tests.sandbox.page_browser import photograph
from tests.sandbox.tabs import Tabs

pytestmark = pytest.mark.browser


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
    with quiet_pages(tabs, tmp_path) as opened:
        yield lambda language, **look: opened(f"{language}.html", **look)


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing_serious_in_the_year_and_nothing_runs_over_the_edge(
    shown: Opened, language: str, *, phone: bool
) -> None:
    page = shown(language, phone=phone)
    photograph(page, f"year-{language}-{phone}")
    assert serious(page) == []
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
