"""What waits for a person: noted when it begins, found by when it is to be looked at again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, literal, select, update

from club.followup import Matter
from storage import tables
from storage.session import Session
from storage.tables import core
from storage.types import Utc
from storage.upsert import Upsert, type_of

FOLLOW_UP = core(tables.FollowUp)
AT_ONCE = 200
"""How many a sweep looks at; the others wait for the next."""
_NOTE = Upsert(FOLLOW_UP, ["matter", "ref"])
_ANEW = Upsert(FOLLOW_UP, ["matter", "ref"], ["since", "told_at", "times", "due_at"])


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One matter that waits."""

    matter: Matter
    ref: int
    since: datetime
    told_at: datetime | None
    times: int
    due_at: datetime


def follow(
    session: Session,
    matter: Matter,
    ref: int,
    since: datetime,
    *,
    anew: bool = False,
    told_at: datetime | None = None,
) -> None:
    """Notes that something waits from then on; what is noted already stays so, or begins `anew`.

    `told_at`: what falls due up to then needs no call."""
    row = {
        "matter": matter.value,
        "ref": ref,
        "since": since,
        "told_at": told_at,
        "times": 0,
        "due_at": since,
    }
    (_ANEW if anew else _NOTE).run(session.connection(), row)


def list_due(session: Session, matter: Matter, now: datetime) -> list[int]:
    """What is to be looked at now, the longest due first: found in an index, whatever else waits."""
    due = and_(FOLLOW_UP.c.matter == matter.value, FOLLOW_UP.c.due_at <= now)
    found = select(FOLLOW_UP.c.ref).where(due).order_by(FOLLOW_UP.c.due_at).limit(AT_ONCE)
    return list(session.connection().execute(found).scalars())


def lock_follow_up(session: Session, matter: Matter, ref: int) -> FollowUp | None:
    """One matter, kept from others until the transaction ends; None for one that is followed no longer."""
    found = select(FOLLOW_UP).where(_is(matter, ref)).with_for_update()
    row = session.connection().execute(found).one_or_none()
    if row is None:
        return None
    return FollowUp(Matter(row.matter), row.ref, row.since, row.told_at, row.times, row.due_at)


def told(session: Session, one: FollowUp, told_at: datetime | None, times: int, due_at: datetime) -> None:
    """Notes what was said, and when to look again."""
    values = {"told_at": told_at, "times": times, "due_at": due_at}
    session.connection().execute(update(FOLLOW_UP).where(_is(one.matter, one.ref)).values(values))


def look_again(session: Session, matter: Matter, refs: Iterable[int], now: datetime) -> None:
    """What these wait for moved: when to call is worked out anew."""
    which = and_(FOLLOW_UP.c.matter == matter.value, FOLLOW_UP.c.ref.in_(list(refs)))
    session.connection().execute(update(FOLLOW_UP).where(which).values(due_at=now))


def unfollow(session: Session, matter: Matter, ref: int) -> None:
    """It waits no longer, or nothing comes any more."""
    session.connection().execute(delete(FOLLOW_UP).where(_is(matter, ref)))


def _is(matter: Matter, ref: int) -> ColumnElement[bool]:
    return and_(FOLLOW_UP.c.matter == matter.value, FOLLOW_UP.c.ref == ref)


def follow_found(session: Session, matter: Matter, refs: Select[tuple[int]], since: datetime) -> None:
    """Notes all that a query finds, in one INSERT … SELECT; what is noted already stays so."""
    fixed: dict[str, ColumnElement[Any]] = {
        "matter": literal(matter.value),
        "since": literal(since, Utc()),
        "times": literal(0),
        "due_at": literal(since, Utc()),
    }
    connection = session.connection()
    made: Any = type_of[connection.dialect.name](FOLLOW_UP)
    found = made.from_select(["ref", *fixed], refs.add_columns(*fixed.values()))
    connection.execute(found.on_conflict_do_nothing(index_elements=["matter", "ref"]))
