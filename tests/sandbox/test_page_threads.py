"""Threads, reactions, mentions and the assistant on the page, by the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from slack_bolt import App

from sandbox import Sandbox, SettableClock
from tests.sandbox import apps
from tests.sandbox.conftest import Api
from tests.sandbox.page_browser import (  # noqa: F401
    Window,
    composer,
    photograph,
    tabs_fixture,
    window_fixture,
)
from tests.sandbox.wide import wide_box

pytestmark = pytest.mark.browser
ANA, LUC = "U1ANA", "U2LUC"


@pytest.fixture(name="box")
def box_fixture(clock: SettableClock) -> Iterator[Sandbox]:
    """The wide workspace."""
    with wide_box(clock) as made:
        yield made


def tabs_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called so."""
    named = "(name) => [document.activeElement.ariaLabel, document.activeElement.textContent].includes(name)"
    for _ in range(60):
        if page.evaluate(named, name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to “{name}”")


def chooses(page: Page, item: str) -> None:
    """In the open menu, go down to an item and take it."""
    focused = page.locator("[role=menuitem]:focus")
    for _ in range(12):
        if item in focused.inner_text():
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the menu has no “{item}”")


def test_a_thread_is_begun_answered_and_told_to_the_channel_by_keyboard(
    box: Sandbox, bolt: App, window: Window
) -> None:
    apps.quiet(bolt)
    box.person(LUC).types("Qui vient ?", in_="club")
    ana, luc = window(ANA), window(LUC)
    ana.locator("#skip").focus()
    tabs_to(ana, "Autres actions sur ce message")
    ana.keyboard.press("Enter")
    chooses(ana, "Répondre dans le fil")
    expect(ana.get_by_role("textbox", name="Répondre…")).to_be_focused()
    ana.keyboard.type("Moi")
    ana.keyboard.press("Enter")
    expect(luc.get_by_role("button", name="1 réponse")).to_be_visible()
    expect(luc.get_by_role("log")).not_to_contain_text("Moi")
    expect(ana.get_by_role("region", name="Fil")).to_contain_text("Moi")
    ana.keyboard.type("Nous aussi")
    ana.keyboard.press("Tab")
    ana.keyboard.press("Space")
    ana.keyboard.press("Shift+Tab")
    ana.keyboard.press("Enter")
    expect(luc.get_by_role("log")).to_contain_text("Nous aussi")
    tabs_to(luc, "2 réponses")
    luc.keyboard.press("Enter")
    expect(luc.get_by_role("region", name="Fil")).to_contain_text("Moi")
    luc.keyboard.press("Enter")
    expect(luc.get_by_role("region", name="Fil")).to_have_count(0)
    photograph(ana, "thread")


def test_a_reaction_is_given_joined_and_taken_back_by_keyboard(
    box: Sandbox, bolt: App, window: Window
) -> None:
    apps.quiet(bolt)
    bolt.event(re.compile("reaction_.*"))(lambda: None)
    box.person(LUC).types("Le four est allumé", in_="club")
    ana, luc = window(ANA), window(LUC)
    ana.locator("#skip").focus()
    tabs_to(ana, "Autres actions sur ce message")
    ana.keyboard.press("Enter")
    chooses(ana, "eyes")
    mine = ana.get_by_role("button", name="eyes : 1")
    expect(mine).to_have_attribute("aria-pressed", "true")
    tabs_to(luc, "eyes : 1")
    luc.keyboard.press("Enter")
    expect(ana.get_by_role("button", name="eyes : 2")).to_be_visible()
    luc.keyboard.press("Enter")
    expect(mine).to_be_visible()


def test_who_is_mentioned_sees_it_marked(box: Sandbox, bolt: App, window: Window) -> None:
    apps.mention(bolt)
    apps.quiet(bolt)
    ana = window(ANA)
    composer(ana).fill("Bonjour @parrot")
    composer(ana).press("Enter")
    tabs_to(ana, "1 réponse")
    ana.keyboard.press("Enter")
    expect(ana.locator(".mention-me")).to_have_text("@Ana Berger")
    expect(ana.locator(".mention").first).to_have_text("@Parrot")


def test_an_assistant_is_asked_by_keyboard(box: Sandbox, bolt: App, window: Window) -> None:
    apps.assistant(bolt)
    ana = window(ANA, "dm")
    ana.locator("#skip").focus()
    tabs_to(ana, "Nouvelle conversation")
    ana.keyboard.press("Enter")
    expect(ana.get_by_role("button", name="When?")).to_be_visible()
    tabs_to(ana, "When?")
    ana.keyboard.press("Enter")
    expect(ana.get_by_role("region", name="When do we meet?")).to_contain_text("You asked: When do we meet?")
    photograph(ana, "assistant")


def test_threads_and_reactions_keep_nobody_out(box: Sandbox, bolt: App, api: Api, window: Window) -> None:
    ts = api("chat.postMessage", channel="C1CLUB", text="Une carte")["ts"]
    api("chat.postMessage", channel="C1CLUB", text="Une réponse", thread_ts=ts)
    api("reactions.add", channel="C1CLUB", timestamp=ts, name="eyes")
    ana = window(ANA, phone=True)
    ana.get_by_role("button", name="1 réponse").click()
    expect(ana.get_by_role("region", name="Fil")).to_be_visible()
    found = Axe().run(ana).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert ana.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
