"""The club's year as horizontal bars, legible on a phone; no company and nobody is named."""

from club.summary import Figure
from handlers.kit.blocks import cut
from handlers.kit.drawing import INK, LONGEST_ALT, png, write
from handlers.living.summary.reading import Meeting
from handlers.living.summary.words import LABELS, titled
from handlers.words import Translator

SHOWN = (
    *(Figure.CAME, Figure.UNNOTED, Figure.SENT, Figure.ON_TIME, Figure.HOSTED),
    *(Figure.TOPICS, Figure.CHOSEN, Figure.VOTES, Figure.EVALUATED),
    *(Figure.ASKED, Figure.SOLVED, Figure.HELPED, Figure.USES),
)
"""What the club did; what was not answered is no news for a picture."""
WIDTH, ROW, HEAD, FOOT, DPI = 7.2, 0.56, 0.75, 0.45, 100
"""Inches, and dots an inch."""
BAR = "#0b5394"


def title(t: Translator, meeting: Meeting) -> str:
    """What it is of."""
    said = t("The club’s year {year}", year=str(meeting.year.span.year))
    return titled(t, said, present=meeting.year.present)


def in_words(t: Translator, meeting: Meeting) -> str:
    """The same for who does not see the picture."""
    rows = (f"{t(LABELS[figure])} {t.number(n)}" for figure, n in _rows(meeting))
    return cut(f"{title(t, meeting)} · {' ; '.join([_companies(t, meeting), *rows])}", LONGEST_ALT)


def _companies(t: Translator, meeting: Meeting) -> str:
    return t.plural("{n} company", "{n} companies", meeting.companies)


def _rows(meeting: Meeting) -> list[tuple[Figure, int]]:
    return [(figure, meeting.figures[figure]) for figure in SHOWN if meeting.figures.get(figure, 0)]


def draw(t: Translator, meeting: Meeting) -> bytes:
    """The picture, as PNG: some 720 dots wide, as high as its rows need."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Drawn

    rows = _rows(meeting)
    height = HEAD + ROW * max(len(rows), 1) + FOOT
    drawn = Drawn(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    canvas = FigureCanvasAgg(drawn)
    axes = drawn.add_axes((0.03, FOOT / height, 0.94, ROW * max(len(rows), 1) / height))
    axes.set(xlim=(0, 1), ylim=(max(len(rows), 1), 0))
    axes.set_axis_off()
    write(drawn, 0.03, 1 - 0.3 / height, title(t, meeting), size=15, weight="bold", va="center")
    most = max((n for _, n in rows), default=1)
    for at, (figure, n) in enumerate(rows):
        write(axes, 0, at + 0.24, t(LABELS[figure]), size=12, va="center")
        length = 0.85 * n / most
        axes.barh(at + 0.64, max(length, 0.004), height=0.34, color=BAR)
        write(axes, length + 0.015, at + 0.64, t.number(n), size=12, va="center")
    write(drawn, 0.03, 0.2 / height, _companies(t, meeting), size=11, va="center", color=INK)
    return png(canvas)
