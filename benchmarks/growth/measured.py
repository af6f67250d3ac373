"""The same walk in a small club and in a large one: what each thing costs there, and whether that is kept."""

from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass

from benchmarks.growth.exceptions import ACROSS
from benchmarks.growth.ground import Cost, Ground
from benchmarks.growth.unreached import UNREACHED
from benchmarks.growth.walk import TRIES, Found, Walk
from bot.demo.tale import NOW
from handlers.kit.router import InteractionKind, Router

Grounds = Callable[[int], AbstractContextManager[Ground]]


@dataclass(frozen=True, slots=True)
class Bound:
    """What the large club may cost: so many times the small one, and a little more."""

    times: float
    work: int
    """Steps or rows besides: a page that is full where it was not, a tree of one level more."""
    statements: int = 3

    def holds(self, small: Cost, large: Cost) -> bool:
        """Whether both figures keep it."""
        work = large.work <= self.times * small.work + self.work
        return work and large.statements <= self.times * small.statements + self.statements


@dataclass(frozen=True, slots=True)
class Growth:
    """One thing that can be done, and what it costs in both clubs, where it costs most."""

    name: str
    small: Cost
    large: Cost

    @property
    def times(self) -> float:
        """How many times the work."""
        return self.large.work / max(1, self.small.work)

    @property
    def reason(self) -> str:
        """Why it may cost more in a larger club; empty: it may not."""
        return ACROSS.get(self.name, "")


@dataclass(frozen=True, slots=True)
class Club:
    """What everything cost in one club, and the entries of the router that nobody came upon."""

    costs: Mapping[str, Cost]
    missing: Sequence[str]
    ran: Set[str] = frozenset()
    """Those that did something, as part of another one too."""


def grown(small: Club, large: Club) -> list[Growth]:
    """Everything that could be done in both clubs, by name."""
    return [
        Growth(name, small.costs[name], large.costs[name]) for name in sorted({*small.costs} & {*large.costs})
    ]


def walked(grounds: Grounds, members: int, tries: int = TRIES) -> Club:
    """A club of so many members, and the dearest of each name: work and statements each for itself."""
    costs: dict[str, Cost] = {}
    with grounds(members) as ground:
        walk = Walk(ground, NOW, tries)
        for found in walk.steps():
            costs[found.name] = _dearer(costs.get(found.name), found)
    return Club(costs, unmeasured(walk.routes, walk.ran), walk.ran)


def _dearer(known: Cost | None, found: Found) -> Cost:
    if known is None:
        return found.cost
    return Cost(max(known.work, found.cost.work), max(known.statements, found.cost.statements))


def unmeasured(routes: Router, ran: Set[str]) -> list[str]:
    """The router's entries that nobody came upon, but for those that are named with their reason."""
    wanted = {
        f"/prime {entry.name}" if entry.kind is InteractionKind.COMMAND else f"{entry.kind} {entry.name}"
        for entry in routes.entries.values()
    }
    return sorted(wanted - ran - {*UNREACHED})
