"""What the club does in 2027, drawn from one seed: 38 events, 25 topics, 3 ballots, 2 charters."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from club.calendar import DAY, WorkHours, default_deadline, next_working_moment
from club.events import EventKind
from club.topics import TopicKind
from tests.ledger.people import HABITS, everybody
from tests.stories.club import PARIS, paris

SEED = 2027
BEGINS, ENDS = paris(2027, 1, 4, 8), paris(2028, 1, 1)
OFF = tuple(
    date.fromisoformat(f"2027-{day}")
    for day in ("01-01", "03-29", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01", "11-11", "12-25")
)
WORK = WorkHours(OFF)
KINDS = (
    *(("Atelier", EventKind.WORKSHOP), ("Forum", EventKind.FORUM), ("Réunion", EventKind.MEETING)),
    *(("Visite", EventKind.OTHER), ("Atelier", EventKind.WORKSHOP)),
)
THEMES = (
    *("Chaleur fatale", "Air comprimé", "Hydrogène", "Biogaz", "Purgeurs", "Fours", "Froid", "Comptage"),
    *("Contrats", "Solaire", "Géothermie", "Calorifuge", "Brûleurs", "Séchage", "Variateurs", "Eau chaude"),
    *("Stockage", "Ammoniac", "Vapeur"),
)
PLACES = ("Lyon", "Paris", "Lille", "Nantes", "Dijon", "Metz", "Rouen", "Grenoble")
EVENTS, TOPICS, ANSWERED = 38, 25, 21
HOURS = (time(9), time(9, 30), time(10), time(14), time(18, 30))


@dataclass(frozen=True, slots=True)
class Planned:
    """An event: when it is published, and when it begins."""

    title: str
    kind: EventKind
    published: datetime
    starts: datetime
    place: str
    capacity: int | None

    @property
    def deadline(self) -> datetime:
        """Until when it is answered freely."""
        return default_deadline(self.starts, PARIS)


@dataclass(frozen=True, slots=True)
class Idea:
    """A topic: who proposes it when, who stands behind it, and when the organisers answer, if they do."""

    title: str
    kind: TopicKind
    when: datetime
    who: str
    behind: tuple[str, ...]
    answered: datetime | None
    taken: bool


@dataclass(frozen=True, slots=True)
class Vote:
    """A ballot, open for two weeks."""

    title: str
    opens: datetime
    closes: date
    evaluates: bool = False


VOTES = (
    Vote("Choix des études 2027", paris(2027, 3, 9, 10), date(2027, 3, 23)),
    Vote("Évaluation du guide Purgeurs", paris(2027, 6, 8, 10), date(2027, 6, 22), evaluates=True),
    Vote("Programme 2028", paris(2027, 11, 16, 10), date(2027, 11, 30)),
)
CHARTERS = ((paris(2027, 1, 12, 11), date(2027, 2, 12)), (paris(2027, 9, 14, 11), date(2027, 10, 15)))
"""When each version is published, and until when it is to be accepted."""
CANCELLED, MOVED = 11, 20
"""The places in the calendar of an event that is called off, and of one that is moved by a week."""


def calendar() -> list[Planned]:
    """The events, by their start: on working days, none in August; published two to nine weeks before."""
    rng = random.Random(SEED)
    days = [date(2027, 1, 26) + n * DAY for n in range(322)]
    worked = [day for day in days if day.weekday() < 5 and day.month != 8 and day not in OFF]
    found = []
    for number, day in enumerate(sorted(rng.sample(worked, EVENTS))):
        what, kind = KINDS[number % len(KINDS)]
        lead = rng.choice((15, 17, 21, 24, 28, 30, 35, 38, 42, 49, 56, 63))
        said = datetime.combine(day - lead * DAY, time(10, 30), tzinfo=PARIS)
        starts = datetime.combine(day, rng.choice(HOURS), tzinfo=PARIS)
        title = f"{what} {THEMES[number % len(THEMES)]} {'I' * (1 + number // len(THEMES))}"
        published = max(next_working_moment(said, PARIS, WORK), paris(2027, 1, 5, 10, 30))
        room = rng.choice((None, None, 40, 30))
        found.append(Planned(title, kind, published, starts, PLACES[number % len(PLACES)], room))
    return found


def ideas() -> list[Idea]:
    """The topics, by the day of their proposal; the last few get no word of the organisers."""
    rng = random.Random(SEED + 1)
    names = [one.name for one in everybody() if one.role == "member" and one.name not in HABITS]
    found = []
    for number in range(TOPICS):
        when = next_working_moment(paris(2027, 1, 11, 14) + number * timedelta(days=13), PARIS, WORK)
        who, *behind = rng.sample(names[:6] + names[8:30], rng.randint(2, 5))
        after = rng.choice((3, 6, 10, 20, 27))
        silent = number % 6 == 5
        answered = None if silent else next_working_moment(when + after * DAY, PARIS, WORK)
        theme = THEMES[number % len(THEMES)].lower()
        title = f"{SUBJECTS[number % len(SUBJECTS)]} {theme} : {NUMBERS[number % 4]}"
        kind = (TopicKind.STUDY, TopicKind.PROGRAMME)[number % 2]
        found.append(Idea(title, kind, when, who, tuple(behind), answered, rng.random() < 0.7))
    return found


SUBJECTS = (
    "Mesurer",
    "Acheter ensemble",
    "Former aux métiers",
    "Cartographier",
    "Réduire",
    "Comparer",
    "Financer",
)
NUMBERS = ("retours de terrain", "méthode commune", "cahier des charges", "essais croisés")
