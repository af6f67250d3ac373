"""What a newcomer does with the demo, in a real browser: answers, brings somebody, lets a day pass."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.demo.house import CHANNEL
from bot.demo.people import CLAIRE, JAMES, KARIM, ODILE, members
from tests.sandbox.page_browser import Window, composer
from tests.stories.said import EMAIL_FIELD, GOING, NAME_FIELD, NOT_COMING, PROMOTED, SEATED

pytestmark = pytest.mark.browser
ID = {one.name: str(one.slack_id) for one in members()}
BRINGS = "Inès Moulin"
FORUM = "Forum Chaleur fatale"


def says(page: Page, text: str) -> None:
    """Types a line and sends it."""
    composer(page).fill(text)
    composer(page).press("Enter")


def article(page: Page, words: str) -> Locator:
    """The newest message that shows these words."""
    return page.get_by_role("article").filter(has_text=words).last


def seats_of(page: Page) -> int:
    """How many seats the forum's card says are taken."""
    words = article(page, "places prises sur 20").inner_text()
    return int(re.search(r"(\d+)\s+places prises sur 20", words)[1])  # type: ignore[index]


def test_a_command_answers_and_the_other_window_s_card_counts_it(window: Window) -> None:
    claire, odile = window(ID[CLAIRE], CHANNEL), window(ID[ODILE], CHANNEL)
    before = seats_of(odile)
    says(claire, "/prime rsvp forum oui")
    expect(claire.get_by_role("log")).to_contain_text(SEATED)
    expect(claire.get_by_text("Visible par vous seulement").last).to_be_visible()
    expect(odile.get_by_role("log")).to_contain_text(re.compile(rf"{before + 1}\s+places prises sur 20"))
    expect(odile.get_by_role("log")).not_to_contain_text(SEATED)


def test_a_button_answers_in_the_reader_s_language_and_brings_the_calendar_file(window: Window) -> None:
    james = window(ID[JAMES], CHANNEL)
    article(james, FORUM).get_by_role("button", name=GOING).click()
    expect(james.get_by_role("log")).to_contain_text("Your seat is confirmed.")
    james.get_by_role("navigation").get_by_role("button", name="Prime", exact=False).last.click()
    james.get_by_role("tab", name="Messages").click()
    expect(james.get_by_role("log")).to_contain_text("forum-chaleur-fatale.ics")


def test_a_companion_is_named_in_a_modal_that_says_what_is_missing(window: Window) -> None:
    ines = window(ID[BRINGS], CHANNEL)
    says(ines, "/prime rsvp pleniere oui +1")
    dialog = ines.get_by_role("dialog")
    dialog.get_by_label(NAME_FIELD).fill("Zoé")
    dialog.get_by_label(EMAIL_FIELD).fill("zoe.petit@verrerie-ardoin.example")
    dialog.get_by_label("Fonction").fill("Alternante")
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("button", name="Confirmer").click()
    expect(dialog.locator(".fault").first).to_have_text("Indiquez un prénom et un nom.")
    dialog.get_by_label(NAME_FIELD).fill("Zoé Petit")
    dialog.get_by_role("button", name="Confirmer").click()
    expect(dialog).to_contain_text("Quelques précisions")  # the event's questions, which may wait
    dialog.get_by_role("button", name="Plus tard").click()
    expect(ines.get_by_role("dialog")).to_have_count(0)
    expect(ines.get_by_role("log")).to_contain_text("Vous participez à distance, avec 1 personne")


def test_a_seat_given_back_goes_to_the_first_in_line_at_once(window: Window) -> None:
    holder, first = window(ID["Hugo Peyron"], CHANNEL), window(ID["Arnaud Wagner"], "dm")
    says(holder, "/prime rsvp fonderie non")
    expect(holder.get_by_role("dialog")).to_contain_text("3 demandes attendent votre place.")
    holder.get_by_role("button", name="Libérer ma place").click()
    expect(holder.get_by_role("log")).to_contain_text(NOT_COMING)
    expect(first.get_by_role("log")).to_contain_text(PROMOTED)


