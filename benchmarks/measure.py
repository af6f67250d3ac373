"""Timing in interleaved rounds: medians and quartiles of what stood side by side in the same round."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: a ratio, or a figure with its unit."""

    name: str
    unit: str
    low: float
    middle: float
    high: float
    bound: float | None = None
    at_least: bool = False
    """Whether the bound is a floor and no ceiling."""

    @property
    def verdict(self) -> str:
        """Whether the median keeps the bound."""
        if self.bound is None:
            return ""
        kept = self.middle >= self.bound if self.at_least else self.middle <= self.bound
        return "ok" if kept else "over" if not self.at_least else "under"


def spread(
    name: str, values: list[float], unit: str = "x", bound: float | None = None, *, at_least: bool = False
) -> Measure:
    """Median and quartiles of what the rounds gave."""
    low, _, high = quantiles(values, n=4)
    return Measure(name, unit, low, median(values), high, bound, at_least)


def rounds(
    cases: Mapping[str, Callable[[int], None]], *, count: int, inner: int
) -> Mapping[str, list[float]]:
    """Seconds a call, for each case and round.

    Each round calls every case `inner` times, in an order that turns by one from round to round; a case is
    told how many calls came before. The collector is emptied before each and stays off while it runs.
    """
    names = list(cases)
    gc.collect()
    gc.freeze()  # what is there already need not be looked through again before each round
    took: dict[str, list[float]] = {name: [] for name in names}
    for at in range(count):
        turned = at % len(names)
        for name in names[turned:] + names[:turned]:
            took[name].append(_timed(cases[name], at * inner, inner))
    gc.unfreeze()
    return took


def _timed(case: Callable[[int], None], first: int, inner: int) -> float:
    gc.collect()
    gc.disable()
    try:
        began = time.perf_counter()
        for at in range(first, first + inner):
            case(at)
        return (time.perf_counter() - began) / inner
    finally:
        gc.enable()


def ratios(over: list[float], under: list[float]) -> list[float]:
    """Round by round."""
    return [a / b for a, b in zip(over, under, strict=True)]


def milliseconds(name: str, seconds: list[float]) -> Measure:
    """How long a call took."""
    return spread(name, [1000 * value for value in seconds], "ms")
