"""The list on paper: company by company, numbered, on as many numbered pages (A4, landscape) as it takes.

Whatever is long goes on in the line below, and a person never stands on two pages.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from club.events import Event
from club.gate import GateField, Identity
from handlers.events.gate.sheet import heads_of, in_order
from handlers.events.shared import party
from handlers.kit.drawing import fitted, pdf, write
from handlers.words import Translator
from storage.gate import GateLine

WIDTH, HEIGHT = 11.69, 8.27
"""A4, in inches."""
MARGIN, GAP = 0.5, 0.12
"""Around the page, and between columns."""
SIZE, LARGE = 9, 14
STEP, PAD = 0.17, 0.06
"""From line to line, and above and below a person."""
SHARES: Mapping[GateField | str, float] = {
    **{"number": 0.45, "company": 2.2, "name": 2.2},
    **{GateField.BIRTH_DATE: 1.1, GateField.NATIONALITY: 1.3, GateField.ID_NUMBER: 1.8},
    GateField.VEHICLE: 1.4,
}
"""How wide a column is beside the others."""
FOOT = MARGIN + 0.45
"""Where people end, above the foot."""

Cells = Sequence[Sequence[str]]
"""A row: of each column its lines."""


def paper_of(
    t: Translator,
    event: Event,
    comment: str,
    fields: Sequence[GateField],
    lines: Sequence[GateLine],
    said: Mapping[str, Identity],
) -> bytes:
    """The whole file; the same list gives the same bytes."""
    widths = _widths(fields)
    head = _cells(heads_of(t, fields), widths, bold=True)
    title = fitted(event.title, WIDTH - 2 * MARGIN, LARGE, bold=True)
    about = fitted(f"{party.when(t, event)} · {party.where(t, event)}", WIDTH - 2 * MARGIN, SIZE)
    top = HEIGHT - MARGIN - STEP * (2 * len(title) + len(about) + 1)
    rows = [_cells(_values(one, fields, said.get(one.key, {}), t), widths) for one in in_order(lines)]
    pages = _paged(rows, top - _height(head) - FOOT) or [[]]
    figures = []
    for number, page in enumerate(pages, 1):
        figure = _figure()
        _write_lines(figure, MARGIN, HEIGHT - MARGIN, title, size=LARGE, step=2 * STEP, weight="bold")
        _write_lines(figure, MARGIN, top + STEP * (len(about) + 1), about)
        at = _write_row(figure, top, head, widths, weight="bold")
        for row in page:
            at = _write_row(figure, at, row, widths)
        turned = t("Page {n} of {total}", n=t.number(number), total=t.number(len(pages)))
        _write_lines(figure, MARGIN, MARGIN + STEP, [turned, comment])
        figures.append(figure)
    return pdf(figures, event.title)


def _values(one: GateLine, fields: Sequence[GateField], told: Identity, t: Translator) -> list[str]:
    name = one.name or t("somebody who left the club")
    return [str(one.number), one.company, name, *(_value(field, told.get(field, "")) for field in fields)]


def _value(field: GateField, value: str) -> str:
    if field is GateField.BIRTH_DATE and value:
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    return value


def _widths(fields: Sequence[GateField]) -> list[float]:
    """Of each column, in inches; together they are as wide as the page."""
    shares = [SHARES[one] for one in ("number", "company", "name", *fields)]
    free = WIDTH - 2 * MARGIN - GAP * (len(shares) - 1)
    return [free * one / sum(shares) for one in shares]


def _cells(values: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> Cells:
    return [fitted(value, width, SIZE, bold=bold) for value, width in zip(values, widths, strict=True)]


def _height(row: Cells) -> float:
    return max(len(cell) for cell in row) * STEP + 2 * PAD


def _paged(rows: Sequence[Cells], room: float) -> list[list[Cells]]:
    """Which people stand on which page."""
    pages, left = list[list[Cells]](), 0.0
    for row in rows:
        if not pages or _height(row) > left:
            pages.append([])
            left = room
        pages[-1].append(row)
        left -= _height(row)
    return pages


def _figure() -> Any:
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH, HEIGHT), facecolor="white")


def _write_row(figure: Any, at: float, row: Cells, widths: Sequence[float], **style: Any) -> float:
    """A person, or the head, from `at` (inches above the foot of the page) down; where the next begins."""
    from matplotlib.lines import Line2D

    left, below = MARGIN, at - _height(row)
    for cell, width in zip(row, widths, strict=True):
        _write_lines(figure, left, at - PAD, cell, **style)
        left += width + GAP
    ends = [MARGIN / WIDTH, 1 - MARGIN / WIDTH]
    figure.add_artist(Line2D(ends, [below / HEIGHT] * 2, color="#bbbbbb", linewidth=0.5))
    return below


def _write_lines(
    figure: Any,
    left: float,
    top: float,
    lines: Sequence[str],
    *,
    size: int = SIZE,
    step: float = STEP,
    **style: Any,
) -> None:
    """Each below the other, the first from `top` down; in inches from the page's lower left corner."""
    for number, line in enumerate(lines):
        y = top - number * step
        write(figure, left / WIDTH, y / HEIGHT, line, size=size, va="top", **style)
