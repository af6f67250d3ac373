"""Clicks over the server of `prime run --http`: 32 connections, none lost, against a no-op, on slow disks.

Wall time on a machine that does other things too says little; the server's CPU time and how often its threads
give way, each click, are steadier.
"""

from collections.abc import Iterator, Sequence

from benchmarks.contest import Contest, Round, Transport, contest
from benchmarks.measure import Measure, spread

ROUNDS, TOGETHER = 9, 32
RATIO, SWITCHES = 0.5, 10
"""What is promised: of the no-op's clicks a second, at least; voluntary switches a click, at most."""


def run() -> Iterator[Measure]:
    """The table's lines."""
    with contest() as made:
        yield from measured(made, "http", RATIO)


def measured(made: Contest, transport: Transport, ratio: float | None) -> Iterator[Measure]:
    """Prime and the no-op on one core each, round by round, on every disk."""
    with (
        made.contestant("prime", transport, "one") as prime,
        made.contestant("noop", transport, "one") as noop,
    ):
        for disk in made.disk.disks:
            made.disk.costs(disk)
            took = [(prime.round(TOGETHER), noop.round(TOGETHER)) for _ in range(ROUNDS)]
            where = f"{transport}, this disk" if disk is None else f"{transport}, fsync {disk:g} ms"
            yield from _lines(where, took, ratio)


def _lines(where: str, took: Sequence[tuple[Round, Round]], ratio: float | None) -> Iterator[Measure]:
    speed = [noop.seconds / prime.seconds for prime, noop in took]
    yield spread(f"{where}: clicks a second / no-op", speed, bound=ratio, at_least=True)
    yield spread(f"{where}: CPU / no-op", [prime.cpu / noop.cpu for prime, noop in took])
    yield spread(f"{where}: CPU a click", [1000 * prime.cpu for prime, _ in took], "ms")
    yield spread(f"{where}: switches a click", [one.switches for one, _ in took], "", SWITCHES)
    yield spread(f"{where}: clicks", [1 / one.seconds for one, _ in took], "a second")
