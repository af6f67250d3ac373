"""What the demo's club plans: an event for each state that an event can be in.

Times are Paris wall-clock, written as Slack's pickers give them; "now" is Monday 4 January 2027, 9:00.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from club.event_questions import Template
from club.events import EventKind
from club.ids import CompanyId
from handlers.events.organising import form


@dataclass(frozen=True, slots=True)
class Planned:
    """An event, and how it was taken: from the `first` member on, `coming` say yes and then `absent` no; the
    last `remote` of those who come do by the link."""

    title: str
    kind: EventKind
    published: str
    """`2026-12-01 09:30`; empty for a draft."""
    day: str
    start: str
    end: str
    place: str
    host: str = ""
    capacity: int | None = None
    company: int | None = None
    guests: int | None = None
    minimum: int | None = None
    agenda: str = ""
    link: str = ""
    first: int = 0
    coming: int = 0
    remote: int = 0
    absent: int = 0
    public: bool = False
    all_day: bool = False
    last: str = ""
    """The last of several days."""

    def fields(self, company_ids: Mapping[str, CompanyId]) -> dict[str, str]:
        """The organiser's form, as filled in."""
        return {
            form.TITLE: self.title,
            form.KIND: self.kind.value,
            form.START_DAY: self.day,
            form.START_TIME: self.start,
            form.END_DAY: self.last or self.day,
            form.END_TIME: self.end,
            form.PLACE: self.place,
            form.LINK: self.link,
            form.HOST: str(company_ids[self.host]) if self.host else "",
            form.CAPACITY: str(self.capacity or ""),
            form.COMPANY_SEATS: str(self.company or ""),
            form.GUESTS: str(self.guests or ""),
            form.MINIMUM: str(self.minimum or ""),
            form.DEADLINE_DAY: "",
            form.DEADLINE_TIME: "",
            form.AGENDA: self.agenda,
            form.ALL_DAY: form.TICKED if self.all_day else "",
            form.PUBLIC: form.SHOWN if self.public else "",
        }


MINUTES = (
    "Retour de la briqueterie : un compteur par four suffit à voir la dérive des joints.\n\n"
    "Décidé : chaque site écrit son plan de comptage avant la fin mars.\n\n"
    "À suivre : comparer les plans au forum de printemps."
)
"""Of the workshop that is over."""
ACTIONS = (
    ("Décidé : un compteur par four, avant tout autre", None, ""),
    ("Envoyer un modèle de plan de comptage", 1, "2027-01-12"),
    ("Comparer les plans pour le forum de printemps", 2, "2027-03-05"),
)
"""What it decided: the words, which of those who came first is charged, and until when."""
CORRECTED = ("la fin mars", "la fin avril")
"""A passage of them, and what somebody would write instead."""
OVER = Planned(
    "Atelier Comptage de l’énergie",
    EventKind.WORKSHOP,
    *("2026-12-01 09:30", "2026-12-17", "14:00", "17:00"),
    place="Dijon",
    host="Briqueterie Terrasson",
    agenda="14 h Que mesurer, et où\n15 h Retour de la briqueterie\n16 h Un plan de comptage par site",
    coming=14,
    absent=16,
)
LATE = Planned(
    "Visite de la sucrerie Delmotte",
    EventKind.OTHER,
    *("2026-12-02 10:00", "2027-01-08", "09:30", "16:00"),
    place="Arras",
    host="Sucrerie Delmotte",
    capacity=16,
    agenda="Accueil à la loge, chaussures de sécurité fournies\nFour à chaux, évaporation, déjeuner",
    first=6,
    coming=13,
    absent=12,
)
MOVED = Planned(
    "Soirée des nouveaux membres",
    EventKind.MEETING,
    *("2026-12-04 11:00", "2027-01-22", "18:30", "22:00"),
    place="Paris, Maison de l’industrie",
    first=12,
    coming=12,
    absent=6,
)
CANCELLED = Planned(
    "Journée Biogaz",
    EventKind.OTHER,
    *("2026-12-07 09:15", "2027-01-21", "09:30", "16:30"),
    place="Rennes",
    host="Laiterie Sainte-Aure",
    capacity=25,
    first=18,
    coming=9,
    absent=5,
    all_day=True,
)
FULL = Planned(
    "Visite de la fonderie Roussel",
    EventKind.OTHER,
    *("2026-12-08 14:00", "2027-01-28", "09:00", "12:30"),
    place="Charleville",
    host="Fonderie Roussel",
    capacity=10,
    agenda="Coulée à 10 h : arriver à l’heure\nRécupération sur fumées, questions",
    first=24,
    coming=13,
    absent=4,
)
WITH_COMPANIONS = Planned(
    "Réunion plénière",
    EventKind.MEETING,
    *("2026-12-10 09:30", "2027-02-02", "14:00", "17:30"),
    place="Lyon, Hôtel du Parc",
    link="https://visio.example/pleniere",
    agenda="Bilan 2026\nChoix des études 2027\nVerre de l’amitié",
    company=4,
    guests=4,
    minimum=8,
    first=30,
    coming=11,
    remote=4,
    absent=3,
)
NEARLY_FULL = Planned(
    "Atelier Hydrogène",
    EventKind.WORKSHOP,
    *("2026-12-14 10:30", "2027-01-20", "09:30", "12:30"),
    place="Grenoble",
    host="Aciérie du Plessis",
    capacity=12,
    agenda="Où l’hydrogène a un sens, où il n’en a pas\nDeux retours d’expérience",
    first=3,
    coming=11,
    absent=9,
    public=True,
)
OPEN = Planned(
    "Forum Chaleur fatale",
    EventKind.FORUM,
    *("2026-12-21 09:30", "2027-01-13", "09:00", "17:00"),
    place="Lyon",
    host="Verrerie Ardoin",
    capacity=20,
    agenda="9 h Accueil\n9 h 30 Trois sites, trois chaleurs perdues\n12 h 30 Déjeuner\n14 h Visite du four",
    first=8,
    coming=14,
    absent=10,
    public=True,
)
DRAFT = Planned(
    "Atelier Contrats d’électricité",
    EventKind.WORKSHOP,
    *("", "2027-02-18", "09:30", "12:30"),
    place="",
    link="https://visio.example/contrats",
    agenda="Programme à préciser avec l’aciérie",
)

PUBLISHED = (OVER, LATE, MOVED, CANCELLED, FULL, WITH_COMPANIONS, NEARLY_FULL, OPEN)
"""In the order of publication: the card that the first minute is about comes last, at the channel's foot."""

MOVED_TO = {form.START_DAY: "2027-01-29", form.END_DAY: "2027-01-29"}
WHY_CANCELLED = "le digesteur est à l’arrêt jusqu’en mars ; la journée sera reprise au printemps"
ASKED = ((Template.MEAL, True), (Template.TRAIN, False))
"""What the plenary asks of those who come, and whether an answer is required."""
SAID = (("Yes", "TGV 6607, 8 h 56"), ("Yes, without meat", ""), ("No", "Voiture"), ("Yes", "TER de 9 h 02"))
"""What they say to it."""
NEEDS = ("Repas végétarien", "Place de stationnement près de l’entrée : je viens avec du matériel de mesure")
"""What some tell unasked."""
