"""A real browser for the page's tests: Chromium where one is installed, a window for each person."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, sync_playwright
from slack_bolt import App

from sandbox import Sandbox
from tests.sandbox.conftest import button, modal, section, text_input
from tests.sandbox.tabs import Look, Tab, Tabs

Json = dict[str, Any]
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")

Window = Callable[..., Page]
"""`window("U…", place="C…", phone=False)`: the page as that person sees it, in French."""


@pytest.fixture(scope="module", name="tabs")
def tabs_fixture() -> Iterator[Tabs]:
    """Debian's Chromium, or another of the machine's; skipped, saying so, where there is none."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        pytest.skip(f"no browser on this machine: none of {', '.join(NAMES)} is on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET, timeout=60_000)
        yield Tabs(browser)
        browser.close()


@pytest.fixture(name="window")
def window_fixture(tabs: Tabs, box: Sandbox) -> Iterator[Window]:
    """Opens windows, each with its own memory; at the end, none may have complained on its console."""
    lent: list[Tab] = []

    def open_window(user: str, place: str = "C1CLUB", *, phone: bool = False, dark: bool = False) -> Page:
        lent.append(tabs.lend(Look(phone=phone, dark=dark)))
        page = lent[-1].page
        page.goto(f"{box.page_url}#{user}/{place}")
        page.locator("#main").wait_for()
        return page

    yield open_window
    complaints: list[str] = []
    for tab in lent:
        tab.page.evaluate("import('/static/net.js').then((net) => net.leave())")
        complaints += [*tab.faults, *(said.text for said in tab.said if said.type == "error")]
        tabs.take_back(tab)
    assert complaints == []


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the page, where PAGE_PICTURES names a folder."""
    folder = os.environ.get("PAGE_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")


def composer(page: Page) -> Locator:
    """Where the person writes."""
    return page.locator("#composer")


@pytest.fixture(name="parrot")
def parrot_fixture(bolt: App) -> App:
    """Echoes commands, and opens a modal from a button, which refuses a name without a space."""

    @bolt.command("/echo")
    def echo(ack: Callable[..., None], command: Json) -> None:
        ack(f"Vous avez dit : {command['text']}")

    @bolt.action("open")
    def open_modal(ack: Callable[..., None], body: Json, client: Any) -> None:
        form = modal(text_input("Prénom et nom", "name"), section("…", accessory=button("Plus loin", "push")))
        client.views_open(trigger_id=body["trigger_id"], view={**form, "callback_id": "form"})
        ack()

    @bolt.action("push")
    def push(ack: Callable[..., None], body: Json, client: Any) -> None:
        client.views_push(
            trigger_id=body["trigger_id"], view=modal(section("Au fond"), title="Deux", submit=None)
        )
        ack()

    @bolt.view("form")
    def submitted(ack: Callable[..., None], view: Json) -> None:
        name = view["state"]["values"]["name"]["value"]["value"]
        if " " in name:
            ack()
        else:
            ack(response_action="errors", errors={"name": "Indiquez un prénom et un nom."})

    return bolt
