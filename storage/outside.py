"""Events that are not the club's, as they are kept, and who goes there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, literal_column, select, update

from club.folding import fold
from club.ids import MemberId, OutsideId
from club.outside import OutsideEvent, OutsideState, OutsideTerms
from storage import tables
from storage.people import COMPANY, MEMBER
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

OUTSIDE, GOING = core(tables.OutsideEvent), core(tables.OutsideGoing)
MOST = 100
"""So many who go are counted and named; beyond, there are more."""
_SAY = Upsert(GOING, ["outside_id", "member_id"], ["going", "at"])
_TAKEN_BACK: ColumnElement[bool] = literal_column("NOT outside_going.going")
"""In the words of the index."""


@dataclass(frozen=True, slots=True)
class Goer:
    """A member who goes there."""

    name: str
    company: str


def subject_of_outside(outside_id: OutsideId) -> str:
    """The subject of what is about one."""
    return f"outside:{outside_id}"


def outside_of(subject: str) -> OutsideId:
    """Back from `subject_of_outside`."""
    return OutsideId(int(subject.removeprefix("outside:")))


def add_outside(session: Session, terms: OutsideTerms, by: MemberId, now: datetime) -> OutsideId:
    """A new one."""
    values = {**_values(terms), "by_id": by, "made_at": now, "state": OutsideState.STANDS.value}
    made = insert(OUTSIDE).values(values).returning(OUTSIDE.c.id)
    return OutsideId(session.connection().execute(made).scalar_one())


def save_outside(session: Session, outside_id: OutsideId, terms: OutsideTerms) -> None:
    """Corrected."""
    change = update(OUTSIDE).where(OUTSIDE.c.id == outside_id).values(_values(terms))
    session.connection().execute(change)


def _values(terms: OutsideTerms) -> dict[str, object]:
    days = {"first_day": terms.first_day, "last_day": terms.ends_on}
    named = {"title": terms.title, "folded": fold(terms.title)}
    return {**named, "place": terms.place, "link": terms.link, **days}


def set_outside_state(session: Session, outside_id: OutsideId, state: OutsideState) -> None:
    """Where it stands from now on."""
    change = update(OUTSIDE).where(OUTSIDE.c.id == outside_id).values(state=state.value)
    session.connection().execute(change)


def get_outside(session: Session, outside_id: OutsideId, *, lock: bool = False) -> OutsideEvent | None:
    """One by id; `lock`: whoever else would change it waits."""
    found = select(OUTSIDE).where(OUTSIDE.c.id == outside_id)
    row = session.connection().execute(found.with_for_update() if lock else found).one_or_none()
    return _event(row) if row else None


def find_same(session: Session, terms: OutsideTerms, today: date) -> OutsideId | None:
    """One that stands under that title, on a day that both have."""
    known = (OUTSIDE.c.folded == fold(terms.title), OUTSIDE.c.state == OutsideState.STANDS.value)
    days = (OUTSIDE.c.last_day >= max(today, terms.first_day or today), OUTSIDE.c.first_day <= terms.ends_on)
    found = select(OUTSIDE.c.id).where(*known, *days).order_by(OUTSIDE.c.id).limit(1)
    row = session.connection().execute(found).scalar_one_or_none()
    return OutsideId(row) if row else None


def list_standing(
    session: Session, today: date, first: int, limit: int
) -> tuple[Sequence[OutsideEvent], int]:
    """Those to come and under way, the soonest first, from number `first` on; how many there are."""
    stands = (OUTSIDE.c.state == OutsideState.STANDS.value, OUTSIDE.c.last_day >= today)
    connection = session.connection()
    total = connection.execute(select(func.count()).select_from(OUTSIDE).where(*stands)).scalar_one()
    page = select(OUTSIDE).where(*stands).order_by(OUTSIDE.c.first_day, OUTSIDE.c.id)
    rows = connection.execute(page.offset(first).limit(limit)) if total else ()
    return [_event(row) for row in rows], int(total)


def end_past(session: Session, today: date) -> list[OutsideId]:
    """Those whose last day has passed are over; which they are."""
    past = (OUTSIDE.c.state == OutsideState.STANDS.value, OUTSIDE.c.last_day < today)
    done = update(OUTSIDE).where(*past).values(state=OutsideState.OVER.value).returning(OUTSIDE.c.id)
    return [OutsideId(one) for one in session.connection().execute(done).scalars()]


def is_work_left(session: Session, today: date, before: datetime) -> bool:
    """Whether any is over and not noted so, or somebody took back before then what is still kept."""
    past = (OUTSIDE.c.state == OutsideState.STANDS.value, OUTSIDE.c.last_day < today)
    over = select(OUTSIDE.c.id).where(*past).limit(1)
    back = select(GOING.c.outside_id).where(_TAKEN_BACK, GOING.c.at < before).limit(1)
    connection = session.connection()
    return connection.execute(over).first() is not None or connection.execute(back).first() is not None


# Who goes


def get_going(session: Session, outside_id: OutsideId, member_id: MemberId) -> tuple[bool, datetime | None]:
    """Whether this member goes, and since when that is said."""
    mine = (GOING.c.outside_id == outside_id, GOING.c.member_id == member_id)
    row = session.connection().execute(select(GOING.c.going, GOING.c.at).where(*mine)).one_or_none()
    return (row.going, row.at) if row else (False, None)


def say_going(
    session: Session, outside_id: OutsideId, member_id: MemberId, now: datetime, *, going: bool
) -> None:
    """Somebody goes, or not."""
    _SAY.run(
        session.connection(),
        {"outside_id": outside_id, "member_id": member_id, "going": going, "at": now},
    )


def count_going(session: Session, outside_id: OutsideId) -> int:
    """How many go; `MOST` and one where there are more."""
    some = select(GOING.c.member_id).where(GOING.c.outside_id == outside_id, GOING.c.going).limit(MOST + 1)
    counted = select(func.count()).select_from(some.subquery())
    return int(session.connection().execute(counted).scalar_one())


def list_going(session: Session, outside_id: OutsideId, limit: int) -> Sequence[Goer]:
    """Who goes, in the order in which they said so."""
    found = (
        select(MEMBER.c.name, func.coalesce(COMPANY.c.name, "").label("company"))
        .select_from(GOING)
        .join(MEMBER, MEMBER.c.id == GOING.c.member_id)
        .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
        .where(GOING.c.outside_id == outside_id, GOING.c.going)
        .order_by(GOING.c.at)
        .limit(limit)
    )
    return [Goer(row.name, row.company) for row in session.connection().execute(found)]


def list_goers(session: Session, outside_id: OutsideId) -> list[MemberId]:
    """All who go, by id."""
    found = select(GOING.c.member_id).where(GOING.c.outside_id == outside_id, GOING.c.going)
    return [MemberId(one) for one in session.connection().execute(found).scalars()]


def forget_going(session: Session, member_id: MemberId) -> list[OutsideId]:
    """Somebody goes nowhere any more; where they would have gone."""
    gone = delete(GOING).where(GOING.c.member_id == member_id).returning(GOING.c.outside_id)
    return [OutsideId(one) for one in session.connection().execute(gone).scalars()]


def forget_taken_back(session: Session, before: datetime) -> None:
    """What was taken back by then is kept no longer."""
    session.connection().execute(delete(GOING).where(_TAKEN_BACK, GOING.c.at < before))


def list_outside_of(session: Session, member_id: MemberId) -> list[OutsideId]:
    """Those that somebody signalled."""
    found = select(OUTSIDE.c.id).where(OUTSIDE.c.by_id == member_id)
    return [OutsideId(one) for one in session.connection().execute(found).scalars()]


def _event(row: Row[Any]) -> OutsideEvent:
    who = MemberId(row.by_id), row.made_at, OutsideState(row.state)
    return OutsideEvent(OutsideId(row.id), row.title, row.first_day, row.last_day, row.place, row.link, *who)
