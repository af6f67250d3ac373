"""Calls of dues, and a bank's list of payments, out of their files. Nothing here touches the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from club.dues import FIRST_YEAR, LAST_YEAR
from club.folding import fold
from club.reconciling import BankLine
from handlers.imports import cells, dates
from handlers.imports.cells import CellReader
from handlers.imports.columns import BANK_COLUMNS, DUES_COLUMNS
from handlers.imports.faults import RowFault
from handlers.imports.table import Table, read_table
from handlers.imports.wrong import Told
from handlers.words import mark

LONGEST_LABEL = 300
"""So much of what a bank says of a line: a payment is known again by it, through an index."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call of the file."""

    line: int
    company: str
    year: int
    net: int
    gross: int
    day: date
    reference: str


@dataclass(frozen=True, slots=True)
class ParsedDues:
    """What a file says: calls, or a bank's lines. With any fault nothing of it may be imported."""

    calls: Sequence[CallRow] = ()
    lines: Sequence[BankLine] = ()
    faults: list[RowFault] = field(default_factory=list)
    notes: list[RowFault] = field(default_factory=list)


def parse_dues(text: str, *, ignore_extra: bool = False) -> ParsedDues:
    """Calls where the file has due dates, else a bank's list, told by its columns."""
    calls = read_table(text, DUES_COLUMNS, ignore_extra=ignore_extra)
    if not _missing(calls):
        return _calls(calls)
    bank = read_table(text, BANK_COLUMNS, ignore_extra=True)
    return ParsedDues(faults=bank.faults) if _missing(bank) else _bank(bank)


def _missing(table: Table) -> bool:
    return any(fault.reason == "column missing" for fault in table.faults) or not (
        table.lines or table.faults
    )


def _calls(table: Table) -> ParsedDues:
    faults, rows = list(table.faults), []
    today = date.min
    for line in table.lines:
        reader = CellReader(line, faults)
        gross = reader.need("gross", cells.cents, 0)
        rows.append(
            CallRow(
                line=line.number,
                company=reader.need("company", cells.name, ""),
                year=reader.need("year", cells.year(FIRST_YEAR, LAST_YEAR), 0),
                net=reader.take("net", cells.cents, gross),
                gross=gross,
                day=reader.need("due date", dates.calendar_day, today),
                reference=reader.take("reference", cells.name, ""),
            )
        )
    twice: dict[tuple[str, int], int] = {}
    for row in rows:
        first = twice.setdefault((fold(row.company), row.year), row.line)
        if first != row.line:
            faults.append(
                RowFault(row.line, "company", Told(mark("as in line {line}; keep one"), line=first))
            )
    return ParsedDues(rows, faults=sorted(faults), notes=table.notes)


def _bank(table: Table) -> ParsedDues:
    faults, lines = list(table.faults), []
    for line in table.lines:
        reader = CellReader(line, faults)
        out = reader.take("debit", cells.cents, 0)
        cents = reader.take("amount", cells.cents, 0)
        if not reader.has("amount", "debit"):
            reader.fault("amount", mark("empty"))
        said = (reader.take(column, cells.text, "") for column in ("label", "reference"))
        label = " ".join(filter(None, said))[:LONGEST_LABEL]
        day = reader.need("date", dates.calendar_day, date.min)
        lines.append(BankLine(line.number, day, cents or -abs(out), label))
    return ParsedDues(lines=lines, faults=sorted(faults), notes=table.notes)
