"""The files that can be imported: companies, members, events, works. Nothing here touches the database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from bot.imports import cells
from bot.imports.cells import Reader
from bot.imports.table import Column, Fault, Line, read_table
from club.events import Kind
from club.folding import fold
from club.works import FIRST_YEAR, LONGEST_LINK
from storage.people import Role

COMPANY_COLUMNS = (
    Column("name", ("nom", "company", "entreprise", "société", "raison sociale"), needed=True),
    Column("weight", ("poids", "voix")),
)
MEMBER_COLUMNS = (
    Column("name", ("nom", "full name", "nom complet", "prénom et nom"), needed=True),
    Column("e-mail", ("mail", "email address", "adresse électronique", "courriel", "adresse e-mail")),
    Column("slack id", ("slack", "member id", "identifiant slack", "id slack")),
    Column("company", ("entreprise", "société"), needed=True),
    Column("role", ("rôle",)),
)
EVENT_COLUMNS = (
    Column("title", ("titre", "name", "nom"), needed=True),
    Column("kind", ("type", "genre", "nature"), needed=True),
    Column("start", ("starts at", "début", "date"), needed=True),
    Column("end", ("ends at", "fin"), needed=True),
    Column("place", ("lieu",)),
    Column("video link", ("video", "visio", "lien visio", "lien vidéo")),
    Column("host company", ("host", "hôte", "entreprise hôte", "entreprise d’accueil", "accueil")),
    Column("capacity", ("seats", "places", "capacité")),
    Column("deadline", ("answer by", "réponse avant", "date limite", "échéance")),
    Column("agenda", ("programme", "ordre du jour")),
)
WORK_COLUMNS = (
    Column("title", ("titre", "name", "nom"), needed=True),
    Column("year", ("année", "an"), needed=True),
    Column("link", ("lien", "url", "adresse")),
    Column("summary", ("résumé", "description")),
    Column("topic", ("sujet", "sujet d’origine")),
)

ROLES = {
    "member": Role.MEMBER,
    "membre": Role.MEMBER,
    "organiser": Role.ORGANISER,
    "organizer": Role.ORGANISER,
    "organisateur": Role.ORGANISER,
    "organisatrice": Role.ORGANISER,
}
KINDS = {
    "meeting": Kind.MEETING,
    "reunion": Kind.MEETING,
    "workshop": Kind.WORKSHOP,
    "atelier": Kind.WORKSHOP,
    "forum": Kind.FORUM,
    "other": Kind.OTHER,
    "autre": Kind.OTHER,
}

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company of the file."""

    line: int
    name: str
    weight: int | None = None
    """What its vote weighs in ballots; None where the file does not say."""


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
    kind: Kind
    starts_at: datetime
    ends_at: datetime
    place: str
    video_url: str
    host_company: str
    capacity: int | None
    deadline: datetime | None
    agenda: str


Row = TypeVar("Row", CompanyRow, MemberRow, EventRow, WorkRow)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Row]):
    """What a file says. With any fault, none of its rows may be imported."""

    rows: list[Row]
    faults: list[Fault]


def parse_companies(text: str) -> Parsed[CompanyRow]:
    """The name, and what the vote weighs. Case and accents make no second company."""
    parsed = _parse(text, COMPANY_COLUMNS, _company)
    return _without_doubles(parsed, "name", lambda row: [fold(row.name)])


def parse_members(text: str) -> Parsed[MemberRow]:
    """Name, e-mail or Slack id or both, company, role."""
    parsed = _parse(text, MEMBER_COLUMNS, _member)
    parsed = _without_doubles(parsed, "e-mail", lambda row: [row.email] if row.email else [])
    return _without_doubles(parsed, "slack id", lambda row: [row.slack_id] if row.slack_id else [])


def parse_events(text: str, zone: ZoneInfo) -> Parsed[EventRow]:
    """Events with their times on the clock of `zone`."""
    parsed = _parse(text, EVENT_COLUMNS, lambda reader: _event(reader, zone))
    return _without_doubles(parsed, "title", _event_keys)


