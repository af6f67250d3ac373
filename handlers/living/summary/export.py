"""A year of all companies as a CSV file: by name, never by a number; nothing typed becomes a formula."""

import csv
from io import StringIO

from club.summary import Numbers, is_empty
from handlers.kit.csv import BYTE_ORDER_MARK, safe
from handlers.living.summary.reading import YearTable
from handlers.living.summary.words import DUES, LABELS
from handlers.words import Translator


def file_of(t: Translator, table: YearTable) -> bytes:
    """A line a company; then what is of none, and the whole club."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([t("Company"), t("Year"), *(t(label) for label in LABELS.values()), t("Dues")])
    year = str(table.year.span.year)
    for one in table.companies:
        said = t(DUES[one.dues]) if one.dues else ""
        writer.writerow([safe(one.name), year, *_numbers(one.figures), said])
    if not is_empty(table.nowhere):
        writer.writerow([t("Without a company"), year, *_numbers(table.nowhere), ""])
    writer.writerow([t("The whole club"), year, *_numbers(table.club), ""])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _numbers(figures: Numbers) -> list[str]:
    return [str(figures.get(figure, 0)) for figure in LABELS]
