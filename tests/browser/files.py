"""Pages from their files in Chromium: they neither complain on their console nor ask anything of others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.sandbox.tabs import Look, Tab, Tabs

Opened = Callable[..., Page]
SERIOUS = {"serious", "critical"}


@contextmanager
def quiet_pages(tabs: Tabs, folder: Path) -> Iterator[Opened]:
    """What opens a file of the folder, in a look; at the end none of them has complained or asked."""
    lent: list[Tab] = []

    def open_page(path: str, **look: bool) -> Page:
        lent.append(tabs.lend(Look(**look)))
        lent[-1].page.goto((folder / path).as_uri())
        return lent[-1].page

    yield open_page
    complaints: list[str] = []
    for tab in lent:
        complaints += [*tab.faults, *(said.text for said in tab.said)]
        complaints += [asked for asked in tab.asked if not asked.startswith(("data:", folder.as_uri()))]
        tabs.take_back(tab)
    assert complaints == []


def serious(page: Page) -> list[str]:
    """What axe finds that keeps somebody out."""
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in SERIOUS]
