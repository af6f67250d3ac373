"""What pictures are drawn with. matplotlib is loaded when the first one is drawn, which takes a second."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from typing import Any

COLOURS_KEPT = 64
POINTS = 72
"""An inch."""
FRACTION = 1 << 16
"""FreeType's unit of advances (16.16, FT_GlyphSlotRec)."""
INK = "#1d1c1d"
FONT = "DejaVu Sans"
"""matplotlib's own, which it brings along."""
LONGEST_ALT = 1000
"""Slack's own limit (docs.slack.dev, files.getUploadURLExternal: alt_txt_too_large)."""


def png(canvas: Any) -> bytes:
    """With few colours, which a palette of them makes a third as large."""
    from PIL import Image  # comes with matplotlib, which writes its own PNG by it

    out = BytesIO()
    canvas.draw()
    drawn = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
    drawn.quantize(COLOURS_KEPT).save(out, format="PNG", optimize=True)
    return out.getvalue()


def pdf(pages: Iterable[Any], title: str) -> bytes:
    """Figures as the pages of a PDF (ISO 32000), whose text can be searched and read aloud.

    The same words give the same bytes, for no hour of its making stands in it.
    """
    import matplotlib
    from matplotlib.backends.backend_pdf import PdfPages

    matplotlib.rcParams["pdf.fonttype"] = 42  # TrueType
    out = BytesIO()
    undated = {"CreationDate": None, "ModDate": None, "Creator": "Prime", "Producer": "Prime"}
    with PdfPages(out, metadata={"Title": title, **undated}) as file:
        for page in pages:
            file.savefig(page)
    return out.getvalue()


def fitted(words: str, width: float, size: int, *, bold: bool = False) -> list[str]:
    """Words in lines that are no wider than `width` inches; a word that is wider alone is broken."""
    lines, line = list[str](), ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold=bold) <= width:
            line = longer
            continue
        *whole, line = _broken(word, width, size, bold=bold)
        lines += [*([longer[: -len(word) - 1]] if len(longer) > len(word) else []), *whole]
    return [*lines, line] if line else lines


def _broken(word: str, width: float, size: int, *, bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and width_of(parts[-1] + letter, size, bold=bold) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def width_of(words: str, size: int, *, bold: bool = False) -> float:
    """In inches, letter by letter; what stands closer together is a little less wide."""
    return sum(_advance(letter, bold=bold) for letter in _drawable(words)) * size / POINTS


@cache
def _advance(letter: str, *, bold: bool) -> float:
    """How wide a letter is, in parts of the size of the type."""
    from matplotlib import font_manager
    from matplotlib.ft2font import LoadFlags

    wanted = font_manager.FontProperties(family=FONT, weight="bold" if bold else "normal")
    font = font_manager.get_font(font_manager.findfont(wanted))
    font.set_size(POINTS, POINTS)
    return float(font.load_char(ord(letter), LoadFlags.NO_HINTING).linearHoriAdvance) / FRACTION / POINTS


def write(on: Any, x: float, y: float, words: str, *, size: int, color: str = INK, **style: Any) -> None:
    """Writes words as they are typed: no formulas, and a sign for what the font has no letter for."""
    on.text(x, y, _drawable(words), fontsize=size, color=color, parse_math=False, **style)


def _drawable(words: str) -> str:
    """A letter missing in the font would be warned of each time it is drawn."""
    plain = words.replace("\u202f", " ").replace("\n", " ")
    return "".join(letter if ord(letter) in _letters() else "\ufffd" for letter in plain)


@cache
def _letters() -> frozenset[int]:
    """What the font has."""
    from matplotlib import font_manager

    return frozenset(font_manager.get_font(font_manager.findfont(FONT)).get_charmap())
