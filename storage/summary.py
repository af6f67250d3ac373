"""A year in numbers, of a member, of companies, of the whole club: a dozen statements each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select

from club.ids import CompanyId, MemberId
from club.summary import Figure, Numbers, Span, added
from club.topics import TopicStep
from storage import tables
from storage.kept_figures import KEPT, get_kept
from storage.people import COMPANY
from storage.session import Session
from storage.summary_sources import (
    EVENT,
    HELD,
    STEP,
    TOPIC,
    Whose,
    company_rows,
    company_votes,
    of_people,
    own_votes,
    silent,
    votes_cast,
    within,
)
from storage.tables import core
from storage.tenures import TENURE

COUNT, WORK = core(tables.EventCount), core(tables.Work)


@dataclass(frozen=True, slots=True)
class HeldEvent:
    """An event of the year, as a page for everybody tells of it."""

    title: str
    starts_at: datetime
    host: str
    present: int
    """People noted as present, guests among them; 0 where nobody noted it."""


def get_member_figures(session: Session, member_id: MemberId, span: Span, now: datetime) -> Numbers:
    """A member's own year, whichever companies they represented."""
    whose = Whose(member=member_id)
    found = [*of_people(session, whose, span, now), silent(session, whose, span, now)]
    return added([one for many in (*found, votes_cast(session, whose, span, now)) for one in many.values()])


def list_company_figures(
    session: Session, companies: Sequence[CompanyId], span: Span, now: datetime
) -> Mapping[CompanyId, Numbers]:
    """The year of each of these companies."""
    if not companies:
        return {}
    whose = Whose(companies=companies)
    parts = [
        *of_people(session, whose, span, now),
        silent(session, whose, span, now),
        own_votes(session, whose, span, now),
        company_votes(session, companies, span, now),
        company_rows(session, companies, span, now),
        get_kept(session, companies, span.year),
    ]
    return {one: added([part.get(one, {}) for part in parts]) for one in companies}


def get_club_figures(session: Session, span: Span, now: datetime) -> Numbers:
    """The whole club's year: of everybody, erased people as numbers among them."""
    whose = Whose()
    unheard = (silent(session, whose, span, now), get_kept(session, None, span.year))
    silences = sum(one.get(Figure.SILENT, 0) for part in unheard for one in part.values())
    parts = [*of_people(session, whose, span, now), votes_cast(session, whose, span, now)]
    whole = [one for part in parts for one in part.values()]
    return added([*whole, {Figure.SILENT: silences}])


def list_companies_of(
    session: Session, span: Span, now: datetime, offset: int = 0, limit: int | None = None
) -> list[tuple[CompanyId, str]]:
    """The companies that were in the club in a year, by name; those of the present year are in it now."""
    # Not by the index of what was merged, which nearly all are in: by name, as far as the page goes.
    own = func.coalesce(COMPANY.c.merged_into, 0) == 0
    found = select(COMPANY.c.id, COMPANY.c.name).where(own, _in_year(span, now)).order_by(COMPANY.c.folded)
    rows = session.connection().execute(found.offset(offset).limit(limit))
    return [(CompanyId(row.id), row.name) for row in rows]


def count_companies_of(session: Session, span: Span, now: datetime) -> int:
    """How many there are."""
    found = select(func.count()).where(COMPANY.c.merged_into.is_(None), _in_year(span, now))
    return int(session.connection().execute(found).scalar_one())


def _in_year(span: Span, now: datetime) -> ColumnElement[bool]:
    """Somebody represented it then. One that became another is that other, with all its years: whoever asks
    leaves it out."""
    if span.is_present(now):
        return or_(COMPANY.c.ended_at.is_(None), COMPANY.c.ended_at >= span.begins)
    overlaps = (TENURE.c.known_since < span.ends, TENURE.c.until > span.begins)
    held = exists().where(TENURE.c.company_id == COMPANY.c.id, *overlaps)
    kept = exists().where(KEPT.c.company_id == COMPANY.c.id, KEPT.c.year == span.year)
    return or_(held, kept)


def list_held(session: Session, span: Span, now: datetime) -> list[HeldEvent]:
    """The events of a year that have begun, in their order."""
    host = func.coalesce(COMPANY.c.name, "")
    found = (
        select(EVENT.c.title, EVENT.c.starts_at, host, COUNT.c.present)
        .join(COUNT, COUNT.c.event_id == EVENT.c.id)
        .outerjoin(COMPANY, COMPANY.c.id == EVENT.c.host_company_id)
        .where(HELD, *within(EVENT.c.starts_at, span, now))
        .order_by(EVENT.c.starts_at, EVENT.c.id)
    )
    return [HeldEvent(*row) for row in session.connection().execute(found)]


def list_chosen(session: Session, span: Span, now: datetime) -> list[str]:
    """The titles of the topics that a vote chose in a year, in the order in which they were proposed."""
    chosen = exists().where(
        STEP.c.topic_id == TOPIC.c.id, STEP.c.what == TopicStep.CHOSEN.value, *within(STEP.c.at, span, now)
    )
    return list(
        session.connection().execute(select(TOPIC.c.title).where(chosen).order_by(TOPIC.c.id)).scalars()
    )


def list_delivered(session: Session, year: int) -> list[str]:
    """The titles of the works of a year."""
    found = select(WORK.c.title).where(WORK.c.year == year).order_by(WORK.c.id)
    return list(session.connection().execute(found).scalars())
