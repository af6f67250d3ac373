"""Companies of which nothing was heard, or without a member: read through once a day, and noted for whoever
shows them.

An answer to an event, a topic proposed or backed, a newcomer: these are heard. Votes are not, for who voted
when is nobody's affair.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from club.ids import CompanyId
from storage import tables
from storage.marks import get_mark, put_mark
from storage.people import ADMITTED, COMPANY, MEMBER
from storage.seats import EVENT, RSVP
from storage.session import Session
from storage.tables import core

ADMISSION, BACKING, TOPIC = core(tables.Admission), core(tables.Backing), core(tables.Topic)
NOTED, EMPTY = "silent", "empty"
"""The marks: each a JSON of the day, how many, and the first names."""
SHOWN = 12


@dataclass(frozen=True, slots=True)
class NotedCompanies:
    """As they were on a day."""

    day: str
    count: int
    names: list[str]
    """Of the first few, by name."""


def get_silent(session: Session) -> NotedCompanies:
    """Of which nothing was heard, as was noted last; none, before anything was."""
    return _noted(session, NOTED)


def get_empty(session: Session) -> NotedCompanies:
    """Those without a member, likewise."""
    return _noted(session, EMPTY)


def _noted(session: Session, mark: str) -> NotedCompanies:
    noted = get_mark(session, mark)
    return NotedCompanies(*json.loads(noted)) if noted else NotedCompanies("", 0, [])


def note_silent(session: Session, day: str, since: datetime) -> None:
    """Notes the companies with members of which nothing was heard since then.

    None while the club itself is younger than that, or asked nothing of anybody.
    """
    _note(session, NOTED, day, _silent(since))


def note_empty(session: Session, day: str) -> None:
    """Notes the companies of the club that nobody represents."""
    _note(session, EMPTY, day, _EMPTY)


def _note(session: Session, mark: str, day: str, which: tuple[ColumnElement[bool], ...]) -> None:
    names = select(COMPANY.c.name).where(*which).order_by(COMPANY.c.folded).limit(SHOWN)
    shown = list(session.connection().execute(names).scalars())
    put_mark(session, mark, json.dumps([day, _count(session, which), shown]))


def _count(session: Session, which: tuple[ColumnElement[bool], ...]) -> int:
    counted = select(func.count()).select_from(select(COMPANY.c.id).where(*which).subquery())
    return int(session.connection().execute(counted).scalar_one())


def list_empty(session: Session, offset: int, limit: int) -> tuple[list[tuple[CompanyId, str]], int]:
    """A page of the companies that nobody represents, by name; and how many there are."""
    page = select(COMPANY.c.id, COMPANY.c.name).where(*_EMPTY).order_by(COMPANY.c.folded)
    rows = session.connection().execute(page.offset(offset).limit(limit))
    return [(CompanyId(row.id), row.name) for row in rows], _count(session, _EMPTY)


@dataclass(frozen=True, slots=True)
class SilentCompany:
    """One of them, and when something was last heard of it."""

    id: CompanyId
    name: str
    last: datetime | None
    """None: never."""


def list_silent(
    session: Session, since: datetime, offset: int, limit: int
) -> tuple[list[SilentCompany], int]:
    """A page of the companies of which nothing was heard since then, by name; and how many there are."""
    which = _silent(since)
    page = select(COMPANY.c.id, COMPANY.c.name).where(*which).order_by(COMPANY.c.folded)
    rows = session.connection().execute(page.offset(offset).limit(limit)).all()
    found = [SilentCompany(CompanyId(row.id), row.name, _last_heard(session, row.id)) for row in rows]
    return found, _count(session, which)


def _last_heard(session: Session, company_id: int) -> datetime | None:
    """The latest sign of life of any of its members."""
    theirs = select(MEMBER.c.id).where(MEMBER.c.company_id == company_id, ADMITTED)
    signs = (
        select(func.max(RSVP.c.answered_at)).where(RSVP.c.member_id.in_(theirs)),
        select(func.max(TOPIC.c.proposed_at)).where(TOPIC.c.author_id.in_(theirs)),
        select(func.max(BACKING.c.at)).where(BACKING.c.member_id.in_(theirs)),
        select(func.max(ADMISSION.c.created_at)).where(ADMISSION.c.member_id.in_(theirs)),
    )
    moments = [session.connection().execute(one).scalar_one() for one in signs]
    return max((one for one in moments if one is not None), default=None)


def _silent(since: datetime) -> tuple[ColumnElement[bool], ...]:
    asked = _any(EVENT.c.published_at < since) & _any(EVENT.c.published_at >= since)
    return asked, ~COMPANY.c.organisation, _member(), ~_heard(since)


def _any(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(EVENT.c.id).where(condition).exists()


def _member(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the company has a member, for whom the rest holds."""
    theirs = select(MEMBER.c.id).where(MEMBER.c.company_id == COMPANY.c.id, ADMITTED, *more)
    return theirs.correlate(COMPANY).exists()


def _heard(since: datetime) -> ColumnElement[bool]:
    answered = select(RSVP.c.event_id).where(RSVP.c.member_id == MEMBER.c.id, RSVP.c.answered_at >= since)
    proposed = select(TOPIC.c.id).where(TOPIC.c.author_id == MEMBER.c.id, TOPIC.c.proposed_at >= since)
    backed = select(BACKING.c.topic_id).where(BACKING.c.member_id == MEMBER.c.id, BACKING.c.at >= since)
    entered = ADMISSION.c.created_at >= since
    arrived = select(ADMISSION.c.id).where(ADMISSION.c.member_id == MEMBER.c.id, entered)
    signs = (one.correlate(MEMBER).exists() for one in (answered, proposed, backed, arrived))
    return _member(or_(*signs))


_EMPTY = (COMPANY.c.ended_at.is_(None), ~COMPANY.c.organisation, ~_member())
