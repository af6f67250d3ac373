"""What people did for companies in past years, kept as numbers once nothing ties their rows to the company.

Numbers of several people of a company are added up in one row: none is of a person, nor says of how many.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Select, delete, exists, func, select, update

from club.ids import CompanyId, MemberId
from club.summary import BY_ROWS, Figure, span_of, years
from storage import tables
from storage.session import Session
from storage.summary_sources import (
    BALLOT,
    CLOSED,
    EVENT,
    HELD,
    QUESTION,
    TOPIC,
    Found,
    Whose,
    of_people,
    own_votes,
    silent,
)
from storage.tables import core
from storage.tenures import forget_tenures, settle
from storage.upsert import Upsert

KEPT = core(tables.KeptFigure)
_KEEP = Upsert(
    KEPT,
    ["company_id", "year", "figure"],
    ["figure"],
    reckoned=lambda given: {"times": KEPT.c.times + given.times},
)


def keep_figures(session: Session, member_id: MemberId, zone: tzinfo, now: datetime) -> None:
    """Adds what a member did to the numbers of the companies they represented, before nothing tells it."""
    settle(session, now, member_id)
    whose = Whose(member=member_id, by_company=True)
    rows = []
    for year in years(first_moment(session), now, zone):
        span = span_of(year, zone)
        parts = [
            *of_people(session, whose, span, now),
            silent(session, whose, span, now),
            own_votes(session, whose, span, now),
        ]
        rows += [
            {"company_id": company, "year": year, "figure": figure.value, "times": count}
            for part in parts
            for company, figures in part.items()
            for figure, count in figures.items()
            if count and figure not in BY_ROWS
        ]
    for row in rows:
        _KEEP.run(session.connection(), row)
    forget_tenures(session, member_id)


def unite_figures(session: Session, gone: int, stays: int) -> None:
    """What was kept of both becomes one number; the rest of the one that goes moves as other rows do."""
    other = KEPT.alias("other")
    alike = (other.c.year == KEPT.c.year, other.c.figure == KEPT.c.figure)
    more = select(other.c.times).where(other.c.company_id == gone, *alike).scalar_subquery()
    both = exists().where(other.c.company_id == gone, *alike)
    own = update(KEPT).where(KEPT.c.company_id == stays, both)
    session.connection().execute(own.values(times=KEPT.c.times + more))
    had = exists().where(other.c.company_id == stays, *alike)
    session.connection().execute(delete(KEPT).where(KEPT.c.company_id == gone, had))


def first_moment(session: Session) -> datetime | None:
    """When the club first did something that is counted."""
    firsts: tuple[Select[Any], ...] = (
        select(func.min(EVENT.c.starts_at)).where(HELD),
        select(func.min(BALLOT.c.closed_at)).where(CLOSED),
        select(TOPIC.c.proposed_at).order_by(TOPIC.c.id).limit(1),
        select(QUESTION.c.asked_at).order_by(QUESTION.c.id).limit(1),
    )
    found = [session.connection().execute(one).scalar_one_or_none() for one in firsts]
    return min((one for one in found if one is not None), default=None)


def get_kept(session: Session, companies: Sequence[CompanyId] | None, year: int) -> Found:
    """What is kept of a year, of these companies or of all."""
    kept = select(KEPT.c.company_id, KEPT.c.figure, KEPT.c.times).where(KEPT.c.year == year)
    if companies is not None:
        kept = kept.where(KEPT.c.company_id.in_(companies))
    found: dict[CompanyId | None, Counter[Figure]] = defaultdict(Counter)
    for row in session.connection().execute(kept):
        found[CompanyId(row.company_id)][Figure(row.figure)] += row.times
    return found
