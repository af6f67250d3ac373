"""The files that can be imported: companies, members, events, works. Nothing here touches the database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from club.events import EventKind
from club.folding import fold
from club.whole_days import whole_days
from club.works import FIRST_YEAR, LONGEST_LINK, MOST_COMPANIES, Level
from handlers.imports import cells, dates, names
from handlers.imports.cells import CellReader
from handlers.imports.columns import (
    COMPANY_COLUMNS,
    EVENT_COLUMNS,
    KINDS,
    LEVELS,
    MEMBER_COLUMNS,
    ROLES,
    STATUSES,
    WORK_COLUMNS,
    YES_OR_NO,
)
from handlers.imports.faults import RowFault, short
from handlers.imports.table import Column, TableRow, read_table
from handlers.imports.wrong import Told
from handlers.words import mark
from storage.people import Role

_NEVER = datetime.max.replace(tzinfo=UTC)
_NO_HOUR = mark("“{cell}” has no hour; write {example}; or --deadline-hour 18:00 for all such deadlines")


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company of the file."""

    line: int
    name: str
    weight: int | None = None
    """What its vote weighs in ballots; None where the file does not say."""
    organisation: bool | None = None
    """Whether it is the club's own organisation; None where the file does not say."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work delivered, of the file."""

    line: int
    title: str
    year: int
    link: str
    summary: str
    topic: str
    """The title of the topic it came from."""
    level: Level | None = None
    """None where the file does not say."""
    companies: Sequence[str] = ()
    """By name."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person of the file, known by e-mail, Slack id or both."""

    line: int
    name: str
    email: str | None
    slack_id: str | None
    company: str
    role: Role | None
    """None where the file says nothing: a member at first, and later whatever the person is."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of the file; instants in UTC. Without `deadline` the club's week before holds."""

    line: int
    title: str
    kind: EventKind
    starts_at: datetime
    ends_at: datetime
    place: str
    video_url: str
    host_company: str
    capacity: int | None
    deadline: datetime | None
    agenda: str
    all_day: bool = False


Row = TypeVar("Row", CompanyRow, MemberRow, EventRow, WorkRow)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Row]):
    """What a file says. With any fault, or any question left, none of its rows may be imported."""

    rows: list[Row]
    faults: list[RowFault]
    notes: list[RowFault] = field(default_factory=list)
    """What was left out, and what is worth checking."""
    questions: list[RowFault] = field(default_factory=list)
    """What nothing is wrong with, but has to be asked: until when on its day a deadline runs."""


def parse_companies(text: str, *, ignore_extra: bool = False) -> Parsed[CompanyRow]:
    """The name, and what the vote weighs. Case and accents make no second company."""
    parsed = _parse(text, COMPANY_COLUMNS, _company, ignore_extra=ignore_extra)
    return _without_doubles(parsed, "name", lambda row: [fold(row.name)])


def parse_members(text: str, *, ignore_extra: bool = False) -> Parsed[MemberRow]:
    """Name in one column or two, e-mail or Slack id or both, company, role."""
    parsed = _parse(text, MEMBER_COLUMNS, _member, ignore_extra=ignore_extra)
    parsed = _without_doubles(parsed, "e-mail", lambda row: [row.email] if row.email else [])
    return _without_doubles(parsed, "slack id", lambda row: [row.slack_id] if row.slack_id else [])


def parse_events(
    text: str, zone: ZoneInfo, *, deadline_hour: time | None = None, ignore_extra: bool = False
) -> Parsed[EventRow]:
    """Events with their times on the clock of `zone`; a deadline without an hour ends at `deadline_hour`.

    Without that, the hour is a question: it is not guessed.
    """
    notes: list[RowFault] = []
    parsed = _parse(
        text,
        EVENT_COLUMNS,
        lambda reader: _event(reader, zone, deadline_hour, notes),
        ignore_extra=ignore_extra,
    )
    parsed.notes.extend(notes)
    asked = [fault for fault in parsed.faults if fault.no_hour and fault.column == "deadline"]
    wrong = [fault for fault in parsed.faults if fault not in asked]
    return _without_doubles(replace(parsed, faults=wrong, questions=asked), "title", _event_keys)