def parse_works(text: str, this_year: int) -> Parsed[WorkRow]:
    """Works delivered, until next year at the latest."""
    parsed = _parse(text, WORK_COLUMNS, lambda reader: _work(reader, this_year))
    return _without_doubles(
        parsed, "title", lambda row: [f"{fold(row.title)} {row.year}"] if row.year else []
    )


def _parse(text: str, columns: Sequence[Column], row_of: Callable[[Reader], Row]) -> Parsed[Row]:
    table = read_table(text, columns)
    faults = list(table.faults)
    rows = [row_of(Reader(line, faults)) for line in table.lines]
    if not rows and not faults:
        faults.append(Fault(1, "", "nothing below the header"))
    return Parsed(rows, sorted(faults))


def _without_doubles(parsed: Parsed[Row], column: str, keys: Callable[[Row], Iterable[str]]) -> Parsed[Row]:
    """The same file, with a fault for each line that says again what an earlier one said."""
    first: dict[str, int] = {}
    faults = list(parsed.faults)
    wrong = {fault.line for fault in faults if fault.column == column}
    faults.extend(
        Fault(row.line, column, f"already on line {first[key]}")
        for row in parsed.rows
        for key in keys(row)
        if first.setdefault(key, row.line) != row.line and row.line not in wrong
    )
    return Parsed(parsed.rows, sorted(faults))


def _event_keys(row: EventRow) -> list[str]:
    return [] if row.starts_at == _NEVER else [f"{fold(row.title)} {row.starts_at}"]


def _company(reader: Reader) -> CompanyRow:
    weight = reader.take("weight", cells.weight, None)
    return CompanyRow(reader.line.number, reader.need("name", cells.name, ""), weight)


def _work(reader: Reader, this_year: int) -> WorkRow:
    row = WorkRow(
        line=reader.line.number,
        title=reader.need("title", cells.name, ""),
        year=reader.need("year", cells.year(FIRST_YEAR, this_year + 1), 0),
        link=reader.take("link", cells.link, ""),
        summary=reader.take("summary", cells.text, ""),
        topic=reader.take("topic", cells.name, ""),
    )
    if len(row.link) > LONGEST_LINK:
        reader.fault("link", f"{len(row.link)} characters; at most {LONGEST_LINK}")
    return row


def _member(reader: Reader) -> MemberRow:
    row = MemberRow(
        line=reader.line.number,
        name=reader.need("name", cells.name, ""),
        email=reader.take("e-mail", cells.email, None),
        slack_id=reader.take("slack id", cells.slack_id, None),
        company=reader.take("company", cells.name, ""),
        role=reader.take("role", cells.choice(ROLES), None),
    )
    if not _filled(reader.line, "company") and row.role is not Role.ORGANISER:
        reader.fault("company", "empty; only an organiser may have none")
    if not _filled(reader.line, "e-mail", "slack id"):
        reader.fault("e-mail", "neither e-mail nor Slack id")
    return row


def _event(reader: Reader, zone: ZoneInfo) -> EventRow:
    moment = cells.moment(zone)
    row = EventRow(
        line=reader.line.number,
        title=reader.need("title", cells.name, ""),
        kind=reader.need("kind", cells.choice(KINDS), Kind.OTHER),
        starts_at=reader.need("start", moment, _NEVER),
        ends_at=reader.need("end", moment, _NEVER),
        place=reader.take("place", cells.name, ""),
        video_url=reader.take("video link", cells.link, ""),
        host_company=reader.take("host company", cells.name, ""),
        capacity=reader.take("capacity", cells.capacity, None),
        deadline=reader.take("deadline", moment, None),
        agenda=reader.take("agenda", cells.text, ""),
    )
    _check_order(reader, row)
    return row


def _check_order(reader: Reader, row: EventRow) -> None:
    if row.starts_at == _NEVER:
        return
    if row.ends_at <= row.starts_at:
        reader.fault("end", "not after the start")
    if row.deadline and row.deadline > row.starts_at:
        reader.fault("deadline", "after the start")


def _filled(line: Line, *columns: str) -> bool:
    return any(line.cells.get(column) for column in columns)
