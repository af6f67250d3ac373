"""A CSV file as a table: delimiter and header found out, cells cleaned, faults with their line."""

import csv
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice

from club.folding import fold
from handlers.imports.faults import RowFault, short
from handlers.imports.wrong import Told
from handlers.kit.csv import FORMULA
from handlers.words import mark

_DELIMITERS = ",;\t"
_SEP = re.compile(r'\ufeff?"?sep=([^\w\s"]|\t)"?[;,\t ]*(?=\r|\n|$)', re.IGNORECASE)
"""The line by which Excel is told of the delimiter."""
_TITLES = 20
"""Lines among which the header is looked for: tools write the list's title and its date above it."""
_TOTALS = {"total", "totaux", "total general", "sous-total", "somme", "grand total", "nombre total"}
_INVISIBLE = re.compile(
    "(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"  # the joiner of two emoji stays
    "|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029")


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one line, by column name; a column the file does not have is empty."""

    number: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class Table:
    """The lines that could be read, the faults of those that could not, and what was left out."""

    lines: list[TableRow] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    notes: list[RowFault] = field(default_factory=list)
    columns: Sequence[str] = ()
    """Those of the header that are known."""
    header: int = 0
    """The line of the header."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column we know: its English name, its other names, and whether the file must have it."""

    name: str
    others: Sequence[str] = ()
    needed: bool = False
    unless: str = ""
    """The column that does instead of a needed one."""


def read_table(text: str, columns: Sequence[Column], *, ignore_extra: bool = False) -> Table:
    """Read `text` by its header; a fault in the header leaves no line, for every cell would be in doubt.

    Columns that nobody knows are faults; with `ignore_extra` they are left out, and named in the notes.
    """
    table = Table()
    text, delimiter, header_line = _shape(text, columns)
    records = list(_records(text, delimiter, table.faults))
    above = [record for record in records if record[0] < header_line]
    table.notes.extend(
        RowFault(line, "", Told(mark("above the header, left out: “{cells}”"), cells=short(" ".join(cells))))
        for line, cells in above
    )
    first, header = records[len(above)] if len(records) > len(above) else (header_line, [])
    if not header and not table.faults:
        table.faults.append(
            RowFault(first, "", Told(mark("no header; expected: {columns}"), columns=_listed(columns)))
        )
    if table.faults:
        return table
    table.header = first
    names = _names(first, header, columns, table, ignore_extra=ignore_extra)
    table.columns = [name for name in names if name]
    if not table.faults:
        _fill(table, names, records[len(above) + 1 :])
    return table


def _shape(text: str, columns: Sequence[Column]) -> tuple[str, str, int]:
    """The text without its "sep=;", the delimiter, and the line of the header.

    That is the first line with all that is needed, or else the one with most names that we know.
    """
    told = _SEP.match(text)
    text = text[told.end() :] if told else text
    known = _known(columns)
    first = next((line for line in text.splitlines() if line.strip()), "")
    heads = [
        ((_has(columns, found), len(found), -number, first.count(delimiter)), delimiter)
        for delimiter in (told[1] if told else _DELIMITERS)
        for number, cells in islice(_records(text, delimiter, []), _TITLES)
        for found in [{known[key] for key in map(_key, cells) if key in known}]
    ]
    (_, _, line, _), delimiter = max(heads, default=((False, 0, -1, 0), _DELIMITERS[0]))
    return text, delimiter, -line


def _records(text: str, delimiter: str, faults: list[RowFault]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of the line it begins on; cells cleaned, blank lines left out."""
    # The quote that is never closed is found only at the end of the text: strict tells of it.
    rows = csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    while True:
        begins = rows.line_num + 1
        try:
            cells = [_clean(cell) for cell in next(rows)]
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(RowFault(begins, "", Told(mark("not CSV: {error}"), error=error)))
            return
        if any(cells):
            yield begins, cells


def _clean(cell: str) -> str:
    """Composed letters (NFC), Unix line ends; nothing that cannot be seen, no white space around.

    The apostrophe that kept a spreadsheet from reading a formula, as our own exports have it, goes too.
    """
    seen = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", cell))).strip()
    return seen[1:] if seen[:1] == "'" and seen[1:].startswith(FORMULA) else seen


def _names(
    line: int, header: Sequence[str], columns: Sequence[Column], table: Table, *, ignore_extra: bool
) -> list[str]:
    """Our names of the header's columns, "" for one left out; a double or missing one is a fault."""
    known = _known(columns)
    names: list[str] = []
    extra: list[str] = []
    while header and not header[-1]:
        header = header[:-1]
    for title in header:
        name = known.get(_key(title), "")
        if not name:
            extra.append(title)
        elif name in names:
            twice = Told(mark("column given twice, as {name}; keep one"), name=name)
            table.faults.append(RowFault(line, short(title), twice))
        names.append(name)
    missing = [column.name for column in columns if column.needed and not _has([column], set(names))]
    table.faults.extend(RowFault(line, name, Told(mark("column missing"))) for name in missing)
    _tell_extra(line, extra, columns, table, ignore_extra=ignore_extra)
    return names


def _tell_extra(
    line: int, extra: Sequence[str], columns: Sequence[Column], table: Table, *, ignore_extra: bool
) -> None:
    titles = [short(title) or "(no name)" for title in extra]
    if ignore_extra and titles:
        table.notes.append(
            RowFault(line, "", Told(mark("columns left out: {titles}"), titles=", ".join(titles)))
        )
    elif titles:
        unknown = mark("unknown column; expected: {columns}; --ignore-extra leaves it out")
        reason = Told(unknown, columns=_listed(columns))
        table.faults.extend(RowFault(line, title, reason) for title in titles)


def _fill(table: Table, names: Sequence[str], records: Sequence[tuple[int, list[str]]]) -> None:
    for number, cells in records:
        # Spreadsheets write empty cells to the right of the last column.
        if len(cells) < len(names) or any(cells[len(names) :]):
            what = mark("{count} cells under a header of {names}; quote a text that holds a delimiter")
            reason = Told(what, count=len(cells), names=len(names))
            table.faults.append(RowFault(number, "", reason))
        else:
            pairs = zip(names, cells, strict=False)
            table.lines.append(TableRow(number, {name: cell for name, cell in pairs if name}))
    if len(records) > 1 and fold(next(filter(None, records[-1][1]))).rstrip(" :") in _TOTALS:
        reason = Told(mark("looks like a line of totals; delete it, or, if it is a name, move it up"))
        table.faults.append(RowFault(records[-1][0], "", reason))


def _known(columns: Sequence[Column]) -> dict[str, str]:
    return {_key(name): column.name for column in columns for name in (column.name, *column.others)}


def _has(columns: Sequence[Column], names: Collection[str]) -> bool:
    """Whether all that is needed is among the names."""
    return all(
        column.name in names or (column.unless and column.unless in names)
        for column in columns
        if column.needed
    )


def _key(title: str) -> str:
    return "".join(sign for sign in fold(title) if sign.isalnum())


def _listed(columns: Sequence[Column]) -> str:
    return ", ".join(column.name for column in columns)