def parse_works(text: str, this_year: int, *, ignore_extra: bool = False) -> Parsed[WorkRow]:
    """Works delivered, until next year at the latest."""
    parsed = _parse(text, WORK_COLUMNS, lambda reader: _work(reader, this_year), ignore_extra=ignore_extra)
    return _without_doubles(
        parsed, "title", lambda row: [f"{fold(row.title)} {row.year}"] if row.year else []
    )


def _parse(
    text: str, columns: Sequence[Column], row_of: Callable[[CellReader], Row], *, ignore_extra: bool
) -> Parsed[Row]:
    table = read_table(text, columns, ignore_extra=ignore_extra)
    faults, notes, lines = list(table.faults), list(table.notes), []
    for line in table.lines:
        if _is_left_out(CellReader(line, faults)):
            why = Told(mark("“{status}”: left out"), status=short(line.cells["status"]))
            notes.append(RowFault(line.number, "status", why))
        else:
            lines.append(line)
    rows = [row_of(CellReader(line, faults)) for line in lines]
    if not rows and not faults:
        faults.append(RowFault(1, "", Told(mark("nothing below the header"))))
    return Parsed(rows, sorted(faults), notes)


def _is_left_out(reader: CellReader) -> bool:
    """Whether the line itself says that it is about no member: an account closed, a payment taken back."""
    return not reader.take("status", cells.choice(STATUSES), default=True)


def _without_doubles(parsed: Parsed[Row], column: str, keys: Callable[[Row], Iterable[str]]) -> Parsed[Row]:
    """The same file, with a fault for each line that says again what an earlier one said."""
    first: dict[str, int] = {}
    wrong = {fault.line for fault in parsed.faults if fault.column == column}
    doubles: list[RowFault] = [
        RowFault(row.line, column, Told(mark("already on line {line}"), line=first[key]))
        for row in parsed.rows
        for key in keys(row)
        if first.setdefault(key, row.line) != row.line and row.line not in wrong
    ]
    return replace(parsed, faults=sorted([*parsed.faults, *doubles]))


def _event_keys(row: EventRow) -> list[str]:
    return [] if row.starts_at == _NEVER else [f"{fold(row.title)} {row.starts_at}"]


def _company(reader: CellReader) -> CompanyRow:
    weight = reader.take("weight", cells.weight, None)
    organisation = reader.take("club organisation", cells.choice(YES_OR_NO), None)
    return CompanyRow(reader.line.number, reader.need("name", cells.name, ""), weight, organisation)


def _work(reader: CellReader, this_year: int) -> WorkRow:
    row = WorkRow(
        line=reader.line.number,
        title=reader.need("title", cells.name, ""),
        year=reader.need("year", cells.year(FIRST_YEAR, this_year + 1), 0),
        link=reader.take("link", cells.link, ""),
        summary=reader.take("summary", cells.text, ""),
        topic=reader.take("topic", cells.name, ""),
        level=reader.take("level", cells.choice(LEVELS), None),
        companies=reader.take("companies", cells.several, []),
    )
    if len(row.companies) > MOST_COMPANIES:
        many = mark("{count} companies; at most {most}")
        reader.fault("companies", many, count=len(row.companies), most=MOST_COMPANIES)
    if len(row.link) > LONGEST_LINK:
        long = mark("{count} characters; at most {most}")
        reader.fault("link", long, count=len(row.link), most=LONGEST_LINK)
    return row


def _member(reader: CellReader) -> MemberRow:
    row = MemberRow(
        line=reader.line.number,
        name=_name(reader),
        email=_email(reader),
        slack_id=reader.take("slack id", names.slack_id, None),
        company=reader.take("company", cells.name, ""),
        role=reader.take("role", cells.choice(ROLES), None),
    )
    if not reader.has("e-mail", "slack id", "payer e-mail"):
        reader.fault("e-mail", mark("neither e-mail nor Slack id"))
    return row


