"""The public site in Chromium: at a desk and on a phone, light and dark, with and without its script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.site import write
from handlers.living.site.content import gather
from handlers.living.site.folder import files_of
from handlers.words import load
from storage.database import Database
from tests.browser.files import Opened, quiet_pages, serious
from tests.handlers.living.site.club_open import NOW, PARIS, populate
from tests.sandbox.page_browser import photograph
from tests.sandbox.tabs import Tabs

pytestmark = pytest.mark.browser
PAGES = ("index.html", "travaux.html", "entreprises.html", "en/index.html", "en/works.html")


@pytest.fixture
def opened(tabs: Tabs, sqlite_url: str, tmp_path: Path) -> Iterator[Opened]:
    """A page of the site from its file; it may neither complain on its console nor ask anything of others."""
    database = Database(sqlite_url)
    with database.begin() as session:
        populate(session)
        write(tmp_path / "site", files_of(gather(session, NOW, ""), load(PARIS), {}))
    database.dispose()
    with quiet_pages(tabs, tmp_path / "site") as open_page:
        yield lambda path="index.html", **look: open_page(path, **look)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("phone", [False, True])
def test_axe_finds_nothing_serious_and_nothing_runs_over_the_edge(
    opened: Opened, *, phone: bool, dark: bool
) -> None:
    for path in PAGES:
        page = opened(path, phone=phone, dark=dark)
        photograph(page, f"site-{path.replace('/', '-')}-{phone}-{dark}")
        for fold in page.locator("summary").all():
            fold.click()
        assert (path, serious(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_search_and_choice_narrow_the_lists_and_say_how_many_are_left(opened: Opened) -> None:
    page = opened("entreprises.html")
    count, found = page.get_by_role("status"), page.locator("#found > li:visible")
    expect(count).to_have_text("2 entreprises")
    page.get_by_label("Rechercher").fill("VERRERIE lyon")
    expect(found).to_have_count(1)
    expect(count).to_have_text("1 entreprise")
    page.get_by_label("Secteur").select_option("Fonderie")
    expect(found).to_have_count(0)
    expect(page.get_by_text("Rien ne correspond. Essayez un mot plus court.")).to_be_visible()
    page = opened("en/works.html")
    page.get_by_label("Year", exact=True).select_option("2026")
    expect(page.get_by_role("status")).to_have_text("1 work")


def test_without_a_script_everything_stands_there(opened: Opened) -> None:
    page = opened("entreprises.html", script=False)
    expect(page.locator("#found > li:visible")).to_have_count(2)
    expect(page.locator(".controls")).to_be_hidden()


def test_one_walks_through_it_by_the_keyboard_and_into_the_other_language(opened: Opened) -> None:
    page = opened()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.get_by_role("navigation").get_by_role("link", name="Travaux").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Travaux")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Works")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Travaux")


def test_on_paper_there_is_what_is_read_and_no_control(opened: Opened) -> None:
    page = opened("travaux.html")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.locator(".controls")).to_be_hidden()
    expect(page.get_by_role("heading", name="Baromètre ouvert")).to_be_visible()
