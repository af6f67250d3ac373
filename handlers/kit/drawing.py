"""What pictures are drawn with. matplotlib is loaded when the first one is drawn, which takes a second."""

from io import BytesIO
from typing import Any

COLOURS_KEPT = 64
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


def write(on: Any, x: float, y: float, words: str, *, size: int, color: str = INK, **style: Any) -> None:
    """Writes words as they are typed: no formulas, and a sign for what the font has no letter for."""
    on.text(x, y, _drawable(words), fontsize=size, color=color, parse_math=False, **style)


def _drawable(words: str) -> str:
    """A letter missing in the font would be warned of each time it is drawn."""
    from matplotlib import font_manager

    known = font_manager.get_font(font_manager.findfont(FONT)).get_charmap()
    plain = words.replace("\u202f", " ").replace("\n", " ")
    return "".join(letter if ord(letter) in known else "\ufffd" for letter in plain)
