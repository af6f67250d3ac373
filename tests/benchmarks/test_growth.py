"""What everything costs in a club of 240 and in one of 1,200: nothing new grows, each command is measured."""

import pytest

import benchmarks.growth as growth
from benchmarks.growth.asked import Asked
from benchmarks.growth.exceptions import ACROSS, FILLING, STILL
from benchmarks.growth.ground import Cost
from benchmarks.growth.measured import Bound, Grounds, grown, unmeasured, walked
from benchmarks.growth.seed import Seed
from benchmarks.growth.unreached import UNREACHED
from bot.demo.tale import NOW
from bot.features import router
from handlers.kit.commands import Command, Theme
from handlers.kit.router import Access
from tests.cluster import Cluster, cluster
from tests.seeds import seed

__all__ = ["cluster", "seed"]

SMALL, LARGE = 240, 1200
BOUNDS = {"sqlite": Bound(1.5, 2000), "postgresql": Bound(2, 2000)}
"""A planner that reads two hundred rows at once rather than by their index does so of 1,200 too."""


def test_what_is_shown_decides_what_it_costs(seed: Seed) -> None:
    costs_what_is_shown(lambda members: growth.sqlite_ground(seed, members), "sqlite")


def test_what_is_shown_decides_what_it_costs_on_postgresql(seed: Seed, cluster: Cluster) -> None:
    """On a server of its own: the walk's one transaction would hold up whoever wipes what was deleted."""
    costs_what_is_shown(lambda members: growth.postgresql_ground(cluster.admin, seed, members), "postgresql")


def costs_what_is_shown(ground: Grounds, engine: str) -> None:
    """Asserts it of an engine."""
    small, large = (walked(ground, members, tries=1) for members in (SMALL, LARGE))
    assert [name for name in small.missing if name.startswith("/prime")] == []
    over = [one for one in grown(small, large) if not BOUNDS[engine].holds(one.small, one.large)]
    assert {one.name for one in over} <= {*ACROSS, *STILL, *FILLING}


def test_coming_to_an_event_that_asks_six_questions_costs_the_same_in_a_large_club(seed: Seed) -> None:
    def steps(members: int) -> dict[str, Cost]:
        with growth.sqlite_ground(seed, members) as ground:
            return {one.name: one.cost for one in Asked(ground, NOW).steps()}

    small, large = steps(SMALL), steps(LARGE)
    assert {name for name in small if not BOUNDS["sqlite"].holds(small[name], large[name])} == set()
    assert len(small) == 6


def test_every_entry_is_walked_or_named_with_what_would_lead_to_it(seed: Seed) -> None:
    club = walked(lambda members: growth.sqlite_ground(seed, members), growth.SIZES[0])
    assert sorted(club.missing) == []
    assert {*UNREACHED} & club.ran == set(), "it is walked by now"


def test_a_command_that_nobody_measured_is_named() -> None:
    routes = router()
    brandnew = Command("brandnew", "nouveau", Theme.EVENTS, "only named", keeps=())
    routes.command(brandnew, lambda *_: pytest.fail("only named"), Access.ANYONE)
    assert "/prime brandnew" in unmeasured(routes, set())
    assert not [name for name in UNREACHED if name.startswith("/prime")]
