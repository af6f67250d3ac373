"""What may stand in inputs and pickers from the start, and between which bounds.

Source: https://docs.slack.dev/reference/block-kit/block-elements
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from zoneinfo import available_timezones

from sandbox.errors import Json
from sandbox.validation.report import Report

zones = cache(available_timezones)
"""The names of the IANA database; read once, for they are files."""


def plain_text_input(report: Report, element: Json, where: str) -> None:
    """Lengths from 0 (1) to 3000 that allow something, and an initial value within them."""
    before = len(report.messages)
    for name, least in (("min_length", 0), ("max_length", 1)):
        report.whole(element, name, least, 3000, where)
    if len(report.messages) > before:
        return
    least, most = element.get("min_length") or 0, element.get("max_length") or 3000
    if least > most:
        report.fault(f"{where}/min_length", "must be less than max_length")
    if element.get("initial_value") is not None:
        report.string(element["initial_value"], f"{where}/initial_value", most, 0)


def number_input(report: Report, element: Json, where: str) -> None:
    """Numbers written in strings, the least no more than the most, and the initial one between."""
    report.need(element, ("is_decimal_allowed",), where)
    known: dict[str, Decimal] = {}
    for name in ("initial_value", "min_value", "max_value"):
        if element.get(name) is None:
            continue
        if not re.fullmatch(r"-?\d+(\.\d+)?", str(element[name])):
            report.fault(f"{where}/{name}", "must be a number in a string")
        else:
            known[name] = Decimal(str(element[name]))
    least, most = known.get("min_value", Decimal("-inf")), known.get("max_value", Decimal("inf"))
    if least > most:
        report.fault(f"{where}/min_value", "cannot be greater than max_value")
    if not least <= known.get("initial_value", max(least, min(most, Decimal(0)))) <= most and least <= most:
        report.fault(f"{where}/initial_value", "must be between min_value and max_value")


def file_input(report: Report, element: Json, where: str) -> None:
    """One to ten files, of the kinds that are listed."""
    report.whole(element, "max_files", 1, 10, where)
    if element.get("filetypes") is not None:
        for i, kind in enumerate(report.items(element["filetypes"], f"{where}/filetypes", 100)):
            report.string(kind, f"{where}/filetypes/{i}", 255)


def datepicker(report: Report, element: Json, where: str) -> None:
    """A day that the calendar has."""
    given = element.get("initial_date")
    if given is not None and not _is_date(str(given)):
        report.fault(f"{where}/initial_date", "must be a date, as YYYY-MM-DD")


def _is_date(text: str) -> bool:
    """Whether it is a day of the calendar, written as Slack has it."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))


def timepicker(report: Report, element: Json, where: str) -> None:
    """An hour and minute, and a zone that there is."""
    _clock(report, element, where)
    zone = element.get("timezone")
    if zone is not None and zone not in zones():
        report.fault(f"{where}/timezone", "must be a time zone of the IANA database")


def pattern(name: str, form: str) -> Callable[[Report, Json, str], None]:
    """A check that an initial value has the documented form."""

    def check(report: Report, element: Json, where: str) -> None:
        if element.get(name) is not None and not re.fullmatch(form, str(element[name])):
            report.fault(f"{where}/{name}", "must match the documented format")

    return check


_clock = pattern("initial_time", r"([01]\d|2[0-3]):[0-5]\d")


def multi(report: Report, element: Json, where: str) -> None:
    """At least one may be selected."""
    report.whole(element, "max_selected_items", 1, 1_000_000, where)
    if element.get("min_query_length") is not None:
        query(report, element, where)


def query(report: Report, element: Json, where: str) -> None:
    """So many characters before options are asked for."""
    report.whole(element, "min_query_length", 0, 1_000_000, where)
