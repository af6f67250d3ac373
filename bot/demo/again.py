"""What comes again in the demo's club, and what is held in parts: a monthly call, a school in half-days."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.demo.house import Act, House, paris
from bot.demo.people import CLAIRE, KARIM, ODILE
from bot.demo.programme import Planned
from club.events import Event, EventKind
from club.halves import USUAL_HALVES, Half
from club.ids import EventId, SeriesId
from club.series import Rhythm
from handlers.events.organising import form, halving, repeating, service
from handlers.events.organising.halving import Halved
from handlers.events.organising.outcomes import EventChange
from handlers.events.organising.repeating import Repeated
from handlers.events.series.service import choose, come_to_all, come_to_none
from handlers.kit.return_to import revision
from storage.people import add_company
from storage.series import get_series_of, list_dates

MONTHLY = Planned(
    "Point énergie du mois",
    EventKind.MEETING,
    *("2026-12-15 10:10", "2027-01-21", "13:30", "14:15"),
    place="Paris, Maison de l’industrie",
    link="https://visio.example/point-du-mois",
    agenda="Prix et contrats : ce qui a bougé\nUne question par site, trois minutes chacune",
)
"""Each third Thursday, on site and by the link."""
TIMES = 6
SCHOOL = Planned(
    "École de la chaleur",
    EventKind.WORKSHOP,
    *("2026-12-17 10:20", "2027-03-25", "09:00", "17:00"),
    last="2027-03-26",
    place="Dijon",
    host="Briqueterie Terrasson",
    capacity=18,
    agenda="Mesurer · Récupérer · Stocker · Écrire son projet : une demi-journée chacun",
    all_day=True,
)
PARTS = 4
EARLIER = {form.START_TIME: "13:00", form.END_TIME: "13:45"}
"""What the call becomes, on all its dates."""
TO_ALL = (CLAIRE, "Paul Ardoin", "Rémi Chauvet", "Philippe Carpentier", "Hélène Marchal", "Bruno Hamelin")
"""Who comes to each call."""
TO_SOME = {
    "Sophie Lemaire": (0, 2),
    "Nadia Ziani": (0, 1, 4),
    "Arnaud Wagner": (1, 3),
    "Hugo Peyron": (0,),
    KARIM: (0,),  # or the reminder that the guide shows would come to him with this one's, in one message
}
BY_LINK = {"Hélène Marchal", "Bruno Hamelin", "Nadia Ziani", "Hugo Peyron"}
AT_SCHOOL = {
    "Inès Moulin": (0, 1, 2, 3),
    "Étienne Gaudin": (0, 1),
    "Rémi Chauvet": (0, 1, 2, 3),
    "Maxime Duvernay": (1, 2, 3),
    "Julie Hoareau": (2, 3),
    "Mathieu Pélissier": (0, 1, 2, 3),
}
"""By the numbers of the dates, and of the half-days."""
AWAY = ("Paul Ardoin", "Olivier Tissot")
"""They say no to all half-days. Claire and many others leave it to whoever tries the demo."""


def again(house: House) -> Iterable[tuple[datetime, Act]]:
    """Everything, in any order."""
    told = _Again(house)
    yield paris(MONTHLY.published), told.repeats
    yield paris("2026-12-29 10:30"), told.moves
    yield paris(SCHOOL.published), told.splits
    calls: list[Act] = [told.comes(name, remote=name in BY_LINK) for name in TO_ALL]
    calls += [told.chooses(MONTHLY, name, at, remote=name in BY_LINK) for name, at in TO_SOME.items()]
    yield from _minutes_apart(paris("2026-12-15 11:20"), calls)
    school = [told.chooses(SCHOOL, name, at) for name, at in AT_SCHOOL.items()]
    yield from _minutes_apart(paris("2026-12-17 11:40"), [*school, *map(told.stays_away, AWAY)])


def _minutes_apart(since: datetime, acts: Sequence[Act]) -> Iterable[tuple[datetime, Act]]:
    for number, act in enumerate(acts):
        yield since + timedelta(minutes=6 * number), act


class _Again:
    """Through the services that clicks call, at the hour that the clock then shows."""

    def __init__(self, house: House) -> None:
        self.house, self.services = house, house.prime.services
        self.series: dict[str, SeriesId] = {}

    # The organisers

    def repeats(self) -> None:
        """The call of each month, published with all its dates."""
        event_id = self._drafts(MONTHLY)
        asked = Repeated(Rhythm.NTH, TIMES, skips=True, at_once=True)
        with self.house.acts("events.repeating"):
            done = repeating.repeat(self.services, event_id, asked, self._now, self.house.members[ODILE])
        assert done.result is EventChange.REPEATED, done
        self._stands(MONTHLY, event_id)

    def splits(self) -> None:
        """The school, which becomes half-days."""
        event_id = self._drafts(SCHOOL)
        asked = Halved(Half.MORNING, PARTS, USUAL_HALVES, at_once=True)
        with self.house.acts("events.halving"):
            done = halving.split(self.services, event_id, asked, self._now, self.house.members[ODILE])
        assert done.result is EventChange.HALVED, done
        self._stands(SCHOOL, event_id)

    def moves(self) -> None:
        """The call comes half an hour earlier, on this date and on all that follow."""
        first = self._dates(MONTHLY)[0]
        fields = {**form.fields_of(first, self.services.club.zone), **EARLIER}
        fields |= {form.DEADLINE_DAY: "", form.DEADLINE_TIME: ""}
        with self.house.acts("events.form"):
            service.change(
                self.services, first.id, revision(first), fields, self._now, at_once=False, following=True
            )

    def _drafts(self, plan: Planned) -> EventId:
        with self.services.db.begin() as session:
            hosts = {plan.host: add_company(session, plan.host)} if plan.host else {}
        with self.house.acts("events.form"):
            made = service.create(self.services, plan.fields(hosts), self._now, at_once=False)
        assert made.event is not None, made
        return made.event.id

    def _stands(self, plan: Planned, event_id: EventId) -> None:
        """Its card stands where it was announced, not below what was said since."""
        with self.services.db.read() as session:
            series_id = get_series_of(session, event_id)
        assert series_id is not None, plan.title
        self.series[plan.title] = series_id
        self.house.settle()

    # The members

    def comes(self, name: str, *, remote: bool) -> Act:
        """“I am coming to all.”"""
        return lambda: come_to_all(
            self.services, self.series[MONTHLY.title], self.house.person(name), self._now, remote=remote
        )

    def chooses(self, plan: Planned, name: str, dates: Sequence[int], *, remote: bool = False) -> Act:
        """Yes to these dates, and no to the others."""

        def act() -> None:
            wanted = {one.id: number in dates for number, one in enumerate(self._dates(plan))}
            series_id, person = self.series[plan.title], self.house.person(name)
            choose(self.services, series_id, person, wanted, self._now, remote=remote)

        return act

    def stays_away(self, name: str) -> Act:
        """“I am not coming”, to any half-day."""
        return lambda: come_to_none(
            self.services, self.series[SCHOOL.title], self.house.person(name), self._now
        )

    def _dates(self, plan: Planned) -> Sequence[Event]:
        with self.services.db.read() as session:
            return list_dates(session, self.series[plan.title])

    @property
    def _now(self) -> datetime:
        return self.house.clock.now()
