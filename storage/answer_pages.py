"""Pages of an event's answers, each read as its index has them: what they cost follows what is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, select

from club.folding import fold
from club.homonyms import Named
from club.ids import EventId, GuestId, MemberId
from club.seating import Stage
from storage.attendance import ANSWERED, Party, list_parties_of
from storage.guests import GUEST
from storage.people import COMPANY, MEMBER
from storage.seats import CLAIM, EVENT_COUNT, RSVP, UNDECIDED
from storage.session import Session

MOST_ALIKE = 500
"""Colleagues, and guests of one name, among whom two are told apart."""
_ORDER = (ANSWERED.c.company, ANSWERED.c.name, ANSWERED.c.member_id)
_COMING: ColumnElement[bool] = literal_column("answered.coming")
"""In the words of the index."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is claimed of an event beside the seats held."""

    awaited: int = 0
    """Seats waited for."""
    offered: int = 0
    """Seats offered."""
    requested: int = 0
    """Late requests to decide."""


def count_parties(session: Session, event_id: EventId) -> int:
    """How many members answered, ask or wait."""
    found = select(EVENT_COUNT.c.parties).where(EVENT_COUNT.c.event_id == event_id)
    return int(session.connection().execute(found).scalar_one())


def count_claimed(session: Session, event_id: EventId) -> Claimed:
    """What is waited for, offered and asked for."""
    offered = select(func.coalesce(func.sum(CLAIM.c.seats), 0)).where(
        UNDECIDED, CLAIM.c.event_id == event_id, CLAIM.c.stage == Stage.OFFERED.value
    )
    figures = select(EVENT_COUNT.c.awaited, offered.scalar_subquery(), EVENT_COUNT.c.asked)
    row = session.connection().execute(figures.where(EVENT_COUNT.c.event_id == event_id)).one()
    return Claimed(*row)


def list_parties_page(
    session: Session, event_id: EventId, schedule: int, offset: int, limit: int
) -> list[Party]:
    """A page of everybody who answered, asks or waits, by company and name."""
    return _page(session, event_id, schedule, _listed(event_id), offset, limit)


def list_coming_parties(
    session: Session, event_id: EventId, schedule: int, offset: int, limit: int
) -> list[Party]:
    """A page of those who hold seats, by company and name."""
    return _page(session, event_id, schedule, _listed(event_id).where(_COMING), offset, limit)


def _listed(event_id: EventId) -> Select[Any]:
    return select(ANSWERED.c.member_id).where(ANSWERED.c.event_id == event_id).order_by(*_ORDER)


def _page(
    session: Session, event_id: EventId, schedule: int, listed: Select[Any], offset: int, limit: int
) -> list[Party]:
    shown = session.connection().execute(listed.offset(offset).limit(limit)).scalars()
    return list_parties_of(session, event_id, schedule, [MemberId(one) for one in shown])


def list_seated_parties(
    session: Session, event_id: EventId, schedule: int, offset: int, limit: int
) -> tuple[list[Party], int]:
    """The parties whose seats are on a page, and how many seats of the first of them stand before it."""
    held = and_(RSVP.c.event_id == ANSWERED.c.event_id, RSVP.c.member_id == ANSWERED.c.member_id)
    along = select(ANSWERED.c.member_id, RSVP.c.seats).select_from(ANSWERED).join(RSVP, held)
    along = along.where(_COMING, ANSWERED.c.event_id == event_id).order_by(*_ORDER).limit(offset + limit)
    shown, before, passed = list[MemberId](), 0, 0
    for member_id, seats in session.connection().execute(along):
        if passed + seats > offset and passed < offset + limit:
            before = before if shown else offset - passed
            shown.append(MemberId(member_id))
        passed += seats
    return list_parties_of(session, event_id, schedule, shown), before


def list_colleagues(
    session: Session, event_id: EventId, companies: Iterable[str]
) -> list[tuple[MemberId, Named]]:
    """Members on an event's list who have one of these companies: one of them may read like another."""
    named = (MEMBER.c.name, func.coalesce(COMPANY.c.name, ""), MEMBER.c.function)
    found = (
        select(MEMBER.c.id, *named, func.coalesce(MEMBER.c.email, ""))
        .select_from(ANSWERED)
        .join(MEMBER, MEMBER.c.id == ANSWERED.c.member_id)
        .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
        .where(ANSWERED.c.event_id == event_id, ANSWERED.c.company.in_({fold(one) for one in companies}))
        .limit(MOST_ALIKE)
    )
    return [(MemberId(row[0]), Named(*row[1:])) for row in session.connection().execute(found)]


def list_namesakes(session: Session, event_id: EventId, names: Iterable[str]) -> list[tuple[GuestId, Named]]:
    """Guests who sit at an event and are called like one of these."""
    called = GUEST.c.called.in_({fold(name) for name in names})
    found = (
        select(GUEST.c.id, GUEST.c.name, GUEST.c.company, GUEST.c.function, GUEST.c.email)
        .where(GUEST.c.event_id == event_id, called, GUEST.c.claim_id.is_(None))
        .limit(MOST_ALIKE)
    )
    return [(GuestId(row[0]), Named(*row[1:])) for row in session.connection().execute(found)]
