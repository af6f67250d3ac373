"""Every kind of block on the page, in a real browser: what is read, filled, and safe to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import App

from sandbox import Sandbox, SettableClock
from tests.sandbox.conftest import Api, button, modal, section
from tests.sandbox.page_browser import Window, photograph, tabs_fixture, window_fixture  # noqa: F401
from tests.sandbox.page_gallery import FORM, MESSAGE, option, picture

pytestmark = pytest.mark.browser
ANA, CLUB = "U1ANA", "C1CLUB"
Json = dict[str, Any]


@pytest.fixture
def form(bolt: App, api: Api) -> list[Json]:
    """A message whose button opens a modal with every input; gives the states that were submitted."""
    submitted: list[Json] = []

    @bolt.action("open")
    def open_form(ack: Callable[..., None], body: Json, client: Any) -> None:
        view = {**modal(*FORM, title="Je viens avec…", submit="Confirmer"), "callback_id": "form"}
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @bolt.options("value")
    def topics(ack: Callable[..., None], payload: Json) -> None:
        ack(options=[option(f"{payload['value']} {n}", str(n)) for n in (1, 2)])

    @bolt.view("form")
    def on_submit(ack: Callable[..., None], view: Json) -> None:
        submitted.append({block: entry["value"] for block, entry in view["state"]["values"].items()})
        ack()

    opener = {"type": "actions", "elements": [button("Venir…", "open")]}
    assert api("chat.postMessage", channel=CLUB, text="x", blocks=[opener])["ok"]
    return submitted


def overflow(page: Page) -> int:
    """How far the page is wider than its window, in pixels."""
    wide: int = page.evaluate(
        "Math.max(document.documentElement.scrollWidth,"
        " document.querySelector('.messages')?.scrollWidth ?? 0) - window.innerWidth"
    )
    return wide


def nameless(page: Page) -> list[str]:
    """The controls which a screen reader could not name."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('button, input, textarea, [role=group], [role=radiogroup]')]
        .filter(one => !(one.ariaLabel || one.textContent.trim() || one.labels?.length
          || document.getElementById(one.getAttribute('aria-labelledby'))))
        .map(one => one.outerHTML.slice(0, 120))"""
    )
    return found


def test_every_block_of_a_message_is_shown(box: Sandbox, bolt: App, api: Api, window: Window) -> None:
    image = picture(f"{box.page_url}static/icon.svg")
    posted = api("chat.postMessage", channel=CLUB, text="Forum", blocks=[*MESSAGE, image])
    assert posted["ok"], posted
    ana = window(ANA)
    log = ana.get_by_role("log")
    expect(log.get_by_role("heading", name="Forum Chaleur fatale")).to_be_visible()
    expect(log.locator("strong").first).to_have_text("jeudi 14 janvier")
    expect(log.locator("em").first).to_have_text("vitré")
    expect(log.locator("s")).to_have_text("reporté")
    expect(log.locator("code").first).to_have_text("code")
    expect(log.get_by_role("link", name="le programme")).to_have_attribute(
        "href", "https://example.org/a_b_c"
    )
    for words in (
        "@Luc Roy",
        "#club",
        "le jeudi 14 janvier 2027",
        "<b>&amp;",
        "14 places prises sur 20",
        "*littéral*",
    ):
        expect(log).to_contain_text(words)
    expect(log.locator("blockquote")).to_have_text(["cité", "Une citation"])
    expect(log.locator("ul li")).to_have_text(["Premier", "Second"])
    expect(log.locator("ol li")).to_have_text(["Numéroté"])
    expect(log.locator("pre")).to_have_text("a < b")
    expect(log.locator(".b-fields .b-text")).to_have_text(["Quand\n9 h 30", "Où\nLyon"])
    expect(log.get_by_label("Jour")).to_have_value("2027-01-14")
    expect(log.get_by_label("Heure")).to_have_value("09:30")
    expect(log.get_by_label("Visite")).to_be_checked()
    expect(log.get_by_label("15 min")).not_to_be_checked()
    expect(log.get_by_role("img", name="12 pour, 3 contre")).to_be_attached()
    assert nameless(ana) == []
    photograph(ana, "message")


def test_every_input_of_a_modal_is_filled_and_arrives_as_slack_sends_it(
    form: list[Json], window: Window
) -> None:
    ana = window(ANA)
    ana.get_by_role("button", name="Venir…").click()
    dialog = ana.get_by_role("dialog", name="Je viens avec…")
    texts = {"Prénom et nom": "Luc Roy", "Un mot": "a\nb", "Places": "2", "Adresse": "l@example.org"}
    dates = {"Jour": "2027-01-14", "Heure": "09:30", "Moment": "2027-07-14T09:30"}
    for label, value in {**texts, **dates}.items():
        dialog.get_by_label(label, exact=True).fill(value)
    dialog.get_by_label("Entreprise").press_sequentially("eol")
    ana.keyboard.press("Enter")
    dialog.get_by_label("Préférés").press_sequentially("ch")
    ana.get_by_role("option", name="ch 2").click()
    ana.keyboard.press("Escape")
    dialog.get_by_label("Avec").press_sequentially("luc")
    ana.get_by_role("option", name="Luc Roy").click()
    dialog.get_by_label("Seul").check()
    dialog.get_by_label("Je m’y engage").check()
    assert nameless(ana) == []
    photograph(ana, "form")
    dialog.get_by_role("button", name="Confirmer").click()
    expect(dialog).to_have_count(0)
    (state,) = form
    assert {block: _plain(entry) for block, entry in state.items()} == {
        "name": "Luc Roy", "word": "a\nb", "seats": "2", "mail": "l@example.org", "link": None,
        "day": "2027-01-14", "hour": "09:30", "moment": 1815550200, "firm": "e", "best": ["2"],
        "with": "U2LUC", "wait": "s", "vow": ["yes"],
    }  # fmt: skip


def _plain(entry: Json) -> Any:
    """What was given, without the wrapping."""
    value = next(value for key, value in entry.items() if key != "type")
    if isinstance(value, list):
        return [one["value"] for one in value]
    return value["value"] if isinstance(value, dict) else value


def test_what_is_missing_is_said_at_the_fields(form: list[Json], window: Window) -> None:
    ana = window(ANA)
    ana.get_by_role("button", name="Venir…").click()
    ana.get_by_role("button", name="Confirmer").click()
    expect(ana.get_by_label("Prénom et nom")).to_have_attribute("aria-invalid", "true")
    expect(ana.get_by_label("Prénom et nom")).to_be_focused()
    expect(ana.get_by_label("Un mot")).not_to_have_attribute("aria-invalid", "true")
    assert form == []


@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_shows_everything_without_scrolling_sideways(
    form: list[Json], clock: SettableClock, api: Api, window: Window, dark: bool
) -> None:
    for content in ({"blocks": MESSAGE}, {"text": "x" * 200}):
        clock.advance(timedelta(seconds=2))
        assert api("chat.postMessage", channel=CLUB, **content)["ok"]
    ana = window(ANA, phone=True, dark=dark)
    assert overflow(ana) <= 0
    assert (ana.locator("#main").bounding_box() or {}).get("y") == 48
    photograph(ana, f"phone-{dark}")
    ana.get_by_role("button", name="Ouvrir la navigation").click()
    ana.get_by_role("button", name="club").click()
    expect(ana.get_by_role("button", name="Ouvrir la navigation")).to_have_attribute("aria-expanded", "false")
    ana.get_by_role("button", name="Venir…").click()
    expect(ana.get_by_role("dialog")).to_be_visible()
    assert overflow(ana) <= 0
    photograph(ana, f"phone-form-{dark}")
    ana.get_by_role("button", name="Fermer").click()
    ana.get_by_role("button", name="Heure de l’espace").click()
    expect(ana.get_by_role("menuitem")).to_have_text(["+1 h", "+1 jour", "+1 semaine"])


def test_markup_in_an_app_s_words_is_shown_as_typed(bolt: App, api: Api, window: Window) -> None:
    odd = "<img src=x onerror=document.title='pris'> <script>1</script> <javascript:alert(1)|ici>"
    escaped = odd.replace("<img", "&lt;img").replace("<script>", "&lt;script&gt;")
    assert api("chat.postMessage", channel=CLUB, text=escaped)["ok"]
    ana = window(ANA)
    log = ana.get_by_role("log")
    expect(log).to_contain_text("<img src=x onerror=")
    expect(log.locator("img, script, a")).to_have_count(0)
    assert "pris" not in ana.title()


def test_a_file_is_offered_for_download(bolt: App, box: Sandbox, window: Window) -> None:
    dm = box.workspace.dm_with(ANA).id
    bolt.client.files_upload_v2(
        channel=dm, content="BEGIN:VCALENDAR", filename="forum.ics", title="forum.ics"
    )
    ana = window(ANA, dm)
    with ana.expect_download() as download:
        ana.get_by_role("link", name="Télécharger forum.ics").click()
    assert download.value.suggested_filename == "forum.ics"
    assert download.value.path().read_text("utf-8") == "BEGIN:VCALENDAR"


def test_an_edited_message_says_so_and_a_section_s_button_answers(
    bolt: App, api: Api, window: Window
) -> None:
    @bolt.action("see")
    def see(ack: Callable[..., None], body: Json, client: Any) -> None:
        client.chat_update(channel=CLUB, ts=body["message"]["ts"], text="Vu par Ana", blocks=[])
        ack()

    api(
        "chat.postMessage",
        channel=CLUB,
        text="x",
        blocks=[section("Une carte", accessory=button("Voir…", "see"))],
    )
    ana = window(ANA)
    ana.get_by_role("button", name="Voir…").click()
    expect(ana.get_by_role("log")).to_contain_text("Vu par Ana")
    expect(ana.get_by_text("(modifié)")).to_be_visible()
