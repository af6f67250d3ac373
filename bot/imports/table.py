"""A CSV file as a table: encoding, delimiter and header found out, faults with their line."""

import codecs
import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from club.folding import fold

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong on a line of the file (1 is the header), in which column ("" for the whole line)."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return (
            f"line {self.line}, {self.column}: {self.reason}"
            if self.column
            else f"line {self.line}: {self.reason}"
        )


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line, by column name; a column the file does not have is empty."""

    number: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class Table:
    """The lines that could be read, and the faults of those that could not."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    """A column we know: its English name, its other names, and whether the file must have it."""

    name: str
    others: Sequence[str] = ()
    needed: bool = False


def decode(data: bytes) -> str:
    """The file's text: UTF-8 with or without BOM, UTF-16 with BOM, else cp1252, as older Excels write.

    Raises UnicodeDecodeError where it is none of them.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def read_table(text: str, columns: Sequence[Column]) -> Table:
    """Read `text` by its header; a fault in the header leaves no line, for every cell would be in doubt."""
    table = Table()
    records = _records(text, table.faults)
    first, header = next(records, (1, []))
    if not header and not table.faults:
        table.faults.append(Fault(first, "", f"no header; expected: {_listed(columns)}"))
    names = _names(first, header, columns, table.faults) if not table.faults else []
    if table.faults:
        return table
    for number, cells in records:
        # Spreadsheets write empty cells to the right of the last column.
        surplus = cells[len(names) :]
        if len(cells) < len(names) or any(surplus):
            table.faults.append(Fault(number, "", f"{len(cells)} cells under a header of {len(names)}"))
        else:
            table.lines.append(Line(number, dict(zip(names, cells, strict=False))))
    return table


def _records(text: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of the line it begins on; cells trimmed, blank lines left out."""
    # The quote that is never closed is found only at the end of the text: strict tells of it.
    rows = csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        begins = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(Fault(begins, "", f"not CSV: {error}"))
            return
        if any(cell.strip() for cell in cells):
            yield begins, [_clean(cell) for cell in cells]


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=header.count)


def _clean(cell: str) -> str:
    """Composed letters (NFC), Unix line ends, no white space around."""
    return unicodedata.normalize("NFC", cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def _names(line: int, header: Sequence[str], columns: Sequence[Column], faults: list[Fault]) -> list[str]:
    """Our names of the header's columns; an unknown, double or missing one is a fault."""
    known = {_key(name): column.name for column in columns for name in (column.name, *column.others)}
    names: list[str] = []
    while header and not header[-1]:
        header = header[:-1]
    for title in header:
        name = known.get(_key(title), "")
        if not name:
            faults.append(Fault(line, title, f"unknown column; expected: {_listed(columns)}"))
        elif name in names:
            faults.append(Fault(line, title, "column given twice"))
        names.append(name)
    missing = [column.name for column in columns if column.needed and column.name not in names]
    faults.extend(Fault(line, name, "column missing") for name in missing)
    return names


def _key(title: str) -> str:
    return "".join(mark for mark in fold(title) if mark.isalnum())


def _listed(columns: Sequence[Column]) -> str:
    return ", ".join(column.name for column in columns)
