"""One core or all: clicks a second, CPU and switches, on every disk, with 1, 8 and 32 clicks at a time."""

from contextlib import ExitStack
from statistics import median

from benchmarks.contest import Contest, Contestant, Round, Transport, contest

ROUNDS = 5
TOGETHER = (1, 8, 32)
PLACES = [(which, core) for which in ("prime", "noop") for core in ("one", "all")]
LINE = "{:<8}{:>10}{:>6}   {}"


def report() -> bool:
    """Prints the table: for each server and placement, clicks a second / ms of CPU / switches, medians."""
    print(LINE.format("", "fsync", "", "".join(f"{f'{which}, {core}':>24}" for which, core in PLACES)))
    with contest() as made:
        for transport in ("http", "socket"):
            _transport(made, transport)
    return True


def _transport(made: Contest, transport: Transport) -> None:
    with ExitStack() as stack:
        servers = [stack.enter_context(made.contestant(which, transport, core)) for which, core in PLACES]
        for disk in made.disk.disks:
            made.disk.costs(disk)
            for together in TOGETHER:
                took = _interleaved(servers, together)
                cost = "as it is" if disk is None else f"{disk:g} ms"
                print(LINE.format(transport, cost, together, "".join(map(_figures, took))), flush=True)


def _interleaved(servers: list[Contestant], together: int) -> list[list[Round]]:
    """Every server's rounds; who begins turns by one from round to round."""
    took: list[list[Round]] = [[] for _ in servers]
    for at in range(ROUNDS):
        for one in range(len(servers)):
            turn = (at + one) % len(servers)
            took[turn].append(servers[turn].round(together))
    return took


def _figures(took: list[Round]) -> str:
    speed = median(1 / one.seconds for one in took)
    cpu, switches = median(1000 * one.cpu for one in took), median(one.switches for one in took)
    return f"{f'{speed:,.0f} / {cpu:.2f} / {switches:.1f}':>24}"
