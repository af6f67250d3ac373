"""`prime demo --tour`: the club's year, played day by day on the page before the demo's own season begins.

Everything is done as people do it: typed, clicked, filled in, by the sandbox's people on the real bot. The
page's guide says in a line what happens, and follows whoever acts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.demo.house import CHANNEL, House, paris
from bot.demo.people import CLAIRE, KARIM, ODILE, members
from bot.demo.tale import become_known, people_enter
from sandbox.driver.person import Person

BEGINNING = paris("2025-11-03 08:50")
"""The day on which the year begins; it ends before the demo's season does."""
TITLE, OTHER = "Éclairage naturel des ateliers", "Tri des emballages en sortie de ligne"
BALLOT, EVALUATION = "Étude de l’hiver", "Que vaut le guide ?"
EVENT = "Atelier Lumière du jour"
WORK = "Guide de la lumière du jour"
PLACE = "Verrerie Ardoin, Reims"
USE = "Plan d’éclairage de l’atelier 3"

GUESTS = {"Papeterie du Val", "Sucrerie Delmotte", "Aciérie du Plessis", "Briqueterie Terrasson"}
"""Companies that Slack knows from the tour on, beside those of the first day: figures of a secret vote are
shown from five votes on."""
Pause = Callable[[], None]


def begin(house: House) -> None:
    """Those whom the year is about are there."""
    house.box.limits.enabled = False  # Prime keeps its pace all the same, on a clock that we move
    people_enter(house)
    become_known(house, GUESTS)
    house.settle()


@dataclass(frozen=True, slots=True)
class Reached:
    """A station of the year, and what shows that it was reached."""

    title: str
    person: Person
    words: str
    """What this person sees by then."""


