"""The list as a spreadsheet: company by company, numbered, with the columns that the site asks.

What somebody typed is a text in its cell, never a formula.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from club.gate import GateField, Identity
from handlers.events.gate.words import FIELDS
from handlers.words import Translator
from storage.gate import GateLine

WIDE = 28
_DAY = "DD/MM/YYYY"


def sheet_of(
    t: Translator,
    title: str,
    fields: Sequence[GateField],
    lines: Sequence[GateLine],
    said: Mapping[str, Identity],
) -> bytes:
    """The whole file."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = t("Visitors")
    heads = [t("No."), t("Company"), t("Name"), *(t(FIELDS[one]) for one in fields)]
    _row(sheet, 1, [title], bold=True)
    _row(sheet, 2, heads, bold=True)
    ordered = sorted(lines, key=lambda one: (one.company.casefold(), one.number))
    for at, one in enumerate(ordered, 3):
        told = said.get(one.key, {})
        _row(sheet, at, [str(one.number), one.company, one.name, *(told.get(field, "") for field in fields)])
        sheet.cell(at, 1).value = one.number
        for column, field in enumerate(fields, 4):
            if field is GateField.BIRTH_DATE and told.get(field):
                cell = sheet.cell(at, column)
                cell.value, cell.number_format = date.fromisoformat(told[field]), _DAY
    for column in range(2, len(heads) + 1):
        sheet.column_dimensions[sheet.cell(2, column).column_letter].width = WIDE
    sheet.freeze_panes = "A3"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _row(sheet: Worksheet, at: int, values: Sequence[str], *, bold: bool = False) -> None:
    for column, value in enumerate(values, 1):
        if not value:
            continue
        cell = sheet.cell(at, column)
        assert isinstance(cell, Cell)
        cell.value = value
        cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)