def _name(reader: CellReader) -> str:
    """The name in one cell, or given and family name in two; "nom" beside "prénom" is the family's."""
    given = reader.take("first name", cells.person, "")
    column = "last name" if reader.has("last name") else "name"
    family = reader.need(column, cells.person, "")
    if not given or not family:
        return names.person(family)
    if column == "name" and names.holds(family, given):
        return names.person(family)
    return f"{names.lowered(given)} {names.lowered(family)}"


def _email(reader: CellReader) -> str | None:
    """The member's own address; that of whoever paid counts where it is the same person."""
    own = reader.take("e-mail", names.email, None)
    if reader.has("e-mail") or not reader.has("payer e-mail"):
        return own
    paid = " ".join(reader.line.cells.get(f"payer {part}", "") for part in ("first name", "last name"))
    if not names.same_person(paid, _name(CellReader(reader.line, []))):
        payer = mark("empty; the address is that of whoever paid, “{payer}”: write this member’s")
        reader.fault("e-mail", payer, payer=short(paid))
    return reader.take("payer e-mail", names.email, None)


def _event(reader: CellReader, zone: ZoneInfo, deadline_hour: time | None, notes: list[RowFault]) -> EventRow:
    until = dates.moment(zone, deadline_hour, _NO_HOUR)
    all_day = reader.take("all day", cells.choice(YES_OR_NO), default=False)
    reader = replace(reader, line=_days_alone(reader) if all_day else _whole_times(reader.line))
    starts_at, ends_at = (_days if all_day else _times)(reader, zone)
    row = EventRow(
        line=reader.line.number,
        title=reader.need("title", cells.name, ""),
        kind=reader.need("kind", cells.choice(KINDS), EventKind.OTHER),
        starts_at=starts_at,
        ends_at=ends_at,
        all_day=all_day,
        place=reader.take("place", cells.name, ""),
        video_url=reader.take("video link", cells.link, ""),
        host_company=reader.take("host company", cells.name, ""),
        capacity=reader.take("capacity", cells.capacity, None),
        deadline=reader.take("deadline", until, None),
        agenda=reader.take("agenda", cells.text, ""),
    )
    _check_order(reader, row)
    read = {"start": row.starts_at, "end": row.ends_at, "deadline": row.deadline}
    notes.extend(
        RowFault(row.line, column, said)
        for column, instant in read.items()
        if instant and instant != _NEVER
        if (said := dates.reading_of(reader.line.cells.get(column, ""), instant, zone))
    )
    return row


def _times(reader: CellReader, zone: ZoneInfo) -> tuple[datetime, datetime]:
    moment = dates.moment(zone)
    return reader.need("start", moment, _NEVER), reader.need("end", moment, _NEVER)


def _days(reader: CellReader, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants that stand for its days (`club.whole_days`); without an end it lasts one."""
    first = reader.need("start", dates.calendar_day, None)
    last = reader.take("end", dates.calendar_day, first)
    return whole_days(first, last, zone) if first and last else (_NEVER, _NEVER)


def _days_alone(reader: CellReader) -> TableRow:
    """The line of whole days, which have no hours."""
    said = dict(reader.line.cells)
    for column in ("start time", "end time"):
        if said.get(column):
            reader.fault(column, mark("whole days have no hour: leave this empty"))
    said["start"] = said.get("start", "") or said.get("day", "")
    return replace(reader.line, cells=said)


def _check_order(reader: CellReader, row: EventRow) -> None:
    if row.starts_at == _NEVER:
        return
    if row.ends_at <= row.starts_at:
        reader.fault("end", mark("before the start") if row.all_day else mark("not after the start"))
    if row.deadline and row.deadline > row.starts_at:
        reader.fault("deadline", mark("after the start"))


def _whole_times(line: TableRow) -> TableRow:
    """The line with start and end as whole times, where day and hours have columns of their own."""
    said = dict(line.cells)
    day = said.get("day", "")
    for column in ("start", "end"):
        cell, hour = said.get(column, ""), said.get(f"{column} time", "")
        if dates.is_hour(cell):
            cell, hour = "", hour or cell
        if hour or column == "start":
            said[column] = f"{dates.day_of(cell or day, hour)} {hour}".strip()
        day = day or dates.day_of(said.get("start", ""), "an hour")
    return replace(line, cells=said)
