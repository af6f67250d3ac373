"""What a year was: read for whoever may read it, and sent as files to organisers (article PARTICIPER)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.dues import State
from club.ids import CompanyId
from club.summary import Numbers, Span, chosen_year, span_of, years
from handlers import names
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from handlers.living.summary import ids
from storage.database import Session
from storage.dues import list_states
from storage.kept_figures import first_moment
from storage.people import Person, Role
from storage.postings import Note, enqueue
from storage.summary import (
    count_companies_of,
    get_member_figures,
    list_companies_of,
    list_company_figures,
)
from storage.tenures import TOGETHER, is_unsettled, settle

PARTS = ("csv", "picture", "page/fr", "page/en")
"""The files, as the moments of their postings begin."""


@dataclass(frozen=True, slots=True)
class SummaryYear:
    """Which year is shown, and which may be chosen."""

    span: Span
    offered: Sequence[int]
    present: bool


@dataclass(frozen=True, slots=True)
class CompanyYear:
    """A company's year."""

    id: CompanyId
    name: str
    figures: Numbers
    dues: State | None
    """Where its call of that year stands; None where it was not called."""


@dataclass(frozen=True, slots=True)
class CompanyYears:
    """All companies' year, a page at a time."""

    year: SummaryYear
    page: Page[CompanyYear]


def year_of(session: Session, services: Services, asked: int, now: datetime) -> SummaryYear:
    """The year asked for, where there is something to say of it; else the present one."""
    zone = services.club.zone
    offered = years(first_moment(session), now, zone)
    span = span_of(chosen_year(asked, offered), zone)
    return SummaryYear(span, offered, span.is_present(now))


def own(services: Services, member: Person, asked: int, now: datetime) -> tuple[SummaryYear, Numbers]:
    """A member's own year."""
    with services.db.read() as session:
        year = year_of(session, services, asked, now)
        return year, get_member_figures(session, member.id, year.span, now)


def company_of(
    services: Services, member: Person, asked: int, now: datetime
) -> tuple[SummaryYear, CompanyYear] | None:
    """The year of the company that a member represents now; None for who represents none."""
    if member.company_id is None:
        return None
    with services.db.read() as session:
        year = year_of(session, services, asked, now)
        found = years_of(session, [(member.company_id, member.company)], year.span, now)
    return year, found[0]


def years_of(
    session: Session, companies: Sequence[tuple[CompanyId, str]], span: Span, now: datetime
) -> list[CompanyYear]:
    """The year of each, in the order given."""
    wanted = [company_id for company_id, _ in companies]
    figures = list_company_figures(session, wanted, span, now)
    states: Mapping[CompanyId, State] = list_states(session, span.year, wanted)
    return [CompanyYear(one, name, figures[one], states.get(one)) for one, name in companies]


def listing(services: Services, asked: ListPosition, now: datetime) -> CompanyYears:
    """Companies by name; a page beyond the end is the last."""
    with services.db.read() as session:
        year = year_of(session, services, asked.of, now)
        total = count_companies_of(session, year.span, now)
        at = asked._replace(of=year.span.year).within(total)
        found = list_companies_of(session, year.span, now, at.number * PAGE, PAGE)
        items = years_of(session, found, year.span, now)
    return CompanyYears(year, Page.of(items, total, at))


def ask_files(services: Services, organiser: Person, asked: int, now: datetime) -> int:
    """Queues the files of a year, which is returned; asking several times within a minute sends them once."""
    minute = now.strftime("%Y-%m-%dT%H:%M")
    with services.db.begin() as session:
        year = year_of(session, services, asked, now).span.year
        if organiser.slack_id and organiser.role is Role.ORGANISER:
            subject = f"{ids.LIST}:{year}"
            notes = [Note(names.SUMMARY, subject, organiser.slack_id, f"{part}:{minute}") for part in PARTS]
            enqueue(session, notes, now)
    return year


def note_tenures(services: Services, _before: datetime, now: datetime) -> None:
    """Whoever represents another company since the last sweep, or none, is noted."""
    with services.db.read() as session:
        if not is_unsettled(session):
            return
    while True:
        with services.db.begin(long=True) as session:
            if settle(session, now) < TOGETHER:
                return
