"""One cell at a time: each function gives the value or raises Wrong with the reason."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from club.folding import fold
from club.money import UnreadableAmount, cents_of
from handlers.imports.faults import RowFault, short
from handlers.imports.table import TableRow
from handlers.imports.wrong import CellError, Told
from handlers.words import mark

MAX_NAME, MAX_TEXT, MAX_CAPACITY, MAX_WEIGHT = 150, 3000, 100_000, 1_000_000

UNREADABLE_AMOUNT = mark("unreadable amount: “{cell}”; write 1234.50 or 1 234,50")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_NUMBER = re.compile(r"([0-9]+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+)(?:[.,]0+)?")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one line, and notes what is wrong instead of stopping at it."""

    line: TableRow
    faults: list[RowFault]

    def take(self, column: str, parse: Callable[[str], Value], default: Value) -> Value:
        """The cell's value; `default` where it is empty, or wrong and noted as a fault."""
        cell = self.line.cells.get(column, "")
        if not cell:
            return default
        try:
            return parse(cell)
        except CellError as wrong:
            self.note(column, wrong.reason, no_hour=wrong.no_hour)
            return default

    def need(self, column: str, parse: Callable[[str], Value], default: Value) -> Value:
        """As `take`, but an empty cell is a fault."""
        if not self.line.cells.get(column, ""):
            self.fault(column, mark("empty"))
        return self.take(column, parse, default)

    def fault(self, column: str, template: str, **values: object) -> None:
        """Note a fault of this line."""
        self.note(column, Told(template, **values))

    def note(self, column: str, reason: Told, *, no_hour: bool = False) -> None:
        """The same, in words that are there."""
        self.faults.append(RowFault(self.line.number, column, reason, no_hour))

    def has(self, *columns: str) -> bool:
        """Whether one of these cells is filled."""
        return any(self.line.cells.get(column) for column in columns)


def name(cell: str) -> str:
    """One line of text, short enough for every place where Slack shows it."""
    said = " ".join(cell.translate(_FULL_WIDTH).split())
    if not any(sign.isalnum() for sign in said):
        raise CellError(
            mark("“{cell}” holds neither letter nor digit; write a name, or leave it empty"), cell=short(said)
        )
    return _within(MAX_NAME, said)


def several(cell: str) -> list[str]:
    """Names with a bar, a semicolon or a line end between them; a comma may stand in a name."""
    return [name(one) for one in re.split(r"[|;\n]", cell) if one.strip()]


def person(cell: str) -> str:
    """A person's name. A question mark or a digit is no letter of one: an accent was lost there."""
    said = name(cell)
    if "?" in said or "@" in said or not any(sign.isalpha() for sign in said):
        raise CellError(mark("“{cell}” is no name of a person; type it again"), cell=short(said))
    return said


def text(cell: str) -> str:
    """Several lines are allowed."""
    return _within(MAX_TEXT, cell)


def _within(limit: int, said: str) -> str:
    if len(said) > limit:
        raise CellError(mark("{count} characters; at most {most}"), count=len(said), most=limit)
    for sign in said:
        kind = unicodedata.category(sign)
        if kind == "Cc" and sign not in "\n\t":
            raise CellError(mark("holds a control character; type it again"))
        if kind in ("Co", "Cn", "Cs"):
            raise CellError(
                mark("holds a character that is none (U+{code}); type it again"), code=f"{ord(sign):04X}"
            )
    return said


def choice(words: Mapping[str, Value]) -> Callable[[str], Value]:
    """One of `words`, whose keys are folded; case and accents do not count."""

    def parse(cell: str) -> Value:
        found = words.get(fold(cell))
        if found is None:
            raise CellError(mark("“{cell}” is none of: {words}"), cell=short(cell), words=", ".join(words))
        return found

    return parse


def link(cell: str) -> str:
    """A web address."""
    try:
        parts = urlsplit(cell)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(sign.isspace() for sign in cell):
        raise CellError(mark("“{cell}” is no http:// or https:// address; write https://…"), cell=short(cell))
    return _within(MAX_TEXT, cell)


def cents(cell: str) -> int:
    """An amount in whole cents; what could be two amounts is refused."""
    try:
        return cents_of(cell.translate(_FULL_WIDTH))
    except UnreadableAmount:
        raise CellError(UNREADABLE_AMOUNT, cell=short(cell)) from None


def capacity(cell: str) -> int:
    """A whole number of seats, at least 1."""
    seats = _whole(cell, 1, MAX_CAPACITY)
    if seats is None:
        raise CellError(
            mark("“{cell}” is no whole number from 1 to {most}; leave it empty for no limit"),
            cell=short(cell),
            most=MAX_CAPACITY,
        )
    return seats


def weight(cell: str) -> int:
    """How much a company's vote weighs: a whole number, at least 1."""
    said = _whole(cell, 1, MAX_WEIGHT)
    if said is None:
        raise CellError(
            mark("“{cell}” is no whole number from 1 to {most}"), cell=short(cell), most=MAX_WEIGHT
        )
    return said


def year(first: int, last: int) -> Callable[[str], int]:
    """A year within these."""

    def parse(cell: str) -> int:
        said = _whole(cell, first, last)
        if said is None:
            raise CellError(
                mark("“{cell}” is no year from {first} to {last}"), cell=short(cell), first=first, last=last
            )
        return said

    return parse


def _whole(cell: str, least: int, most: int) -> int | None:
    """The number, also as spreadsheets show it: "1 000", "20,0"; None where it is none, or out of bounds."""
    found = _NUMBER.fullmatch(cell.translate(_FULL_WIDTH))
    digits = re.sub(r"\D", "", found[1]) if found else ""
    if not digits or len(digits) > len(str(most)) or not least <= int(digits) <= most:
        return None
    return int(digits)
