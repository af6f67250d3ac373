"""README's pictures: five moments of the demo, light and dark, as Chromium shows them.

`PRIME_PICTURE=1 make test PYTEST_ARGS="-k picture"` takes them anew, where there is a font of emoji.
Without one each is an empty box; on Debian: `apt-get install fonts-noto-color-emoji fontconfig`.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from bot.demo.house import CHANNEL, House
from bot.demo.people import CLAIRE, ODILE
from tests.browser.test_journey import FORUM, ID, article, says
from tests.sandbox.page_browser import Window, composer
from tests.stories.said import SEATED

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not os.environ.get("PRIME_PICTURE"), reason="set PRIME_PICTURE=1 to take README's pictures"
    ),
]
FOLDER = Path(__file__).parents[2] / "docs" / "moments"
EMOJI = "✅"
LIGHTS: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module", autouse=True)
def emoji() -> None:
    """Fails, and says what to install, rather than take pictures with boxes in them."""
    asked = [shutil.which("fc-list") or "", f":charset={ord(EMOJI):x}:color=true", "family"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout if asked[0] else ""
    assert found.strip(), "no font of emoji: apt-get install fonts-noto-color-emoji fontconfig"


def answers(page: Page) -> None:
    """A member answers, and has her seat."""
    says(page, "/prime rsvp forum oui")
    expect(page.get_by_role("log")).to_contain_text(SEATED)
    expect(article(page, FORUM).get_by_role("button", name="Modifier ma réponse")).to_be_visible()


def votes(page: Page) -> None:
    """A ballot, filled in."""
    says(page, "/prime voter")
    page.get_by_role("button", name="Voter").last.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def reads(page: Page) -> None:
    """What the club chose, with the scores."""
    says(page, "/prime resultats")
    expect(page.get_by_role("article").last).to_contain_text("Choix des études d’automne")


def finds(page: Page) -> None:
    """Who knows what."""
    says(page, "/prime annuaire chaleur fatale")
    expect(page.get_by_role("article").last).to_contain_text("membres pour « chaleur fatale")


def decides(page: Page) -> None:
    """An organiser has what waits for her."""
    says(page, "/prime demandes")
    expect(page.get_by_role("log").get_by_role("button", name="Accepter").last).to_be_visible()


MOMENTS: Mapping[str, tuple[str, Callable[[Page], None]]] = {
    "answer": (CLAIRE, answers),
    "vote": (CLAIRE, votes),
    "result": (CLAIRE, reads),
    "find": (CLAIRE, finds),
    "decide": (ODILE, decides),
}
"""By the picture's name: as whom, and what is done. In the order in which README shows them."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_moment_s_picture(window: Window, house: House, moment: str) -> None:
    """The same state of things in both lights."""
    who, acts = MOMENTS[moment]
    own = house.box.workspace.dm_with(ID[who]).id
    page = window(ID[who], CHANNEL if moment == "answer" else own)
    page.set_viewport_size({"width": 1100, "height": 680})
    page.locator(".guide").get_by_role("button", name="Masquer").click()
    acts(page)
    if moment != "vote":
        composer(page).blur()
    page.mouse.move(0, 0)
    FOLDER.mkdir(exist_ok=True)
    for light in LIGHTS:
        page.emulate_media(color_scheme=light)
        page.screenshot(path=FOLDER / f"{moment}-{light}.png", animations="disabled")
    if moment == "vote":
        page.get_by_role("dialog").get_by_role("button", name="Retour").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
