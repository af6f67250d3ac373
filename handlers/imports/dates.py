"""Dates as people and spreadsheets write them; what could be two dates is refused, never guessed."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from club.folding import fold
from handlers.imports.faults import short
from handlers.imports.wrong import CellError, Told
from handlers.words import mark

FIRST_YEAR, LAST_YEAR = 2000, 2100
_EXAMPLE = "2027-01-14 09:30 or 14/01/2027 09:30"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "janv", "january", "jan"),
            ("fevrier", "fevr", "fev", "february", "feb"),
            ("mars", "march", "mar"),
            ("avril", "avr", "april", "apr"),
            ("mai", "may"),
            ("juin", "june", "jun"),
            ("juillet", "juil", "july", "jul"),
            ("aout", "august", "aug"),
            ("septembre", "sept", "september", "sep"),
            ("octobre", "oct", "october"),
            ("novembre", "nov", "november"),
            ("decembre", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    "|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun"
)
_DAY = (
    r"(?:(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4}|\d\d)"
    r"|(?P<d3>\d{1,2})(?:er)?[- ](?P<m3>[a-z]+)\.?[- ](?P<y3>\d{4}|\d\d))"
)
_HOUR = (
    r"(?P<h>\d{1,2})(?:\s?h\s?(?P<n1>\d\d)?(?:\s?min)?|:(?P<n2>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?)"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?"
)
_ZONE = r"(?:\s?(?P<zone>z|utc|gmt|[+-]\d\d:?\d\d))?"
_WHOLE = re.compile(rf"(?:(?:{_WEEKDAYS})\.?,? )?(?P<day>{_DAY})(?:(?:t|,? (?:a |at )?){_HOUR}{_ZONE})?")
_ALONE = re.compile(_HOUR)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock; Excel's 1900 had a 29 February


def moment(zone: ZoneInfo, hour: time | None = None, hint: str = "") -> Callable[[str], datetime]:
    """A wall-clock time of `zone`, or one with its own offset, as an instant in UTC.

    A day without an hour is wrong (`hint` is what is said then, of its {cell} and an {example}), unless
    `hour` is given: then it is that hour of it. 24:00 is the end of a day: 00:00 of the next.
    """

    def parse(cell: str) -> datetime:
        try:
            return _read(cell, zone, hour)
        except CellError as wrong:
            if not wrong.no_hour or not hint:
                raise
            raise CellError(hint, no_hour=True, **wrong.reason.values) from None

    return parse


def _read(cell: str, zone: ZoneInfo, hour: time | None) -> datetime:
    said = _plain(cell)
    if _SERIAL.fullmatch(said):
        return _instant(cell, _of_serial(cell, said, hour), zone)
    found = _WHOLE.fullmatch(said)
    if found is None:
        raise _no_date(cell)
    local = datetime.combine(_day(cell, found), time()) + _since_midnight(cell, found, hour)
    offset = found["zone"]
    return local.replace(tzinfo=_offset(offset)).astimezone(UTC) if offset else _instant(cell, local, zone)


def _no_date(cell: str) -> CellError:
    return CellError(mark("“{cell}” is no date such as {example}"), cell=short(cell), example=_EXAMPLE)


def calendar_day(cell: str) -> date:
    """A day alone: as `moment`, without any hour. Raises Wrong."""
    said = _plain(cell)
    if _SERIAL.fullmatch(said):
        return _of_serial(cell, said, time()).date()
    found = _WHOLE.fullmatch(said)
    if found is None or found["h"]:
        raise CellError(mark("“{cell}” is no day such as 2027-01-14 or 14/01/2027"), cell=short(cell))
    return _day(cell, found)


def hour_of_day(text: str) -> time:
    """An hour alone, "18:00" or "18 h"; raises Wrong. 24:00 is told as the minute before it."""
    found = _ALONE.fullmatch(_plain(text))
    if found is None:
        raise CellError(mark("“{cell}” is no hour such as 18:00"), cell=short(text))
    since = _since_midnight(text, found, None)
    minutes = min(since // timedelta(minutes=1), 24 * 60 - 1)
    return time(*divmod(minutes, 60))


def reading_of(cell: str, instant: datetime, zone: ZoneInfo) -> Told:
    """How a cell was read that says its date by a number, for people to check; empty for others."""
    if not _SERIAL.fullmatch(_plain(cell)):
        return Told("")
    read = f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"
    return Told(mark("{cell} is a spreadsheet’s day number, read as {read}"), cell=short(cell), read=read)


def is_hour(cell: str) -> bool:
    """Whether the cell is an hour alone."""
    return _ALONE.fullmatch(_plain(cell)) is not None


def day_of(cell: str, hour: str) -> str:
    """The day of a date that is to have `hour`, without an hour of its own; else the cell as it is."""
    found = _WHOLE.fullmatch(_plain(cell)) if hour else None
    return _plain(cell)[: found.end("day")] if found else cell


def _plain(cell: str) -> str:
    """Lower case without accents, full-width digits made plain, one space between words."""
    return fold(unicodedata.normalize("NFKC", cell))


def _day(cell: str, found: re.Match[str]) -> date:
    year, month, day = (found[f"{part}1"] or found[f"{part}2"] or found[f"{part}3"] for part in "ymd")
    number = int(month) if month.isdigit() else _MONTHS.get(month, 0)
    whole = int(year) + (2000 if len(year) == len("27") else 0)
    if found["d2"] and number > 12 >= int(day):
        raise CellError(
            mark("“{cell}” has the month before the day; write 14/01/2027, in all lines of the file"),
            cell=short(cell),
        )
    try:
        written = date(whole, number, int(day))
    except ValueError:
        raise CellError(
            mark("“{cell}” is no date such as {example}"), cell=short(cell), example=_EXAMPLE
        ) from None
    if not FIRST_YEAR <= whole <= LAST_YEAR:
        raise CellError(
            mark("“{cell}” is not within the years {first} to {last}"),
            cell=short(cell),
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    return written


def _since_midnight(cell: str, found: re.Match[str], hour: time | None) -> timedelta:
    if found["h"] is None:
        return _missing(cell, hour)
    hours, minutes = int(found["h"]), int(found["n1"] or found["n2"] or 0)
    seconds = int(found["s"] or 0)
    if found["half"]:
        hours = hours % 12 + (12 if found["half"] == "p" else 0) if 1 <= hours <= 12 else 99
    since = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if minutes > 59 or seconds > 59 or since > timedelta(days=1):
        raise CellError(
            mark("“{cell}” has no hour of the day; write {example}"), cell=short(cell), example=_EXAMPLE
        )
    return since


def _missing(cell: str, hour: time | None) -> timedelta:
    if hour is None:
        raise CellError(
            mark("“{cell}” has no hour; write {example}"), no_hour=True, cell=short(cell), example=_EXAMPLE
        )
    return timedelta(hours=hour.hour, minutes=hour.minute, seconds=hour.second)


def _of_serial(cell: str, said: str, hour: time | None) -> datetime:
    """A spreadsheet's day number: days since the end of 1899, the hour as a fraction, to the minute."""
    whole, _, fraction = said.replace(",", ".").partition(".")
    day = _EXCEL_EPOCH + timedelta(days=int(whole))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _no_date(cell)
    if not int(fraction or 0):
        return day + _missing(cell, hour)
    return day + timedelta(minutes=round(float(f"0.{fraction}") * 24 * 60))


def _offset(said: str) -> timezone:
    if said in ("z", "utc", "gmt"):
        return UTC
    digits = said[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes >= 24 * 60:
        raise CellError(mark("“{cell}” is no offset such as +01:00"), cell=short(said))
    return timezone(timedelta(minutes=-minutes if said[0] == "-" else minutes))


def _instant(cell: str, local: datetime, zone: ZoneInfo) -> datetime:
    instant = local.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local:
        raise CellError(mark("“{cell}” does not exist: the clocks go forward over it"), cell=short(cell))
    if local.replace(tzinfo=zone, fold=1).astimezone(UTC) != instant:
        raise CellError(
            mark("“{cell}” comes twice, for the clocks go back; write it as 2027-10-31T02:30+02:00"),
            cell=short(cell),
        )
    return instant
