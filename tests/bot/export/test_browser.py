"""The exported page in a real browser: search, filter, languages, phone, print, accessibility."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.export.logos import embedded
from bot.export.page import page_of
from club.ids import CompanyId
from club.publication import Content, PublicEntry
from handlers.words import Words
from tests.bot.export.conftest import DAY, LOGO, PIXEL
from tests.sandbox.tabs import Look, Tab, Tabs

pytestmark = pytest.mark.browser
Opened = Callable[..., Page]
SERIOUS = {"serious", "critical"}


@pytest.fixture
def opened(tabs: Tabs, entries: Sequence[PublicEntry], words: Words, tmp_path: Path) -> Iterator[Opened]:
    """The page from its file; it may neither complain on its console nor ask anything of the network."""
    file = tmp_path / "index.html"
    logos = {LOGO: embedded(LOGO, lambda _: PIXEL)}
    lent: list[Tab] = []

    def open_page(
        *,
        locale: str = "fr-FR",
        phone: bool = False,
        script: bool = True,
        of: Sequence[PublicEntry] = entries,
    ) -> Page:
        file.write_text(page_of(of, logos, DAY, words), encoding="utf-8")
        lent.append(tabs.lend(Look(phone=phone, locale=locale, script=script)))
        lent[-1].page.goto(file.as_uri())
        return lent[-1].page

    yield open_page
    complaints: list[str] = []
    for tab in lent:
        complaints += [*tab.faults, *(said.text for said in tab.said)]
        complaints += [asked for asked in tab.asked if _leaves(asked, file)]
        tabs.take_back(tab)
    assert complaints == []


def _leaves(url: str, file: Path) -> bool:
    return not url.startswith("data:") and url.partition("#")[0] != file.as_uri()


def names(page: Page) -> list[str]:
    """The companies in sight, without the ill-disposed one's long name."""
    return [one[:17] for one in page.locator("#companies h2:visible").all_inner_texts()]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("energies", ["Énergies du Val"]),
        ("ÉNERGIES  val", ["Énergies du Val"]),
        ("oeuvres", ["Verrerie Ardoin"]),
        ("œuvres", ["Verrerie Ardoin"]),
        ("macon", ["Verrerie Ardoin"]),
        ("sucr", ["Sucrerie Delmotte"]),
        ("glass", ["Verrerie Ardoin"]),
        ("sucrerie lyon", []),
        ("(.*[", []),
    ],
)
def test_search_finds_whatever_the_accents_and_case(opened: Opened, typed: str, found: list[str]) -> None:
    page = opened()
    page.get_by_label("Rechercher").fill(typed)
    assert names(page) == found
    said = f"{len(found)} entreprise" + ("s" if len(found) > 1 else "")
    expect(page.get_by_role("status")).to_have_text(said)
    assert page.locator("#none").is_visible() == (not found)


def test_a_sector_narrows_the_list(opened: Opened) -> None:
    page = opened()
    sector = page.get_by_label("Secteur")
    assert sector.locator("option").all_inner_texts() == [
        "Tous les secteurs",
        "Agroalimentaire",
        "Énergie et réseaux",
        "Fonderie",
        "Verre",
    ]
    sector.select_option("Agroalimentaire")
    assert names(page) == ["Sucrerie Delmotte"]
    sector.select_option("")
    assert len(names(page)) == 4


def test_the_page_is_in_english_for_who_reads_english_and_changes_at_a_click(opened: Opened) -> None:
    page = opened(locale="en-GB")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Directory of the member companies", use_inner_text=True
    )
    expect(page.get_by_role("status")).to_have_text("4 companies")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_label("Search").fill("glass")
    expect(page.get_by_role("status")).to_have_text("1 company")
    page.get_by_role("button", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Annuaire des entreprises membres", use_inner_text=True
    )
    expect(page.get_by_role("button", name="Français")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("Rechercher")).to_have_value("glass")
    assert page.title() == "Annuaire des entreprises membres · ALLICE"


def test_the_keyboard_alone_reaches_search_and_companies(opened: Opened) -> None:
    page = opened()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller aux entreprises")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#companies")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="English")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("verre")
    expect(page.get_by_role("status")).to_have_text("1 entreprise")


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("locale", ["fr-FR", "en-GB"])
def test_axe_finds_no_serious_fault(opened: Opened, locale: str, phone: bool) -> None:
    page = opened(locale=locale, phone=phone)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"]) for one in found if one["impact"] in SERIOUS] == []
    page.locator("#words").fill("xyz")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"]) for one in found if one["impact"] in SERIOUS] == []


def test_a_phone_shows_everything_without_scrolling_sideways(opened: Opened) -> None:
    long = Content("A" * 200, "b" * 1000, "glass", ("c" * 100,), f"https://{'d' * 60}.example/{'e' * 200}")
    page = opened(phone=True, of=[PublicEntry(CompanyId(1), long)])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_javascript_every_company_stands_there_in_french(opened: Opened) -> None:
    page = opened(script=False)
    assert len(names(page)) == 4
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Annuaire des entreprises membres", use_inner_text=True
    )
    assert page.get_by_role("search").count() == 0


def test_print_leaves_the_controls_out(opened: Opened) -> None:
    page = opened()
    page.emulate_media(media="print")
    assert not page.get_by_label("Rechercher").is_visible()
    assert len(names(page)) == 4


def test_the_logo_is_drawn(opened: Opened) -> None:
    page = opened()
    assert page.locator("img.logo").evaluate("one => one.complete && one.naturalWidth") == 1
