"""Whatever the bytes: an answer, and never a part of a file."""

from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from handlers.imports import dates
from handlers.imports.encoding import UnreadableFile, decode
from handlers.imports.parse import parse_companies, parse_events, parse_members, parse_works
from handlers.imports.wrong import CellError
from tests.bot.imports.test_tools import TOOLS, Tool

PARIS = ZoneInfo("Europe/Paris")
HEADS = [
    b"",
    b"name,e-mail,company\n",
    b"titre;type;date;fin;date limite\n",
    "société;poids\n".encode("cp1252"),
]


def parses(text: str) -> None:
    for extra in (False, True):
        parse_companies(text, ignore_extra=extra)
        parse_members(text, ignore_extra=extra)
        parse_events(text, PARIS, ignore_extra=extra)
        parse_works(text, 2027, ignore_extra=extra)


@given(st.sampled_from(HEADS), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(head: bytes, data: bytes) -> None:
    try:
        decoded = decode(head + data)
    except UnreadableFile:
        return
    parses(decoded.text)


@given(st.sampled_from(list(TOOLS.values())), st.data())
def test_a_real_file_damaged_anywhere_is_read_or_refused(tool: Tool, data: st.DataObject) -> None:
    whole = tool.text.encode(tool.encoding)
    at = data.draw(st.integers(0, len(whole)))
    try:
        decoded = decode(
            whole[:at] + data.draw(st.binary(max_size=5)) + whole[at + data.draw(st.integers(0, 5)) :]
        )
    except UnreadableFile:
        return
    parses(decoded.text)


@given(st.text(alphabet="0123456789/-.:,T h+Zàjanvier", max_size=25))
def test_any_date_is_read_or_refused(cell: str) -> None:
    with suppress(CellError):
        dates.moment(PARIS)(cell)


def read(way: str) -> datetime | str:
    try:
        return dates.moment(PARIS)(way)
    except CellError as wrong:
        return str(wrong).partition("” ")[2][:10]


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.integers(1, 24 * 60 - 1))
def test_every_way_to_write_a_minute_says_the_same(day: date, minute: int) -> None:
    local = datetime.combine(day, time(*divmod(minute, 60)))
    number = (day - date(1899, 12, 30)).days + minute / (24 * 60)
    ways = [
        f"{local:%Y-%m-%d %H:%M}",
        f"{local:%d/%m/%Y %H:%M:%S}",
        f"{local:%d/%m/%y %Hh%M}",
        f"{number:.10f}",
    ]
    assert len({read(way) for way in ways}) == 1
