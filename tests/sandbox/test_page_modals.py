"""Modals and confirmations on the page, in a real browser over a real Bolt app."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from slack_bolt import App

from tests.sandbox.conftest import Api, button, modal, section, text_input
from tests.sandbox.page_browser import (  # noqa: F401
    Window,
    composer,
    parrot_fixture,
    photograph,
    tabs_fixture,
    window_fixture,
)
from tests.sandbox.page_gallery import QUESTION

pytestmark = pytest.mark.browser
ANA, LUC, CLUB = "U1ANA", "U2LUC", "C1CLUB"
Json = dict[str, Any]


def test_a_modal_shows_its_fault_at_the_field_keeps_what_was_typed_and_gives_the_focus_back(
    parrot: App, api: Api, window: Window
) -> None:
    api(
        "chat.postMessage",
        channel=CLUB,
        text="x",
        blocks=[{"type": "actions", "elements": [button("Venir…", "open")]}],
    )
    ana = window(ANA)
    ana.get_by_role("button", name="Venir…").press("Enter")
    field = ana.get_by_label("Prénom et nom")
    expect(field).to_be_focused()
    field.fill("Luc")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(ana.locator(".fault")).to_have_text("Indiquez un prénom et un nom.")
    said = ana.locator(".fault").get_attribute("id") or "no id"
    assert said in (field.get_attribute("aria-describedby") or "")
    expect(field).to_have_value("Luc")
    expect(field).to_be_focused()
    photograph(ana, "fault")
    field.press_sequentially(" Roy")
    ana.get_by_role("button", name="Send").click()
    expect(ana.get_by_role("dialog")).to_have_count(0)
    expect(ana.get_by_role("button", name="Venir…")).to_be_focused()


def test_modals_stack_escape_closes_one_and_the_focus_stays_inside(
    parrot: App, api: Api, window: Window
) -> None:
    api(
        "chat.postMessage",
        channel=CLUB,
        text="x",
        blocks=[{"type": "actions", "elements": [button("Venir…", "open")]}],
    )
    ana = window(ANA)
    ana.get_by_role("button", name="Venir…").click()
    ana.get_by_label("Prénom et nom").fill("Luc Roy")
    for _ in range(9):
        ana.keyboard.press("Tab")
        assert ana.evaluate("document.activeElement.closest('[role=dialog]') !== null")
    ana.get_by_role("button", name="Plus loin").click()
    expect(ana.get_by_role("dialog", name="Deux")).to_contain_text("Au fond")
    ana.keyboard.press("Escape")
    expect(ana.get_by_role("dialog", name="A modal")).to_be_visible()
    expect(ana.get_by_label("Prénom et nom")).to_have_value("Luc Roy")
    ana.keyboard.press("Escape")
    expect(ana.get_by_role("dialog")).to_have_count(0)


def test_a_live_update_loses_neither_what_is_typed_nor_the_focus(
    parrot: App, api: Api, window: Window
) -> None:
    posted = api(
        "chat.postMessage",
        channel=CLUB,
        text="x",
        blocks=[{"type": "actions", "elements": [button("Venir…", "open")]}],
    )
    ana = window(ANA)
    composer(ana).fill("un brouillon")
    ana.get_by_role("button", name="Venir…").click()
    field = ana.get_by_label("Prénom et nom")
    field.fill("Luc R")
    api("chat.update", channel=CLUB, ts=posted["ts"], text="x", blocks=[section("Remplacé")])
    expect(ana.get_by_text("Remplacé")).to_be_attached()
    expect(field).to_be_focused()
    field.press_sequentially("oy")
    expect(field).to_have_value("Luc Roy")
    expect(composer(ana)).to_have_value("un brouillon")


def test_a_modal_that_its_app_changes_keeps_what_was_typed(bolt: App, window: Window) -> None:
    @bolt.command("/echo")
    def ask(ack: Callable[..., None], command: Json, client: Any) -> None:
        more = {"type": "actions", "elements": [button("Ajouter une personne", "more")]}
        view = modal(text_input("Première", "first"), text_input("À retirer", "gone"), more)
        client.views_open(trigger_id=command["trigger_id"], view=view)
        ack()

    @bolt.action("more")
    def add(ack: Callable[..., None], body: Json, client: Any) -> None:
        view = modal(text_input("Première", "first"), text_input("Deuxième", "second"))
        client.views_update(view_id=body["view"]["id"], view=view)
        ack()

    ana = window(ANA)
    composer(ana).fill("/echo x")
    composer(ana).press("Enter")
    ana.get_by_label("Première").fill("Luc Roy")
    ana.get_by_role("button", name="Ajouter une personne").click()
    expect(ana.get_by_label("Deuxième")).to_have_value("")
    expect(ana.get_by_label("Première")).to_have_value("Luc Roy")
    expect(ana.get_by_label("À retirer")).to_have_count(0)


def test_a_submit_button_shows_that_the_app_is_at_work(bolt: App, window: Window) -> None:
    go_on = threading.Event()

    @bolt.command("/echo")
    def ask(ack: Callable[..., None], command: Json, client: Any) -> None:
        view = {**modal(text_input("Nom", "name")), "callback_id": "slow"}
        client.views_open(trigger_id=command["trigger_id"], view=view)
        ack()

    @bolt.view("slow")
    def submitted(ack: Callable[..., None]) -> None:
        go_on.wait(2)
        ack()

    ana = window(ANA)
    composer(ana).fill("/echo x")
    composer(ana).press("Enter")
    ana.get_by_label("Nom").fill("Luc")
    ana.get_by_role("button", name="Send").click()
    expect(ana.get_by_role("button", name="Send")).to_have_attribute("aria-busy", "true")
    go_on.set()
    expect(ana.get_by_role("dialog")).to_have_count(0)


def test_a_confirmation_is_asked_first_and_escape_declines_it(bolt: App, api: Api, window: Window) -> None:
    pressed: list[str] = []

    @bolt.action("not_going")
    def refused(ack: Callable[..., None], action: Json) -> None:
        pressed.append(action["action_id"])
        ack()

    no = button("Je ne viens pas", "not_going", confirm=QUESTION)
    api("chat.postMessage", channel=CLUB, text="x", blocks=[{"type": "actions", "elements": [no]}])
    ana = window(ANA)
    ana.get_by_role("button", name="Je ne viens pas").click()
    expect(ana.get_by_role("alertdialog", name="Ne plus venir ?")).to_contain_text("3 personnes attendent")
    photograph(ana, "confirm")
    ana.keyboard.press("Escape")
    expect(ana.get_by_role("alertdialog")).to_have_count(0)
    expect(ana.get_by_role("button", name="Je ne viens pas")).to_be_focused()
    assert pressed == []
    with ana.expect_response("**/_/act"):
        ana.get_by_role("button", name="Je ne viens pas").click()
        ana.get_by_role("button", name="Libérer ma place").click()
    assert pressed == ["not_going"]
