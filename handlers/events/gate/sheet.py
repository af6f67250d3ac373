"""The list as a spreadsheet: company by company, numbered, with the columns that the site asks.

What somebody typed is a text in its cell, never a formula.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from club.gate import GateField, Identity
from handlers.events.gate.words import FIELDS
from handlers.kit.cleaned import clean
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
    heads = heads_of(t, fields)
    _row(sheet, 1, [title], bold=True)
    _row(sheet, 2, heads, bold=True)
    for at, one in enumerate(in_order(lines), 3):
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
    _to_print(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _to_print(sheet: Worksheet) -> None:
    """On A4, as wide as the page, the head on each."""
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = sheet.ORIENTATION_LANDSCAPE, sheet.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "2:2"


def heads_of(t: Translator, fields: Sequence[GateField]) -> list[str]:
    """What stands above the columns."""
    return [t("No."), t("Company"), t("Name"), *(t(FIELDS[one]) for one in fields)]


def in_order(lines: Sequence[GateLine]) -> list[GateLine]:
    """Company by company, each by the numbers that stay."""
    return sorted(lines, key=lambda one: (one.company.casefold(), one.number))


def _row(sheet: Worksheet, at: int, values: Sequence[str], *, bold: bool = False) -> None:
    for column, value in enumerate(values, 1):
        if not value:
            continue
        cell = sheet.cell(at, column)
        assert isinstance(cell, Cell)
        cell.value = clean(value)
        cell.data_type = "s"
        cell.alignment = Alignment(vertical="top", wrap_text=at > 1)
        if bold:
            cell.font = Font(bold=True)
