"""Who represents which company since when: noted whenever it changes, for what counts for a company later.

A trigger marks the member whose company, or of whom an answer is expected, changed (migration 0034); a sweep
notes it, in three statements whatever the club's size. Nobody who writes need remember to.
"""

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


def is_unsettled(session: Session) -> bool:
    """Whether any member's company changed since it was last noted."""
    return session.connection().execute(select(MEMBER.c.id).where(_UNSETTLED).limit(1)).first() is not None


def settle(session: Session, now: datetime) -> None:
    """Notes every change since the last time: what was true until now ends, what holds begins."""
    connection = session.connection()
    current = TENURE.c.member_id == MEMBER.c.id
    same = and_(TENURE.c.company_id == MEMBER.c.company_id, TENURE.c.expected == MEMBER.c.expected)
    other = select(MEMBER.c.id).where(_UNSETTLED, or_(MEMBER.c.company_id.is_(None), ~same))
    over = exists(other.where(current).correlate(TENURE))
    changed = TENURE.c.member_id.in_(select(MEMBER.c.id).where(_UNSETTLED))
    connection.execute(update(TENURE).where(_OPEN, changed, over).values(until=now))
    known = exists().where(current).correlate(MEMBER)
    since = case((known, literal(now, Utc())), else_=literal(BEGINNING, Utc()))
    held = exists().where(current, _OPEN).correlate(MEMBER)
    end, at = literal(OPEN_END, Utc()), literal(now, Utc())
    begins = select(MEMBER.c.id, MEMBER.c.company_id, since, at, end, MEMBER.c.expected)
    names = ["member_id", "company_id", "since", "known_since", "until", "expected"]
    rows = begins.where(_UNSETTLED, MEMBER.c.company_id.is_not(None), ~held)
    connection.execute(insert(TENURE).from_select(names, rows))
    connection.execute(update(MEMBER).where(_UNSETTLED).values(unsettled=False))


def forget_tenures(session: Session, member_id: MemberId) -> None:
    """Nothing says any more which companies they represented."""
    session.connection().execute(delete(TENURE).where(TENURE.c.member_id == member_id))
