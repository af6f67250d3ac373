"""`prime demo --tour`: the year is played to its end, and leaves the demo as it always is."""

from collections.abc import Sequence

from bot.demo.guide import guide
from bot.demo.house import CHANNEL, House
from bot.demo.people import CLAIRE, members
from bot.demo.show import demo, tour
from bot.demo.tale import NOW, SINCE
from bot.demo.tour import Reached
from sandbox.driver.words import fold

STATIONS = ("Sujet", "Vote", "Étude", "Activité", "Travail", "Évaluation", "Usage")


class Watcher:
    """Whoever has the page open: sees what each station comes to, and the guide beside it."""

    def __init__(self) -> None:
        self.reached: list[str] = []
        self.captions: list[Sequence[str]] = []

    def watch(self, house: House) -> None:
        """All of it, without a pause between two steps."""

        def sees(station: Reached) -> None:
            station.person.sees(station.words)
            self.reached.append(station.title)
            assert house.clock.now() < SINCE

        tour(house, lambda: self.captions.append([step["text"] for step in house.box.guide]), sees)


def test_the_year_is_played_station_by_station_and_the_demo_is_usable_afterwards() -> None:
    watcher = Watcher()
    with demo(0, watcher.watch) as house:
        assert tuple(watcher.reached) == STATIONS
        assert all(watcher.captions[-1]), "each station said in words what happened"
        assert fold(watcher.captions[0][0]) == fold(
            "Lundi 3 novembre 2025. Claire Vasseur propose une étude."
        )
        assert [step["title"] for step in house.box.guide] == [step["title"] for step in guide(house)]
        assert house.clock.now() >= NOW
        claire = house.box.person(next(one.slack_id for one in members() if one.name == CLAIRE))
        claire.types("/prime rsvp forum oui", in_=CHANNEL)
        claire.sees("Votre place est confirmée.")