def test_a_day_passes_and_the_reminder_arrives_with_working_buttons(window: Window) -> None:
    karim, odile = window(ID[KARIM], "dm"), window(ID[ODILE], CHANNEL)
    asked = karim.get_by_role("article").filter(has_text=f"{FORUM} : viendrez-vous")
    before = asked.count()
    odile.get_by_role("button", name="Avancer l’heure : +1 jour").click()
    expect(asked).to_have_count(before + 1)
    asked.last.get_by_role("button", name=GOING).click()
    expect(asked).to_have_count(0)
    expect(karim.get_by_role("log")).to_contain_text("Vous venez")


def test_the_first_minute_writes_ticks_and_leads_on_to_the_next_person(window: Window) -> None:
    page = window(ID[CLAIRE], CHANNEL)
    guide = page.get_by_role("complementary", name="Première minute")
    guide.get_by_role("button", name="Lire").click()
    guide.get_by_role("button", name="Écrire /prime resultats").click()
    expect(composer(page)).to_have_value("/prime resultats")
    composer(page).press("Enter")
    expect(guide.get_by_role("button", name="Lire, fait")).to_be_visible()
    guide.get_by_role("button", name="Organiser").click()
    guide.get_by_role("button", name="Y aller : Organiser").click()
    expect(page.locator("#people")).to_have_value(ODILE)
    expect(guide.get_by_role("button", name="Lire, fait")).to_be_visible()


@pytest.mark.parametrize(
    ("who", "where", "becomes", "title"),
    [
        ("karim", "club-prime", KARIM, "club-prime"),
        ("Odile-Garnier", "entraide-energie", ODILE, "entraide-energie"),
        ("odile", "home", ODILE, "Prime"),
        ("nobody-of-that-name", "nowhere", CLAIRE, "club-prime"),
    ],
)
def test_a_link_opens_a_person_and_a_place_by_their_names(
    window: Window, who: str, where: str, becomes: str, title: str
) -> None:
    page = window(who, where)
    expect(page.locator("#people")).to_have_value(becomes)
    expect(page.locator(".main-head")).to_contain_text(title)


@pytest.mark.parametrize("phone", [False, True])
def test_the_first_minute_is_one_row_and_hides_nothing_it_speaks_of(window: Window, *, phone: bool) -> None:
    page = window(ID[CLAIRE], CHANNEL, phone=phone)
    guide = page.get_by_role("complementary", name="Première minute")
    box = guide.bounding_box()
    assert box is not None
    assert box["height"] < (50 if phone else (page.viewport_size or {})["height"] / 6)
    place = page.locator(".main-head").bounding_box()
    log = page.get_by_role("log").bounding_box()
    assert place is not None
    assert log is not None
    assert place["y"] + place["height"] <= box["y"] + 1
    assert box["y"] + box["height"] <= log["y"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= (page.viewport_size or {})["width"]


CUT = "element => element.scrollWidth > element.clientWidth + 1"


def test_on_a_phone_nothing_in_the_row_is_cut_and_the_title_opens_what_to_do(window: Window) -> None:
    page = window(ID[CLAIRE], CHANNEL, phone=True)
    guide = page.get_by_role("complementary", name="Première minute")
    steps = guide.locator(".guide-step").all()
    assert len(steps) == 6
    for step in steps:
        step.click()
        title = guide.locator(".guide-title")
        shown = [title.locator("span"), *guide.get_by_role("button").all()]
        assert [one.inner_text() for one in shown if one.evaluate(CUT)] == []
        assert (guide.bounding_box() or {})["height"] < 50
    words = guide.locator(".guide-now p")
    expect(words).to_be_hidden()
    guide.locator(".guide-title").click()
    expect(words).to_contain_text("Une place tardive et une adhésion attendent votre décision.")
    assert not words.evaluate("element => element.scrollHeight > element.clientHeight + 1")
    below, log = guide.bounding_box(), page.get_by_role("log").bounding_box()
    assert below is not None
    assert log is not None
    assert below["y"] + below["height"] <= log["y"] + 1
    guide.locator(".guide-title").click()
    expect(words).to_be_hidden()
