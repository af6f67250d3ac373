"""The same clicks over Socket Mode, 32 at a time without an answer: one connection, which Slack's SDK reads.

Its no-op checks no signature and reads no form, as Socket Mode has neither: no bound is set on the ratio.
"""

from collections.abc import Iterator

from benchmarks.contest import contest
from benchmarks.http import measured
from benchmarks.measure import Measure


def run() -> Iterator[Measure]:
    """The table's lines."""
    with contest() as made:
        yield from measured(made, "socket", None)
