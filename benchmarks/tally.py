"""Counting 100 000 votes on 50 options, by every method, and equal shares beside them.

No two votes are alike, so nothing is saved by counting equal ones together. Rankings place all 50 options,
more than a vote may.
"""

from collections.abc import Callable, Iterator
from random import Random

from benchmarks.measure import Measure, rounds, spread
from club.ballots import Marks, Method, Rules
from club.ids import OptionId
from club.tally import Paper, equal_shares, tally

VOTES, ROUNDS, POINTS = 100_000, 5, 10
OPTIONS = [OptionId(1000 + at) for at in range(50)]
RULES = {method: Rules(method, seats=10, most=50, points=POINTS, cap=POINTS) for method in Method}


def run() -> Iterator[Measure]:
    """The table's lines. Bounds: approval and judgment in a second, Schulze in five."""
    votes = {method: _votes(method) for method in Method}

    def counts(method: Method) -> Callable[[int], None]:
        return lambda _: (tally(RULES[method], OPTIONS, votes[method]), None)[1]

    def shares(_: int) -> None:
        equal_shares(RULES[Method.APPROVAL], OPTIONS, votes[Method.APPROVAL])

    cases = {method.value: counts(method) for method in Method}
    took = rounds({**cases, "shares": shares}, count=ROUNDS, inner=1)
    yield spread("counting by approval", took["approval"], "s", bound=1)
    yield spread("counting by majority judgment", took["judgment"], "s", bound=1)
    yield spread("counting by points", took["points"], "s")
    yield spread("counting by ranking (Schulze)", took["ranking"], "s", bound=5)
    yield spread("equal shares, 10 seats by approval", took["shares"], "s")


def _votes(method: Method) -> list[Paper]:
    random = Random(f"votes by {method}")
    return [Paper(_marks(random, method)) for _ in range(VOTES)]


def _marks(random: Random, method: Method) -> Marks:
    match method:
        case Method.APPROVAL:
            return dict.fromkeys((option for option in OPTIONS if random.random() < 0.5), 1)
        case Method.JUDGMENT:
            return {option: random.randrange(5) for option in OPTIONS if random.random() < 0.9}
        case Method.RANKING:
            return {option: rank for rank, option in enumerate(random.sample(OPTIONS, len(OPTIONS)), 1)}
        case Method.POINTS:
            given = random.choices(OPTIONS, k=POINTS)
            return {option: given.count(option) for option in given}
        case Method.MOTION:
            raise NotImplementedError("a resolution is no choice among options")
