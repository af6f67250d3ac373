"""The page in a real browser, over a real box and a real Bolt app: what people do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect
from slack_bolt import App

from sandbox import Sandbox
from tests.sandbox.conftest import Api, modal, plain, section
from tests.sandbox.page_browser import (  # noqa: F401
    Window,
    composer,
    parrot_fixture,
    photograph,
    tabs_fixture,
    window_fixture,
)
from tests.sandbox.page_gallery import MENU, option

pytestmark = pytest.mark.browser
ANA, LUC, CLUB = "U1ANA", "U2LUC", "C1CLUB"
Json = dict[str, Any]


def test_a_command_is_completed_from_the_manifest_by_keyboard_and_answered_to_its_author_alone(
    parrot: App, window: Window
) -> None:
    ana, luc = window(ANA), window(LUC)
    composer(ana).press_sequentially("/e")
    expect(ana.get_by_role("option")).to_have_text(re.compile("/echo.*words.*Says it"))
    ana.keyboard.press("Tab")
    expect(composer(ana)).to_have_value("/echo ")
    expect(ana.locator(".usage")).to_have_text("/echo words")
    ana.keyboard.type("à tous")
    ana.keyboard.press("Enter")
    expect(ana.get_by_role("log")).to_contain_text("Vous avez dit : à tous")
    expect(ana.get_by_text("Visible par vous seulement")).to_be_visible()
    expect(composer(ana)).to_have_value("")
    photograph(ana, "command")
    expect(luc.get_by_role("log")).not_to_contain_text("Vous avez dit")


def test_the_first_of_a_month_is_an_ordinal_in_french(parrot: App, window: Window) -> None:
    first, second = (
        window(ANA).evaluate(f"import('/static/dates.js').then((dates) => dates.dayOf({at}, 'Europe/Paris'))")
        for at in (1796115600, 1796202000)  # 1 and 2 December 2026, 10:00
    )
    assert (first, second) == ("mardi 1er décembre", "mercredi 2 décembre")


def test_the_arrows_choose_among_commands_and_escape_puts_the_list_away(parrot: App, window: Window) -> None:
    ana = window(ANA)
    composer(ana).press_sequentially("/")
    expect(ana.get_by_role("option")).to_have_count(2)
    ana.keyboard.press("ArrowDown")
    expect(ana.locator("#commands-o1")).to_have_class(re.compile("active"))
    ana.keyboard.press("Escape")
    expect(ana.get_by_role("option")).to_have_count(0)
    expect(composer(ana)).to_be_focused()


def test_an_unknown_command_is_told_by_slack_and_the_notice_can_be_put_away(
    parrot: App, window: Window
) -> None:
    ana = window(ANA)
    composer(ana).fill("/unknown")
    composer(ana).press("Enter")
    expect(ana.locator("#toasts")).to_contain_text("/unknown is not a valid command")
    ana.get_by_role("button", name="Masquer").click()
    expect(ana.locator(".toast")).to_have_count(0)


def test_two_windows_are_two_people_who_see_each_other_at_once(
    box: Sandbox, parrot: App, window: Window
) -> None:
    box.add_channel("C2NEWS", name="annonces", members=[ANA, LUC])
    ana, luc = window(ANA), window(LUC, "C2NEWS")
    composer(ana).fill("Bonjour *Luc*")
    composer(ana).press("Enter")
    row = luc.get_by_role("button", name="club 1")
    expect(row).to_be_visible()
    expect(luc).to_have_title(re.compile(r"^\(1\)"))
    row.click()
    message = luc.get_by_role("article", name="Ana Berger")
    expect(message.locator("strong")).to_have_text("Luc")
    expect(luc).to_have_title(re.compile(r"^[^(]"))


def test_switching_person_searches_by_name_and_goes_into_the_address(parrot: App, window: Window) -> None:
    page = window(ANA)
    page.get_by_role("combobox", name="Changer de personne").click()
    page.keyboard.type("roy")
    expect(page.get_by_role("option")).to_contain_text("Luc Roy")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#people")).to_have_value("Luc Roy")
    assert page.url.split("#")[1].startswith(LUC)


def test_the_address_may_name_the_person_by_as(box: Sandbox, parrot: App, window: Window) -> None:
    page = window(ANA)
    page.goto(f"{box.page_url}?as={LUC}")
    expect(page.locator("#people")).to_have_value("Luc Roy")


def test_the_clock_moves_a_week_for_every_window(box: Sandbox, parrot: App, window: Window) -> None:
    ana, luc = window(ANA), window(LUC)
    before = box.clock.now()
    ana.get_by_role("button", name="Avancer l’heure : +1 semaine").click()
    expect(ana.locator(".clock-time")).to_contain_text("11 janv. 2027")
    expect(luc.locator(".clock-time")).to_contain_text("11 janv. 2027")
    assert box.clock.now() - before == timedelta(days=7)


def test_an_overflow_menu_is_walked_by_keyboard(bolt: App, api: Api, window: Window) -> None:
    @bolt.action("menu")
    def taken(ack: Callable[..., None], action: Json, respond: Callable[..., Any]) -> None:
        ack()
        respond(text=f"Choisi : {action['selected_option']['value']}", replace_original=False)

    api("chat.postMessage", channel=CLUB, text="x", blocks=[{"type": "actions", "elements": [MENU]}])
    ana = window(ANA)
    ana.get_by_role("button", name="Autres actions", exact=True).press("Enter")
    expect(ana.get_by_role("menuitem", name="Programme et accès")).to_be_focused()
    ana.keyboard.press("ArrowDown")
    expect(ana.get_by_role("menuitem", name="Qui vient ?")).to_be_focused()
    ana.keyboard.press("Enter")
    expect(ana.get_by_role("log")).to_contain_text("Choisi : who")


def test_shortcuts_stand_in_the_composer_s_menu_and_in_a_message_s(
    bolt: App, api: Api, window: Window
) -> None:
    @bolt.shortcut("ask")
    def ask(ack: Callable[..., None], shortcut: Json, client: Any) -> None:
        client.views_open(trigger_id=shortcut["trigger_id"], view=modal(section("Demandez"), submit=None))
        ack()

    @bolt.shortcut("quote")
    def quote(ack: Callable[..., None], shortcut: Json, client: Any) -> None:
        client.views_open(
            trigger_id=shortcut["trigger_id"], view=modal(section(shortcut["message"]["text"]), submit=None)
        )
        ack()

    api("chat.postMessage", channel=CLUB, text="Une idée")
    ana = window(ANA)
    ana.get_by_role("button", name="Raccourcis").click()
    ana.get_by_role("menuitem", name="Ask the parrot").click()
    expect(ana.get_by_role("dialog")).to_contain_text("Demandez")
    ana.get_by_role("button", name="Fermer").click()
    ana.get_by_role("button", name="Autres actions sur ce message").click()
    ana.get_by_role("menuitem", name="Quote this").click()
    expect(ana.get_by_role("dialog")).to_contain_text("Une idée")


def test_the_app_s_home_and_messages_are_tabs(bolt: App, box: Sandbox, window: Window) -> None:
    @bolt.event("app_home_opened")
    def opened(event: Json, client: Any) -> None:
        if event["tab"] == "home":
            client.views_publish(
                user_id=event["user"], view={"type": "home", "blocks": [section("Bonjour Ana")]}
            )

    ana = window(ANA)
    ana.get_by_role("navigation").get_by_role("button", name="Parrot").click()
    expect(ana.get_by_role("tab", name="Accueil")).to_have_attribute("aria-selected", "true")
    expect(ana.get_by_role("tabpanel")).to_contain_text("Bonjour Ana")
    photograph(ana, "home")
    ana.get_by_role("tab", name="Messages").click()
    expect(composer(ana)).to_be_visible()


def test_the_guide_leads_to_the_right_person_and_place_and_stays_dismissed(
    parrot: App, box: Sandbox, window: Window
) -> None:
    box.guide = [{"title": "Essayez", "text": "Tapez `/echo`.", "as": LUC, "where": CLUB}]
    page = window(ANA)
    page.get_by_role("button", name="Y aller : Essayez").click()
    expect(page.locator("#people")).to_have_value("Luc Roy")
    expect(page.locator(".guide")).to_contain_text("Tapez /echo.")
    page.locator(".guide").get_by_role("button", name="Masquer").click()
    expect(page.locator(".guide")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Première minute")).to_be_visible()
    expect(page.locator(".guide")).to_have_count(0)


def test_an_external_select_asks_the_app_as_one_types(bolt: App, api: Api, window: Window) -> None:
    @bolt.options("find")
    def find(ack: Callable[..., None], payload: Json) -> None:
        ack(options=[option(f"{payload['value']} {n}", str(n)) for n in (1, 2)])

    @bolt.action("find")
    def found(ack: Callable[..., None], action: Json, respond: Callable[..., Any]) -> None:
        ack()
        respond(text=f"Trouvé : {action['selected_option']['value']}", replace_original=False)

    select = {
        "type": "external_select",
        "action_id": "find",
        "placeholder": plain("Un sujet"),
        "min_query_length": 2,
    }
    api("chat.postMessage", channel=CLUB, text="x", blocks=[section("Sujet", accessory=select)])
    ana = window(ANA)
    field = ana.get_by_role("combobox", name="Un sujet")
    field.press_sequentially("c")
    expect(ana.get_by_role("listbox")).to_contain_text("Tapez 2 caractères au moins.")
    field.press_sequentially("h")
    expect(ana.get_by_role("option")).to_have_text(["ch 1", "ch 2"])
    ana.keyboard.press("ArrowDown")
    ana.keyboard.press("Enter")
    expect(ana.get_by_role("log")).to_contain_text("Trouvé : 2")


def test_a_picture_is_shown_with_its_words_on_a_phone_too(bolt: App, window: Window) -> None:
    out = BytesIO()
    Image.new("RGB", (720, 500), "#0b5394").save(out, "PNG")
    bolt.client.files_upload_v2(
        channel=CLUB, filename="a.png", content=out.getvalue(), alt_txt="Vapeur : 5 voix"
    )
    for phone in (False, True):
        picture = window(ANA, phone=phone).get_by_role("img", name="Vapeur : 5 voix")
        expect(picture).to_be_visible()
        assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") == 720
        assert 100 < picture.evaluate("img => img.clientWidth") <= 480
