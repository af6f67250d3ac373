"""The figures as horizontal bars, legible on a phone: one row an option, its name above its bar.

Who is in bears a tick and a fuller colour; grades go from dark blue to dark red, which colour-blind eyes tell
apart, with their numbers inside. matplotlib is loaded when the first picture is drawn, which takes a second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from club.ballots import Grade, Method, Purpose, Stance
from club.tally import Figures, Stances
from handlers.choosing.results import sentences
from handlers.choosing.shared.counting import CountedBallot
from handlers.choosing.shared.figures import GRADES, detail, headline, names_of
from handlers.choosing.shared.grades import grade_name
from handlers.choosing.shared.stances import stance_name
from handlers.kit.blocks import cut
from handlers.kit.drawing import INK, LONGEST_ALT, png, write
from handlers.words import Translator

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROWS = 15
LONGEST_NAME, LONGEST_TITLE = 52, 46
WIDTH, ROW, HEAD, FOOT, DPI = 7.2, 0.62, 0.75, 0.75, 100
"""Inches, and dots an inch."""
TAKEN, LEFT, BLANK = "#0b5394", "#9fb8cf", "#eeeeee"
COLOURS = {
    Grade.EXCELLENT: ("#2166ac", "white"),
    Grade.GOOD: ("#92c5de", INK),
    Grade.FAIR: ("#f0f0f0", INK),
    Grade.POOR: ("#f4a582", INK),
    Grade.REJECT: ("#b2182b", "white"),
}
STANCE_COLOURS = {
    Stance.FOR: COLOURS[Grade.EXCELLENT],
    Stance.AGAINST: COLOURS[Grade.REJECT],
    Stance.ABSTAIN: COLOURS[Grade.FAIR],
}
"""The ends of ColorBrewer's RdBu, which it marks as safe for colour-blind eyes; and the ink upon each."""


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    said: str
    taken: bool
    figures: Figures

    @property
    def sign(self) -> str:
        """What tells it from the others without any colour."""
        return "✓ " if self.taken else ""


def in_words(t: Translator, outcome: CountedBallot) -> str:
    """The same for who does not see the picture, at most 1000 characters."""
    lines = [_words(t, row) for row in _rows(t, outcome)]
    while lines and len(_joined(t, outcome, lines)) > LONGEST_ALT:
        lines.pop()
    return cut(_joined(t, outcome, lines), LONGEST_ALT)


def _joined(t: Translator, outcome: CountedBallot, lines: Sequence[str]) -> str:
    left = len(outcome.ballot.options) - len(lines)
    more = [t.plural("and {n} other", "and {n} others", left)] if left else []
    return f"{outcome.ballot.title} · {' ; '.join([*lines, *more])}"


def _words(t: Translator, row: _Row) -> str:
    said = t("{title}: {figures}", title=row.name, figures=row.said)
    if row.figures.stances:
        return t("{said} (adopted)", said=said) if row.taken else t("{said} (rejected)", said=said)
    return t("{said} (chosen)", said=said) if row.taken else said


def _rows(t: Translator, outcome: CountedBallot) -> list[_Row]:
    ballot, count = outcome.ballot, outcome.result.tally
    names = names_of(t, ballot)
    ordered: Iterable[Figures] = count.figures
    if ballot.purpose is Purpose.EVALUATION:
        by_option = {one.option: one for one in count.figures}
        ordered = [by_option[one.id] for one in ballot.options]
    return [
        _Row(
            names[one.option],
            detail(t, ballot.rules, one),
            one.option in outcome.result.winners,
            one,
        )
        for one in list(ordered)[:ROWS]
    ]


