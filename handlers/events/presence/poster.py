"""The code as a picture to show in the room: large letters, how to use them, and a QR (ISO/IEC 18004)."""

from typing import Any

from club.events import Event
from club.presence import closes, opens
from handlers.kit.blocks import cut
from handlers.kit.drawing import LONGEST_ALT, png, write
from handlers.words import Translator

WIDTH, HEIGHT, DPI = 9.6, 5.4, 150
"""Inches, and dots an inch: as wide as a screen."""
LONGEST_TITLE = 60
QR_MIDDLE, QR_FOOT, QR_SIDE = 0.82, 0.2, 0.55
"""Where the QR stands, and its side: in widths, heights and heights of the picture."""


def in_words(t: Translator, event: Event, code: str) -> str:
    """The same for who does not see the picture."""
    return cut(f"{t('Presence code: {code}', code=code)}. {event.title}. {_how(t, code)}", LONGEST_ALT)


def _how(t: Translator, code: str) -> str:
    return t("In Slack: /prime presence {code}", code=code)


def draw(t: Translator, event: Event, code: str, link: str) -> bytes:
    """As PNG, 1440 dots by 810; without a QR where no link is known."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    middle = 0.34 if link else 0.5
    write(figure, 0.5, 0.9, cut(event.title, LONGEST_TITLE), size=20, weight="bold", ha="center", va="center")
    write(figure, middle, 0.56, code, size=96 if link else 130, weight="bold", ha="center", va="center")
    write(figure, middle, 0.3, _how(t, code), size=16, ha="center", va="center")
    good = t("From {start} to {end}", start=t.time(opens(event)), end=t.time(closes(event)))
    write(figure, middle, 0.2, good, size=14, ha="center", va="center")
    if link:
        _qr(figure, link)
        write(figure, QR_MIDDLE, 0.14, t("or the button in Prime"), size=14, ha="center", va="center")
    return png(canvas)


def _qr(figure: Any, link: str) -> None:
    """The link's modules, dark on light, with the quiet zone that the standard asks for."""
    import segno

    modules = [list(row) for row in segno.make(link, error="m").matrix_iter(border=4)]
    width = QR_SIDE * HEIGHT / WIDTH
    axes = figure.add_axes((QR_MIDDLE - width / 2, QR_FOOT, width, QR_SIDE))
    axes.imshow(modules, cmap="binary", vmin=0, vmax=1, interpolation="nearest")
    axes.set_axis_off()
