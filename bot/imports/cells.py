"""One cell at a time: each function gives the value or raises Wrong with the reason."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.imports.table import Fault, Line
from club.folding import fold

MAX_NAME, MAX_TEXT, MAX_CAPACITY, MAX_WEIGHT = 150, 3000, 100_000, 1_000_000

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,}")
_HOURS = re.compile(r" (\d{1,2}) ?[hH] ?(\d\d)?$")
"""How the French write a time: 9 h 30, 9h30, 17 h."""
_FORMATS = ("%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M")

Value = TypeVar("Value")


class Wrong(ValueError):  # noqa: N818 - reads as what it says
    """Why a cell cannot be taken."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the cells of one line, and notes what is wrong instead of stopping at it."""

    line: Line
    faults: list[Fault]

    def take(self, column: str, parse: Callable[[str], Value], default: Value) -> Value:
        """The cell's value; `default` where it is empty, or wrong and noted as a fault."""
        cell = self.line.cells.get(column, "")
        if not cell:
            return default
        try:
            return parse(cell)
        except Wrong as wrong:
            self.fault(column, str(wrong))
            return default

    def need(self, column: str, parse: Callable[[str], Value], default: Value) -> Value:
        """As `take`, but an empty cell is a fault."""
        if not self.line.cells.get(column, ""):
            self.fault(column, "empty")
        return self.take(column, parse, default)

    def fault(self, column: str, reason: str) -> None:
        """Note a fault of this line."""
        self.faults.append(Fault(self.line.number, column, reason))


def name(cell: str) -> str:
    """One line of text, short enough for every place where Slack shows it."""
    said = " ".join(cell.split())
    return _within(MAX_NAME, said)


def text(cell: str) -> str:
    """Several lines are allowed."""
    return _within(MAX_TEXT, cell)


def _within(limit: int, said: str) -> str:
    if len(said) > limit:
        raise Wrong(f"{len(said)} characters; at most {limit}")
    if any(unicodedata.category(mark) == "Cc" and mark not in "\n\t" for mark in said):
        raise Wrong("holds a control character")
    return said


def email(cell: str) -> str:
    """An address, in lower case."""
    if not _EMAIL.fullmatch(cell) or len(cell) > MAX_NAME:
        raise Wrong(f"“{cell}” is no e-mail address")
    return cell.lower()


def slack_id(cell: str) -> str:
    """A person's Slack id: U… or, in Enterprise Grid, W…."""
    if not _SLACK_ID.fullmatch(cell.upper()):
        raise Wrong(f"“{cell}” is no Slack id (U...)")
    return cell.upper()


def choice(words: Mapping[str, Value]) -> Callable[[str], Value]:
    """One of `words`, whose keys are folded; case and accents do not count."""

    def parse(cell: str) -> Value:
        found = words.get(fold(cell))
        if found is None:
            raise Wrong(f"“{cell}” is none of: {', '.join(words)}")
        return found

    return parse


def moment(zone: ZoneInfo) -> Callable[[str], datetime]:
    """A wall-clock time of `zone`, as an instant in UTC: "2027-01-14 09:30", "14/01/2027 9 h 30"."""

    def parse(cell: str) -> datetime:
        said = " ".join(cell.replace("T", " ").split())
        said = _HOURS.sub(lambda time: f" {time[1]}:{time[2] or '00'}", said)
        local = next((found for found in (_read(said, form) for form in _FORMATS) if found), None)
        if local is None:
            raise Wrong(f"“{cell}” is no date such as 2027-01-14 09:30 or 14/01/2027 09:30")
        instant = local.replace(tzinfo=zone).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) != local:
            raise Wrong(f"“{cell}” does not exist: the clocks go forward over it")
        return instant

    return parse


def _read(said: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(said, form)  # noqa: DTZ007 - the zone is put on by the caller
    except ValueError:
        return None


def link(cell: str) -> str:
    """A web address."""
    try:
        parts = urlsplit(cell)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(mark.isspace() for mark in cell):
        raise Wrong(f"“{cell}” is no http:// or https:// address")
    return _within(MAX_TEXT, cell)


def capacity(cell: str) -> int:
    """A whole number of seats, at least 1."""
    if not _whole(cell, 1, MAX_CAPACITY):
        raise Wrong(f"“{cell}” is no whole number from 1 to {MAX_CAPACITY}; leave it empty for no limit")
    return int(cell)


def weight(cell: str) -> int:
    """How much a company's vote weighs: a whole number, at least 1."""
    if not _whole(cell, 1, MAX_WEIGHT):
        raise Wrong(f"“{cell}” is no whole number from 1 to {MAX_WEIGHT}")
    return int(cell)


def year(first: int, last: int) -> Callable[[str], int]:
    """A year within these."""

    def parse(cell: str) -> int:
        if not _whole(cell, first, last):
            raise Wrong(f"“{cell}” is no year from {first} to {last}")
        return int(cell)

    return parse


def _whole(cell: str, least: int, most: int) -> bool:
    digits = cell.isascii() and cell.isdigit() and len(cell) <= len(str(most))
    return digits and least <= int(cell) <= most
