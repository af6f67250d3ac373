"""A real browser for the page's tests: Chromium where one is installed, a window for each person."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sandbox import Sandbox

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}

Window = Callable[..., Page]
"""`window("U…", place="C…", phone=False)`: the page as that person sees it, in French."""


@pytest.fixture(scope="module", name="chromium")
def chromium_fixture() -> Iterator[Browser]:
    """Debian's Chromium, or another of the machine's; skipped, saying so, where there is none."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        pytest.skip(f"no browser on this machine: none of {', '.join(NAMES)} is on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET, timeout=60_000)
        yield browser
        browser.close()


@pytest.fixture(name="window")
def window_fixture(chromium: Browser, box: Sandbox) -> Iterator[Window]:
    """Opens windows, each with its own memory; at the end, none may have complained on its console."""
    contexts = []
    complaints: list[str] = []

    def open_window(user: str, place: str = "C1CLUB", *, phone: bool = False, dark: bool = False) -> Page:
        context = chromium.new_context(
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            locale="fr-FR",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(f"{box.page_url}#{user}/{place}")
        page.locator("#main").wait_for()
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the page, where PAGE_PICTURES names a folder."""
    folder = os.environ.get("PAGE_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")