class Tour:
    """The year. `pause` lets whoever watches read."""

    def __init__(self, house: House, pause: Pause) -> None:
        self.house, self._pause = house, pause
        self.people = {one.name: house.box.person(one.slack_id) for one in members()}
        self.claire, self.karim, self.odile = (self.people[name] for name in (CLAIRE, KARIM, ODILE))
        companies = {one.company: self.people[one.name] for one in members() if one.locale == "fr-FR"}
        self.others = [companies[name] for name in sorted(GUESTS - {"Papeterie du Val"})]
        """One of each company that Claire and Karim are not of; who reads French, as what is typed."""
        self._captions: list[dict[str, Any]] = []

    def play(self) -> Iterator[Reached]:
        """Station by station; the clock and the page go along."""
        stations = (self.topic, self.vote, self.study, self.event, self.work, self.evaluation, self.use)
        titles = ("Sujet", "Vote", "Étude", "Activité", "Travail", "Évaluation", "Usage")
        self._captions = [_caption(title) for title in titles]
        self._captions[0]["heading"] = "L’année du club"
        self.house.box.guide = self._captions
        self.house.box.settle = self.house.settle
        for number, station in enumerate(stations):
            reached = station()
            self._says(number, who=reached[0])
            self._pause()
            yield Reached(titles[number], *reached)
            self._says(number, done=True)
        self.house.box.settle = lambda: None

    # Stations

    def topic(self) -> tuple[Person, str]:
        """A member proposes a study, another one too; both find support."""
        self._at("2025-11-03 09:00", 0, self.claire, f"{CLAIRE} propose une étude.")
        _proposes(self.claire, TITLE, "Ce que chaque atelier gagnerait à la lumière du jour.")
        self._at("2025-11-04 10:00", 0, self.karim, f"{KARIM} la soutient, et en propose une autre.")
        self.karim.opens(CHANNEL)
        self.karim.clicks("Soutenir", within=TITLE)
        _proposes(self.karim, OTHER, "Moins de mélange, donc moins de tonnes enfouies.")
        return self.karim, "2 soutiens de 2 entreprises"

    def vote(self) -> tuple[Person, str]:
        """The organisers shortlist and open a ballot; companies vote; it closes by the clock."""
        self._at("2025-11-17 10:00", 1, self.odile, f"{ODILE} retient les deux sujets et ouvre un vote.")
        self.odile.types("/prime sujets", in_=CHANNEL)
        for title in (TITLE, OTHER):
            self.odile.clicks("Retenir", within=title)
        self._opens_ballot({"Titre": BALLOT}, {"Sujets à choisir": "1"}, date(2025, 12, 1))
        for hour, person in ((9, self.claire), (11, self.karim)):
            self._at(f"2025-11-18 {hour:02}:20", 1, person, "Chaque entreprise vote, jusqu’au 1er décembre.")
            self._votes(person)
            person.ticks(TITLE)
            person.submits()
        for person, title in zip(self.others, (TITLE, OTHER, TITLE), strict=True):
            self._votes(person)
            person.ticks(title)
            person.submits()
        self._closes("2025-12-01 18:00", 1)
        return self.claire, f"Choisi par le vote : {BALLOT}"

    def study(self) -> tuple[Person, str]:
        """The topic is chosen: whoever stands behind it hears so, and it is listed."""
        self._at("2025-12-02 09:05", 2, self.claire, "L’étude est choisie : qui la soutenait en est prévenu.")
        self.claire.opens_dm()
        self._pause()
        self.claire.types("/prime resultats")
        return self.claire, BALLOT

    def event(self) -> tuple[Person, str]:
        """The study is worked on together: an event is published, members answer."""
        self._at("2026-02-23 10:00", 3, self.odile, "Un atelier réunit celles et ceux qui mènent l’étude.")
        self.odile.types("/prime activite", in_=CHANNEL)
        self.odile.clicks("Nouvelle activité…")
        day = date(2026, 3, 19)
        self.odile.fills({"Titre": EVENT, "Jour du début": day, "Heure du début": time(9, 30)})
        self.odile.fills({"Heure de la fin": time(12), "Lieu": PLACE})
        self.odile.ticks("Publier maintenant dans le canal")
        self.odile.submits()
        for hour, person in ((11, self.claire), (14, self.karim)):
            self._at(f"2026-02-24 {hour}:10", 3, person, "On répond sur la carte, dans le canal.")
            person.opens(CHANNEL)
            person.clicks("Je participe", within=EVENT)
        self._at("2026-03-18 09:05", 3, self.claire, "La veille, Prime rappelle l’heure et le lieu.")
        self.claire.opens_dm()
        return self.claire, EVENT

    def work(self) -> tuple[Person, str]:
        """The study is delivered: a work that everybody finds."""
        self._at("2026-06-01 10:00", 4, self.odile, f"L’étude est rendue : {ODILE} l’ajoute aux travaux.")
        self.odile.types("/prime travaux", in_=CHANNEL)
        self.odile.clicks("Ajouter un travail…")
        self.odile.fills({"Titre": WORK, "Année de remise": "2026", "Sujet d’origine": TITLE})
        self.odile.fills("Résumé", "Douze ateliers, ce que la lumière du jour leur apporte.")
        self.odile.submits()
        self._at("2026-06-02 09:30", 4, self.claire, "Chaque membre la retrouve par ses mots.")
        self.claire.types("/prime travaux lumière", in_=CHANNEL)
        return self.claire, WORK

    def evaluation(self) -> tuple[Person, str]:
        """Members say what the work is worth."""
        self._at("2026-06-08 10:00", 5, self.odile, "Le club évalue ce qui lui a été rendu.")
        kind = {"Pour quoi faire ?": "Évaluer des travaux rendus", "Titre": EVALUATION}
        kind["Méthode"] = "Jugement majoritaire"
        self._opens_ballot(kind, {}, date(2026, 6, 22))
        for hour, person, grade in ((9, self.claire, "Excellent"), (11, self.karim, "Bien")):
            self._at(
                f"2026-06-09 {hour:02}:20", 5, person, "Une mention, un mot : le vote reste confidentiel."
            )
            self._grades(person, grade)
        for person, grade in zip(self.others, ("Bien", "Excellent", "Passable"), strict=True):
            self._grades(person, grade)
        self._closes("2026-06-22 18:00", 5)
        return self.claire, EVALUATION

    def use(self) -> tuple[Person, str]:
        """A member used the work and says so; organisers see where."""
        self._at("2026-09-14 09:30", 6, self.karim, f"{KARIM} s’en est servi, et le dit.")
        self.karim.types("/prime travaux lumière", in_=CHANNEL)
        self.karim.clicks("Je l’ai utilisé…")
        self.karim.fills("Où ?", USE)
        self.karim.ticks("Oui")
        self.karim.submits()
        self._at("2026-09-15 09:30", 6, self.odile, "L’organisation voit à quoi servent les travaux.")
        self.odile.types("/prime travaux usages", in_=CHANNEL)
        return self.odile, USE

    # How it is done

    def _opens_ballot(self, first: dict[str, str], second: dict[str, str], closes: date) -> None:
        self.odile.types("/prime scrutin", in_=CHANNEL)
        self.odile.clicks("Nouveau scrutin…")
        self.odile.fills(first)
        self.odile.submits()
        self.odile.fills({**second, "Jour de la clôture": closes, "Heure de la clôture": time(18)})
        self.odile.submits()
        self.odile.clicks("Ouvrir maintenant")

    def _votes(self, person: Person) -> None:
        person.types("/prime voter", in_=CHANNEL)
        person.clicks("Voter…")

    def _grades(self, person: Person, grade: str) -> None:
        """By one criterion; what is left open is asked about once."""
        self._votes(person)
        person.fills(f"Utilité : {WORK} (2026)", grade)
        person.submits()
        person.submits()

    def _closes(self, when: str, number: int) -> None:
        """The sweep that closes, and the one that tells the result."""
        self._at(when, number, self.claire, "Le vote se clôt ; le résultat paraît dans le canal.")
        for _ in range(2):
            self.house.prime.tick.sweep()
            self.house.settle()
        self.claire.opens(CHANNEL)

    def _at(self, when: str, number: int, person: Person, words: str) -> None:
        """Time passes until then, and the guide says what comes, and who acts."""
        self.house.pass_to(paris(when))
        day = self.house.prime.services.shared.day(self.house.clock.now())
        self._says(number, text=f"{day[:1].upper()}{day[1:]}. {words}", who=person)
        self._pause()

    def _says(self, number: int, text: str = "", who: Person | None = None, *, done: bool = False) -> None:
        step = self._captions[number]
        with self.house.box.workspace.change():
            step |= {"text": text} if text else {}
            step |= {"as": who.id, "where": who.place or CHANNEL} if who else {}
            step["done"] = done


def _caption(title: str) -> dict[str, Any]:
    return {"title": title, "text": "", "as": "", "where": CHANNEL, "say": "", "done_by": [], "follow": True}


def _proposes(person: Person, title: str, about: str) -> None:
    person.types("/prime proposer", in_=CHANNEL)
    person.fills({"Titre": title, "De quoi s’agit-il ?": about, "Type de sujet": "Étude collective"})
    person.submits()
