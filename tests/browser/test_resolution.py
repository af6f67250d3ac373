"""A resolution on a phone, in a real browser and both languages: from the form to the verified urn."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.cli import main
from sandbox import Sandbox
from sandbox.driver.person import Person
from tests.browser.test_journey import article, says
from tests.sandbox.page_browser import Window, photograph
from tests.stories.club import CHANNEL, Club
from tests.stories.said import CHECK_COUNT, VOTE
from tests.stories.test_motions import EN, FR, QUESTION, WORDS, closes
from tests.stories.test_results import crowd

pytestmark = pytest.mark.browser
PHONE = 360
SAYS = {
    FR: {
        "next": "Suite…",
        "save": "Enregistrer",
        "add": "Ajouter une résolution",
        "opened": "vote ouvert",
        "submit": "Voter",
        "sent": "L’urne arrive par message direct",
        "against": "Contre",
        "abstain": "Abstention",
        "close": "Fermer",
    },
    EN: {
        "next": "Next…",
        "save": "Save",
        "add": "Add a resolution",
        "opened": "is open",
        "submit": "Vote",
        "sent": "The urn arrives by direct message",
        "against": "Against",
        "abstain": "Abstention",
        "close": "Close",
    },
}


@pytest.fixture(name="club")
def club_fixture(database_url: str) -> Iterator[Club]:
    """A club without any past."""
    made = Club(database_url)
    yield made
    made.stop()


@pytest.fixture(name="box")
def box_fixture(club: Club) -> Sandbox:
    """The workspace that the windows look at."""
    return club.box


class Phones:
    """The windows of one language, each on a phone; what is shown never goes beyond its width."""

    def __init__(self, window: Window, club: Club, locale: str) -> None:
        self._window, self._club, self._locale = window, club, locale
        self.words = WORDS[locale] | SAYS[locale]

    def of(self, person: Person, place: str) -> Page:
        return self._window(person.id, place, phone=True)

    def settle(self) -> None:
        """Lets what was asked for be carried out."""
        self._club.settle()

    def shot(self, page: Page, name: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        photograph(page, f"resolution-{self._locale[:2]}-{name}")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def press(where: Locator, label: str) -> None:
    """The last button of that name; after a comma, its name for screen readers says of what."""
    where.get_by_role("button", name=re.compile(f"^{re.escape(label)}(,|$)")).last.click()


def prepares(phones: Phones, page: Page) -> None:
    """By the form, where another that is left empty is none; then the ballot is opened."""
    words = phones.words
    says(page, "/prime scrutin")
    press(page.get_by_role("log"), words["new"])
    dialog(page).get_by_role("radio", name=words["motions"]).check()
    dialog(page).get_by_label(words["title"]).fill("Assemblée 2027")
    phones.shot(page, "1-form")
    press(dialog(page), words["next"])
    dialog(page).get_by_label(words["question"], exact=True).fill(QUESTION)
    dialog(page).get_by_label(words["text"], exact=True).fill("Les comptes sont joints.\nIls sont clos.")
    phones.shot(page, "2-motion")
    press(dialog(page), words["add"])
    expect(dialog(page).get_by_label(f"{words['question']} (2)")).to_be_visible()
    dialog(page).get_by_label(f"{words['question']} (2)").scroll_into_view_if_needed()
    expect(dialog(page).get_by_label(words["question"], exact=True)).to_have_value(QUESTION)
    phones.shot(page, "3-another")
    dialog(page).get_by_label(words["day"]).fill("2027-01-18")
    phones.shot(page, "4-hours")
    press(dialog(page), words["save"])
    expect(dialog(page)).to_have_count(0)
    phones.shot(page, "5-list")
    press(page.get_by_role("log"), words["open"])
    expect(page.get_by_role("log")).to_contain_text(words["opened"])
    phones.settle()


def votes(phones: Phones, person: Person, answer: str, shot: str) -> None:
    page, words = phones.of(person, "dm"), phones.words
    press(page.get_by_role("log"), words["vote"])
    first = dialog(page).get_by_role("radiogroup", name=QUESTION)
    first.get_by_role("radio", name=answer, exact=True).check()
    phones.shot(page, shot)
    press(dialog(page), words["submit"])
    expect(dialog(page)).to_have_count(0)
    phones.settle()


@pytest.mark.parametrize("locale", [FR, EN])
def test_a_resolution_on_a_phone(
    window: Window, club: Club, locale: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    phones = Phones(window, club, locale)
    words = phones.words
    odile = club.joins("Odile Garnier", "Alliance", role="organiser", locale=locale)
    people = [club.joins(f"Lectrice {one}", f"Firme {one}", locale=locale) for one in "ABC"]
    others = crowd(club, 3)
    organiser = phones.of(odile, CHANNEL)
    prepares(phones, organiser)
    for person, answer in zip(people, ("for", "against", "abstain"), strict=True):
        votes(phones, person, words[answer], f"6-vote-{answer}")
    for person in others:
        person.opens_dm()
        person.clicks(VOTE)
        person.fills(f"1. {QUESTION}", "Pour")
        person.submits()
    closes(club)
    reader = phones.of(people[0], CHANNEL)
    card = article(reader, "Résultat : Assemblée 2027")
    expect(card).to_contain_text(WORDS[FR]["result"])
    card.scroll_into_view_if_needed()
    phones.shot(reader, "7-result")
    says(reader, "/prime resultats")
    shows = reader.get_by_role("log").get_by_role(
        "button", name=re.compile(f"^{re.escape(words['show'])}(,|$)")
    )
    expect(shows).to_have_count(1 + (locale == FR))  # the answer's is meant; the card in French has one too
    shows.last.click()
    expect(dialog(reader)).to_contain_text(words["result"])
    phones.shot(reader, "8-figures")
    press(dialog(reader), words["close"])
    press(reader.get_by_role("log"), CHECK_COUNT)  # the channel speaks the club's French
    expect(reader.get_by_role("log")).to_contain_text(words["sent"])
    phones.settle()
    assert main(["ballot", "verify", str(urn_of(phones, people[0], tmp_path))]) == 0
    assert "4 for, 1 against, 1 abstention" in capsys.readouterr().out


def urn_of(phones: Phones, person: Person, folder: Path) -> Path:
    """The urn, as it is downloaded from the direct message."""
    page = phones.of(person, "dm")
    phones.shot(page, "9-urn")
    with page.expect_download() as download:
        page.get_by_role("link", name=".json").click()
    kept = folder / "urn.json"
    download.value.save_as(kept)
    return kept
