"""The picture: everything that can be done, by what it costs in the small club and in the large one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure

from benchmarks.growth.measured import Bound, Growth

WITHIN, BESIDES = "#1f6f5c", "#c2571a"
UNITS = {"SQLite": "steps of SQLite’s virtual machine", "PostgreSQL": "rows read by PostgreSQL"}


def draw(grown: Mapping[str, Sequence[Growth]], bounds: Mapping[str, Bound], path: Path) -> None:
    """One square for each engine, both axes by powers of ten; what lies on the diagonal costs the same."""
    figure = Figure(figsize=(6.4 * len(grown), 6.0), layout="constrained")
    for at, (engine, lines) in enumerate(grown.items(), start=1):
        axes = figure.add_subplot(1, len(grown), at)
        _square(axes, lines, bounds[engine])
        axes.set_title(f"{UNITS[engine]}: 60,000 members against 600", fontsize=10)
    figure.savefig(path, metadata={"Date": None})


def _square(axes, lines: Sequence[Growth], bound: Bound) -> None:  # type: ignore[no-untyped-def]
    most = max(max(one.small.work, one.large.work) for one in lines) * 2
    axes.set(xscale="log", yscale="log", xlim=(10, most), ylim=(10, most), xlabel="600", ylabel="60,000")
    edge = [10 ** (at / 20) for at in range(20, 160) if 10 ** (at / 20) <= most]
    axes.plot([10, most], [10, most], color="#999999", linewidth=0.8)
    axes.plot(
        edge, [bound.times * x + bound.work for x in edge], color="#999999", linewidth=0.8, linestyle="--"
    )
    for colour, chosen in ((WITHIN, True), (BESIDES, False)):
        points = [one for one in lines if bound.holds(one.small, one.large) is chosen]
        axes.scatter(
            [max(10, one.small.work) for one in points],
            [max(10, one.large.work) for one in points],
            s=14, color=colour, alpha=0.7, linewidths=0,
        )  # fmt: skip
