"""`python -m benchmarks [name …]`: runs what is named, or all, and prints one table."""

import argparse
import importlib
import time
from collections.abc import Iterable

from benchmarks.measure import Measure

NAMES = ("rsvp", "listeners", "http", "outbox", "search", "tally", "intents")
LINE = "{:<44}{:>10}{:>10}{:>10}  {:<5}{:>8}  {}"


def main() -> None:
    """Exit code 0 unless a result is wrong; a bound not kept is shown: the machine may be to blame."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"one of {', '.join(NAMES)}")
    names = parser.parse_args().names or NAMES
    if unknown := set(names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    began = time.perf_counter()
    print(LINE.format("", "quartile", "median", "quartile", "", "bound", ""))
    for name in names:
        show(importlib.import_module(f"benchmarks.{name}").run())
    print(f"{time.perf_counter() - began:.0f} s")


def show(results: Iterable[Measure]) -> None:
    """Prints each line as soon as its part is done."""
    for one in results:
        bound = "" if one.bound is None else f"{'≥' if one.at_least else '≤'} {one.bound:g}"
        figures = (f"{value:,.2f}" for value in (one.low, one.middle, one.high))
        print(LINE.format(one.name, *figures, one.unit, bound, one.verdict), flush=True)


if __name__ == "__main__":
    main()
