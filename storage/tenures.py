"""Who represents which company since when: noted whenever it changes, for what counts for a company later.

A trigger marks the member whose company, or of whom an answer is expected, changed; a sweep notes it, in
five statements for hundreds of them. Nobody who writes need remember to.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    delete,
    exists,
    insert,
    literal,
    literal_column,
    or_,
    select,
    true,
    update,
)

from club.ids import MemberId
from storage import tables
from storage.people import MEMBER
from storage.session import Session
from storage.tables import core
from storage.types import Utc

TENURE = core(tables.Tenure)
BEGINNING, OPEN_END = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
_UNSETTLED: ColumnElement[bool] = literal_column("member.unsettled")
"""In the words of the index."""
_OPEN = TENURE.c.until == OPEN_END
_CURRENT = TENURE.c.member_id == MEMBER.c.id
TOGETHER = 500
"""Members noted in one transaction."""


def is_unsettled(session: Session) -> bool:
    """Whether any member's company changed since it was last noted."""
    return session.connection().execute(select(MEMBER.c.id).where(_UNSETTLED).limit(1)).first() is not None


def settle(session: Session, now: datetime, member_id: MemberId | None = None) -> int:
    """Notes changes since the last time, of one member or of so many (`TOGETHER`); of how many it did.

    What was true until now ends, what holds begins. Whoever notes the same meanwhile waits and finds it done.
    """
    connection = session.connection()
    whose = MEMBER.c.id == member_id if member_id is not None else true()
    marked = select(MEMBER.c.id).where(_UNSETTLED, whose).order_by(MEMBER.c.id).limit(TOGETHER)
    found = list(connection.execute(marked.with_for_update()).scalars())
    if found:
        these = MEMBER.c.id.in_(found)
        _end(session, found, these, now)
        _begin(session, these, now)
        connection.execute(update(MEMBER).where(these).values(unsettled=False))
    return len(found)


def _end(session: Session, found: Sequence[int], these: ColumnElement[bool], now: datetime) -> None:
    same = and_(TENURE.c.company_id == MEMBER.c.company_id, TENURE.c.expected == MEMBER.c.expected)
    other = select(MEMBER.c.id).where(these, or_(MEMBER.c.company_id.is_(None), ~same))
    over = exists(other.where(_CURRENT).correlate(TENURE))
    ends = update(TENURE).where(_OPEN, TENURE.c.member_id.in_(found), over)
    session.connection().execute(ends.values(until=now))


def _begin(session: Session, these: ColumnElement[bool], now: datetime) -> None:
    known = exists().where(_CURRENT).correlate(MEMBER)
    at, end = literal(now, Utc()), literal(OPEN_END, Utc())
    since = case((known, at), else_=literal(BEGINNING, Utc()))
    held = exists().where(_CURRENT, _OPEN).correlate(MEMBER)
    begins = select(MEMBER.c.id, MEMBER.c.company_id, since, at, end, MEMBER.c.expected)
    names = ["member_id", "company_id", "since", "known_since", "until", "expected"]
    rows = begins.where(these, MEMBER.c.company_id.is_not(None), ~held)
    session.connection().execute(insert(TENURE).from_select(names, rows))


def forget_tenures(session: Session, member_id: MemberId) -> None:
    """Nothing says any more which companies they represented."""
    session.connection().execute(delete(TENURE).where(TENURE.c.member_id == member_id))
