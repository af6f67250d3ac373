"""The sixty: the demo's people and twenty more, and how each of them answers."""

from datetime import date
from enum import StrEnum

from bot.demo.people import CLAIRE, KARIM, Somebody
from bot.demo.people import members as demo_members
from club.calendar import DAY
from club.digest import Theme, Way, Wishes

MORE: dict[str, tuple[str, ...]] = {
    "Tannerie du Thouet": ("Aurélien Pasquet", "Delphine Roche", "Yves Maugard"),
    "Verrerie Ardoin": ("Noël Tardieu",),
    "Papeterie du Val": ("Ghislaine Morvan",),
    "Scierie Bonnefoy": ("Laure Bonnefoy", "Ismaël Diallo", "Pierre-Yves Caron"),
    "Malterie de Vermelles": ("Martine Delcourt", "Sébastien Wibaux", "Amina Belkacem"),
    "Cartonnerie Sauvageot": ("Gilles Sauvageot", "Élise Fournel", "Tanguy Le Bras"),
    "Chaux de Saint-Astier": ("Roland Peyrat", "Ophélie Blanchet"),
    "Émaux Marchandeau": ("Chantal Marchandeau", "Quentin Lafon"),
    "Faïencerie d’Orbec": ("Justine Leprêtre",),
}
THIRD = Somebody("Mireille Aubert", "Assistante", "Club PRIME", role="organiser")
THOMAS = "Thomas Lescure"
SILENT, BUSY = "Bruno Hamelin", CLAIRE
"""Who answers nothing the whole year, and who does everything."""


class Habit(StrEnum):
    """When somebody answers."""

    PROMPT = "at once"
    USUAL = "when reminded"
    LAST = "at the last call"
    LATE = "too late, and asks for a seat"
    NEVER = "never"


HABITS = {SILENT: Habit.NEVER, "Roland Peyrat": Habit.NEVER, BUSY: Habit.PROMPT, "Quentin Lafon": Habit.LATE}
ROUND = (Habit.PROMPT, Habit.USUAL, Habit.LAST, Habit.PROMPT, Habit.USUAL, Habit.PROMPT)
"""The others, one after the other."""
NO_EVENTS, WEEKLY, AWAY, UNKNOWN = "Martine Delcourt", "Gilles Sauvageot", KARIM, "Yves Maugard"
"""Who wants no reminder of events; who wants one message a week; who is away in May; who is not in Slack."""


def everybody() -> list[Somebody]:
    """All sixty, organisers last."""
    others = [Somebody(name, "Membre", company) for company, names in MORE.items() for name in names]
    staff = [one for one in demo_members() if one.role == "organiser"]
    return [*(one for one in demo_members() if one.role != "organiser"), *others, *staff, THIRD]


def habit_of(number: int, name: str) -> Habit:
    """When the person of this place in the list answers."""
    return HABITS.get(name, ROUND[number % len(ROUND)])


def wishes() -> dict[str, Wishes]:
    """Who chose something else than the usual."""
    return {
        NO_EVENTS: Wishes({Theme.EVENTS: Way.NEVER}),
        WEEKLY: Wishes(weekly=True),
        AWAY: Wishes(absent_from=date(2027, 5, 10), absent_to=date(2027, 5, 10) + 11 * DAY),
    }
