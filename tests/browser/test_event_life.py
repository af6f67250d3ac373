"""The life of an event as two people have it on a phone, part by part: no screen is wider than the phone.

Each part is lived by the driver of the stories; a window of 360 points looks at what each of the two has
before them, at every step.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from sandbox import Sandbox
from sandbox.driver.person import Person
from storage.presence import get_code
from tests.sandbox.page_browser import Window, photograph
from tests.stories.club import CHANNEL, FIRST, Club, paris
from tests.stories.gates import FILL, QUESTIONS, SITE, Gate
from tests.stories.half_days import School
from tests.stories.minutes import CORRECT, DEPOSIT, READ, Held
from tests.stories.said import EDIT, GOING, SHOW_ANSWERS, START_DAY
from tests.stories.searches import FRIDAY, THURSDAY, TITLE, searches
from tests.stories.series import CHOOSE, REPEAT, repeats
from tests.stories.test_all_day import END_DAY, whole
from tests.stories.test_feedback import ANSWER as SAY
from tests.stories.test_feedback import USEFUL, After
from tests.stories.test_groups import CARD, JOIN, KEEP, SEE, Chosen
from tests.stories.test_organising import organiser, publishes
from tests.stories.test_outside import TITLE as FAIR
from tests.stories.test_outside import Fair
from tests.stories.test_presence import HERE
from tests.stories.test_questions import Asking
from tests.stories.test_tasks import ADD
from tests.stories.test_two_ways import LINK

pytestmark = pytest.mark.browser
PHONE = 360


@pytest.fixture(name="club")
def club_fixture(sqlite_url: str) -> Iterator[Club]:
    """A club that members reach over the web too."""
    made = Club(sqlite_url, {"prime_public_url": "https://prime.club.example"})
    yield made
    made.stop()


@pytest.fixture(name="box")
def box_fixture(club: Club) -> Sandbox:
    """The workspace that the windows look at."""
    return club.box


class Phones:
    """A phone for each person; what they have before them fits its width."""

    def __init__(self, window: Window, part: str) -> None:
        self._window, self._part, self._shots = window, part, 0
        self._pages: dict[tuple[str, str], Page] = {}

    def page(self, person: Person, place: str = "dm") -> Page:
        """What somebody has before them there, once it was shown."""
        return self._pages[person.id, place]

    def shows(self, person: Person, words: str, place: str = "dm") -> None:
        """These words, in the window that is open, or else in that conversation."""
        key = (person.id, place)
        page = self._pages.get(key) or self._window(person.id, place, phone=True)
        self._pages[key] = page
        where = page.get_by_role("dialog") if person.modal else page.locator("#main")
        expect(where.first).to_contain_text(words)
        self._shots += 1
        photograph(page, f"event-{self._part}-{self._shots:02}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        wide = "[...document.querySelectorAll('dialog, [role=dialog], article, #main')]"
        fits = f"{wide}.filter((one) => one.getBoundingClientRect().right > {PHONE + 1}).length"
        assert page.evaluate(fits) == 0


def finds_a_date(phones: Phones, club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    odile.types("/prime date")
    odile.clicks("Chercher une date…")
    phones.shows(odile, "Créneaux", CHANNEL)
    odile.closes()
    searches(odile)
    club.settle()
    phones.shows(ana, f"{TITLE} : quand pourriez-vous ?".replace(" : ", "\u00a0: "))
    ana.opens_dm()
    ana.clicks("Répondre…")
    phones.shows(ana, "Vos disponibilités")
    ana.fills({THURSDAY: "Oui", FRIDAY: "Si besoin"})
    ana.submits()
    odile.types("/prime date")
    odile.clicks("Voir les créneaux")
    phones.shows(odile, "Retenir cette date")


def comes_either_way(phones: Phones, club: Club) -> None:
    asking = Asking(club)
    club.says_to_database(f"UPDATE event SET video_url = '{LINK}', capacity = 1")
    asking.asks("Repas", required=True)
    asking.luc.types("/prime rsvp forum oui sur place")
    asking.luc.closes()
    asking.ana.opens(CHANNEL)
    phones.shows(asking.ana, "Je participe à distance", CHANNEL)
    asking.ana.clicks("Je participe à distance")
    phones.shows(asking.ana, "Quelques précisions", CHANNEL)
    asking.ana.closes()
    asking.odile.types("/prime activite")
    phones.shows(asking.odile, "1 à distance")
    asking.odile.clicks(QUESTIONS)
    phones.shows(asking.odile, "Restez-vous au repas", CHANNEL)


def passes_the_gate(phones: Phones, club: Club) -> None:
    gate = Gate(club)
    gate.odile.types("/prime activite")
    gate.odile.clicks(QUESTIONS)
    gate.odile.clicks(SITE)
    phones.shows(gate.odile, "Colonnes", CHANNEL)
    gate.odile.closes(clear=True)
    gate.asked()
    gate.ana.opens_dm()
    phones.shows(gate.ana, "Pour entrer sur le site")
    gate.ana.clicks(FILL)
    phones.shows(gate.ana, "Demandé par Forges du Nord")
    gate.ana.closes()
    gate.says(gate.ana)
    gate.club.at(paris(2027, 1, 25, 9, 1))
    phones.shows(gate.helene, "2027-01-28-visiteurs-v1.xlsx")


def comes_again(phones: Phones, club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    publishes(club, odile)
    club.settle()
    odile.types("/prime activite")
    odile.clicks(REPEAT)
    phones.shows(odile, "Nombre de dates", CHANNEL)
    odile.closes()
    repeats(odile)
    club.later(minutes=1)
    ana.opens(CHANNEL)
    phones.shows(ana, "12 dates", CHANNEL)
    ana.clicks(CHOOSE)
    phones.shows(ana, "jeu. 25 mars", CHANNEL)
    ana.closes()
    odile.types("/prime activite")
    odile.clicks(EDIT, within="Date 1 sur 12")
    phones.shows(odile, "Pour quelles dates", CHANNEL)


def lasts_days(phones: Phones, club: Club) -> None:
    school = School(club)
    whole(club, school.odile, **{START_DAY: date(2027, 2, 1), END_DAY: date(2027, 2, 3)})
    school.ana.opens(CHANNEL)
    phones.shows(school.ana, "du lundi 1er au mercredi 3 février 2027", CHANNEL)
    school.ana.clicks(GOING, within="École du froid")
    phones.shows(school.ana, "ven. 29 janv., matin", CHANNEL)
    school.ana.submits()
    school.odile.types("/prime activite ecole")
    phones.shows(school.odile, "Date 4 sur 4")


def is_in_the_calendar(phones: Phones, club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans()
    for one in (ana, luc):
        one.types("/prime calendrier")
        phones.shows(one, "Créer mon adresse", CHANNEL)
        one.clicks("Créer mon adresse")
        phones.shows(one, "https://prime.club.example/calendar/", CHANNEL)


def has_its_day(phones: Phones, club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    publishes(club, odile)
    ana.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 28, 7, 30))
    with club.prime.services.db.read() as session:
        phones.shows(odile, get_code(session, FIRST))
    club.at(paris(2027, 1, 28, 9))
    phones.shows(ana, HERE)
    ana.opens_dm()
    ana.clicks(HERE)
    club.later(minutes=1)
    phones.shows(ana, "Votre présence est notée")
    odile.types("/prime activite")
    odile.clicks(SHOW_ANSWERS)
    phones.shows(odile, "Ana Berger", CHANNEL)


def is_written_down(phones: Phones, club: Club) -> None:
    held = Held(club)
    held.odile.types("/prime compte-rendu")
    held.odile.clicks(DEPOSIT, within="Sans compte rendu")
    phones.shows(held.odile, "Pour qui", CHANNEL)
    held.odile.closes()
    held.deposits("Un texte assez long.\n\n" * 20)
    phones.shows(held.ana, "Compte rendu")
    held.ana.opens_dm()
    held.ana.clicks(READ)
    phones.shows(held.ana, "Un texte assez long")
    held.ana.closes()
    held.ana.clicks(CORRECT)
    phones.shows(held.ana, "Le passage")
    held.ana.closes()
    held.odile.types("/prime compte-rendu")
    held.odile.clicks(READ)
    held.odile.clicks(ADD)
    phones.shows(held.odile, "Pour quand", CHANNEL)


def is_written_down_as_a_file(phones: Phones, club: Club) -> None:
    club.box.grant("files:read")
    held = Held(club)
    club.later(seconds=5)
    held.odile.types("/prime compte-rendu")
    held.odile.clicks(DEPOSIT, within="Sans compte rendu")
    phones.shows(held.odile, "Fichier", CHANNEL)
    page = phones.page(held.odile, CHANNEL)
    given = {"name": "compte rendu signé.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 signed"}
    page.get_by_role("dialog").get_by_label("Fichier").set_input_files(given)
    phones.shows(held.odile, "compte rendu signé.pdf", CHANNEL)
    page.get_by_role("button", name="Retirer compte rendu signé.pdf").click()
    expect(page.locator(".chosen-file")).to_have_count(0)
    page.get_by_role("dialog").get_by_label("Fichier").set_input_files(given)
    expect(page.locator(".chosen-file")).to_have_count(1)
    page.get_by_role("button", name="Déposer", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    club.settle()
    club.at(paris(2027, 1, 29, 9, 5))
    phones.shows(held.ana, "📎 compte rendu signé.pdf")
    held.ana.opens_dm()
    held.ana.clicks("Recevoir le fichier")
    club.later(seconds=5)
    assert ("compte rendu signé.pdf", b"%PDF-1.7 signed") in held.ana.files()
    phones.shows(held.ana, "Le fichier arrive par message direct.")


def is_judged(phones: Phones, club: Club) -> None:
    after = After(club)
    for one in after.people[:2]:
        one.opens_dm()
        phones.shows(one, "deux questions, sans nom")
        one.clicks(SAY)
        phones.shows(one, USEFUL.replace(" ?", "\u00a0?"))
        one.closes()
    club.later(days=1)


def becomes_work(phones: Phones, club: Club) -> None:
    chosen = Chosen(club)
    chosen.opens()
    phones.shows(chosen.luc, "Groupe de travail", CHANNEL)
    chosen.luc.opens(CHANNEL)
    chosen.luc.clicks(JOIN, within=CARD)
    if chosen.luc.modal is None:
        chosen.luc.clicks(JOIN, within=CARD)
    phones.shows(chosen.luc, "Du temps", CHANNEL)
    chosen.luc.closes()
    chosen.joins(chosen.luc)
    chosen.odile.types("/prime groupes")
    chosen.odile.clicks(SEE)
    phones.shows(chosen.odile, "Luc Roy", CHANNEL)
    chosen.odile.clicks(KEEP)
    phones.shows(chosen.odile, "Qui le pilote", CHANNEL)


def is_elsewhere(phones: Phones, club: Club) -> None:
    fair = Fair(club)
    fair.ana.types("/prime ailleurs nouveau")
    phones.shows(fair.ana, "Dernier jour", CHANNEL)
    fair.ana.closes()
    fair.signals()
    fair.clicks_card(fair.luc)
    phones.shows(fair.luc, FAIR, CHANNEL)
    fair.luc.types("/prime ailleurs")
    phones.shows(fair.luc, "Luc Roy", CHANNEL)


PARTS: Mapping[str, Callable[[Phones, Club], None]] = {
    one.__name__: one
    for one in (
        *(finds_a_date, comes_either_way, passes_the_gate, comes_again, lasts_days, is_in_the_calendar),
        *(has_its_day, is_written_down, is_written_down_as_a_file, is_judged, becomes_work, is_elsewhere),
    )
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_an_event_s_life_by_two_people_on_phones(window: Window, club: Club, part: str) -> None:
    PARTS[part](Phones(window, part), club)
