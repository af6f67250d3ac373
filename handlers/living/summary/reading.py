"""All that the files of a year say, read when they are sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from club.summary import Numbers, Span, added, span_of, without
from handlers.kit.services import Services
from handlers.living.summary.service import CompanyYear, SummaryYear, year_of, years_of
from storage.database import Session
from storage.summary import (
    HeldEvent,
    count_companies_of,
    get_club_figures,
    list_chosen,
    list_companies_of,
    list_delivered,
    list_held,
)

TOGETHER = 200
"""Companies read by one statement."""


@dataclass(frozen=True, slots=True)
class YearTable:
    """Every company's year, by name, and the club's."""

    year: SummaryYear
    companies: Sequence[CompanyYear]
    nowhere: Numbers
    """What is of nobody's company: organisers', of people who represented none."""
    club: Numbers


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the general meeting sees: the club's own year, and no company's numbers."""

    year: SummaryYear
    companies: int
    figures: Numbers
    before: Numbers
    """Of the year before."""
    held: Sequence[HeldEvent]
    chosen: Sequence[str]
    works: Sequence[str]

    @property
    def hosts(self) -> list[str]:
        """Who hosted, by name: they were thanked before all."""
        return sorted({one.host for one in self.held if one.host}, key=str.casefold)


def read_table(session: Session, services: Services, asked: int, now: datetime) -> YearTable:
    """For the organisers' own file."""
    year = year_of(session, services, asked, now)
    every = list_companies_of(session, year.span, now)
    found: list[CompanyYear] = []
    for first in range(0, len(every), TOGETHER):
        found += years_of(session, every[first : first + TOGETHER], year.span, now)
    club = get_club_figures(session, year.span, now)
    return YearTable(year, found, without(club, added([one.figures for one in found])), club)


def read_meeting(session: Session, services: Services, asked: int, now: datetime) -> Meeting:
    """For the picture and the page."""
    year = year_of(session, services, asked, now)
    span: Span = year.span
    last = span_of(span.year - 1, services.club.zone)
    return Meeting(
        year=year,
        companies=count_companies_of(session, span, now),
        figures=get_club_figures(session, span, now),
        before=get_club_figures(session, last, now) if last.year in year.offered else {},
        held=list_held(session, span, now),
        chosen=list_chosen(session, span, now),
        works=list_delivered(session, span.year),
    )