def draw(t: Translator, outcome: CountedBallot) -> bytes:
    """The picture, as PNG: some 720 dots wide, as high as its rows need."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    rows = _rows(t, outcome)
    height = HEAD + ROW * len(rows) + FOOT
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0.03, FOOT / height, 0.94, ROW * len(rows) / height))
    axes.set(xlim=(0, 1), ylim=(len(rows), 0))
    axes.set_axis_off()
    title = cut(outcome.ballot.title, LONGEST_TITLE)
    write(figure, 0.03, 1 - 0.3 / height, title, size=15, weight="bold", va="center")
    judged = outcome.ballot.rules.method is Method.JUDGMENT
    legend = _legend(t, outcome.ballot.rules.method)
    most = max([row.figures.score for row in rows], default=0)
    for at, row in enumerate(rows):
        name = f"{row.sign}{row.name}"
        bold = "bold" if row.taken else "normal"
        write(axes, 0, at + 0.26, cut(name, LONGEST_NAME), size=13, weight=bold, va="center")
        if judged:
            _grades(t, axes, at, row.figures)
        elif row.figures.stances:
            _stances(t, axes, at, row.figures.stances)
        else:
            _bar(t, axes, at, row, outcome, most)
    _foot(t, figure, outcome, height, legend=legend, shown=len(rows))
    return png(canvas)


def _bar(t: Translator, axes: "Axes", at: int, row: _Row, outcome: CountedBallot, most: int) -> None:
    length = 0.68 * row.figures.score / max(most, 1)
    axes.barh(at + 0.66, max(length, 0.004), height=0.36, color=TAKEN if row.taken else LEFT)
    said = headline(t, outcome.ballot.rules, row.figures)
    write(axes, length + 0.015, at + 0.66, said, size=12, va="center")


def _grades(t: Translator, axes: "Axes", at: int, figures: Figures) -> None:
    """The shares of each grade among those given, the middle marked: there the majority grade lies."""
    if not figures.opinions:
        axes.barh(at + 0.66, 1, height=0.36, color=BLANK)
        write(axes, 0.01, at + 0.66, t("No opinion"), size=12, va="center")
        return
    left = 0.0
    for grade in GRADES:
        share = figures.grades[grade] / figures.opinions
        colour, ink = COLOURS[grade]
        axes.barh(at + 0.66, share, left=left, height=0.36, color=colour, edgecolor="#777777", linewidth=0.5)
        if share >= 0.05:
            number = t.number(figures.grades[grade])
            write(axes, left + share / 2, at + 0.66, number, size=12, color=ink, ha="center", va="center")
        left += share
    for end in (0.42, 0.84):
        axes.plot([0.5, 0.5], [at + end, at + end + 0.06], color=INK, linewidth=2)


def _stances(t: Translator, axes: "Axes", at: int, said: Stances) -> None:
    """For, against and abstentions among what was said of a resolution; the words in the bar, not the colour
    alone."""
    parts = [(said.favour, Stance.FOR), (said.against, Stance.AGAINST), (said.abstain, Stance.ABSTAIN)]
    whole, left = sum(many for many, _ in parts), 0.0
    if not whole:
        axes.barh(at + 0.66, 1, height=0.36, color=BLANK)
        write(axes, 0.01, at + 0.66, t("No answer"), size=12, va="center")
        return
    for many, stance in parts:
        share, (colour, ink) = many / whole, STANCE_COLOURS[stance]
        axes.barh(at + 0.66, share, left=left, height=0.36, color=colour, edgecolor="#777777", linewidth=0.5)
        name = stance_name(t, stance)
        words = f"{name} {t.number(many)}" if share >= 0.25 else t.number(many)
        if share >= 0.05:
            write(axes, left + share / 2, at + 0.66, words, size=12, color=ink, ha="center", va="center")
        left += share


def _legend(t: Translator, method: Method) -> Sequence[tuple[str, str]]:
    """What the colours stand for, for shares too small for a word: names and colours."""
    if method is Method.JUDGMENT:
        return [(grade_name(t, grade), COLOURS[grade][0]) for grade in GRADES]
    if method is Method.MOTION:
        return [(stance_name(t, stance), colour) for stance, (colour, _) in STANCE_COLOURS.items()]
    return ()


def _foot(
    t: Translator,
    figure: Any,
    outcome: CountedBallot,
    height: float,
    *,
    legend: Sequence[tuple[str, str]],
    shown: int,
) -> None:
    left = len(outcome.ballot.options) - shown
    more = t.plural("and {n} other", "and {n} others", left) if left else ""
    said = sentences.joined([more, sentences.turnout(t, outcome)])
    write(figure, 0.03, 0.2 / height, said, size=11, va="center")
    for at, (name, colour) in enumerate(legend):
        x, y = 0.03 + 0.19 * at, 0.5 / height
        box = {"facecolor": colour, "edgecolor": "#777777", "boxstyle": "square,pad=0.3"}
        write(figure, x + 0.005, y, "  ", size=8, va="center", bbox=box)
        write(figure, x + 0.035, y, name, size=11, va="center")
