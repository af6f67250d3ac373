"""`python -m benchmarks [name …]`: runs what is named, or all, and prints one table."""

import argparse
import importlib
import sys
import time
from collections.abc import Iterable

from benchmarks.measure import Measure

NAMES = ("rsvp", "listeners", "http", "socket", "outbox", "search", "tally", "intents", "home")
REPORTS = ("placement", "growth", "ticks", "trail")
"""What prints a table of its own."""
LINE = "{:<44}{:>10}{:>10}{:>10}  {:<5}{:>8}  {}"


def main() -> None:
    """Exit code 0 unless a result is wrong. A bound not kept is shown: the machine may be to blame; with
    `--check` it is 1 then."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"one of {', '.join(NAMES + REPORTS)}")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bound is not kept")
    given = parser.parse_args()
    names = given.names or NAMES + REPORTS
    if unknown := set(names) - set(NAMES + REPORTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    began = time.perf_counter()
    if not {*REPORTS}.issuperset(names):
        print(LINE.format("", "quartile", "median", "quartile", "", "bound", ""))
    kept = [_run(name) for name in names]
    print(f"{time.perf_counter() - began:.0f} s")
    if given.check and not all(kept):
        sys.exit(1)


def _run(name: str) -> bool:
    module = importlib.import_module(f"benchmarks.{name}")
    return bool(module.report()) if name in REPORTS else show(module.run())


def show(results: Iterable[Measure]) -> bool:
    """Prints each line as soon as its part is done; whether every bound was kept."""
    kept = True
    for one in results:
        bound = "" if one.bound is None else f"{'≥' if one.at_least else '≤'} {one.bound:g}"
        figures = (f"{value:,.2f}" for value in (one.low, one.middle, one.high))
        print(LINE.format(one.name, *figures, one.unit, bound, one.verdict), flush=True)
        kept &= one.verdict in ("", "ok")
    return kept


if __name__ == "__main__":
    main()
