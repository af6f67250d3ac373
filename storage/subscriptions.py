"""Addresses of calendars, and what such a calendar holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, or_, select, update

from club.events import Event, EventState
from club.ids import EventId, MemberId
from club.seating import Rsvp, Says
from club.subscriptions import (
    MOST,
    PUBLIC,
    CalendarScope,
    Subscription,
    changed_since,
    same,
)
from storage import tables
from storage.events import EVENT, list_events
from storage.people import CAN_ACT, MEMBER
from storage.seats import RSVP
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

ADDRESS = core(tables.CalendarAddress)
_EVERYBODY = Upsert(ADDRESS, ["digest"])
_OPEN = (
    select(ADDRESS)
    .outerjoin(MEMBER, MEMBER.c.id == ADDRESS.c.member_id)
    .where(ADDRESS.c.digest == bindparam("digest"), or_(ADDRESS.c.member_id.is_(None), CAN_ACT))
)
_SHOWN = (EventState.PUBLISHED.value, EventState.CANCELLED.value)


@dataclass(frozen=True, slots=True)
class CalendarPlace:
    """What a member holds at an event, as their calendar goes by it."""

    rsvp: Rsvp = field(default_factory=Rsvp)
    turns: int = 0


def get_subscription(session: Session, member_id: MemberId) -> Subscription | None:
    """A member's own."""
    row = session.connection().execute(select(ADDRESS).where(ADDRESS.c.member_id == member_id)).one_or_none()
    return None if row is None else _subscription(row)


def find_subscription(session: Session, digest: str) -> Subscription | None:
    """The one of that digest; None for one that there is not, or whose member can act no longer.

    One statement, which reads the same for all of these.
    """
    row = session.connection().execute(_OPEN, {"digest": digest}).one_or_none()
    return _subscription(row) if row is not None and same(row.digest, digest) else None


def add_subscription(
    session: Session, member_id: MemberId, digest: str, scope: CalendarScope, now: datetime
) -> None:
    """A member's new address, instead of the one before; the caller holds the member's lock."""
    end_subscription(session, member_id)
    values = {"digest": digest, "member_id": member_id, "scope": scope.value, "made_at": now, "tag": ""}
    session.connection().execute(ADDRESS.insert().values(values))


def change_scope(session: Session, member_id: MemberId, scope: CalendarScope) -> None:
    """Which events it has from now on."""
    mine = update(ADDRESS).where(ADDRESS.c.member_id == member_id)
    session.connection().execute(mine.values(scope=scope.value))


def end_subscription(session: Session, member_id: MemberId) -> None:
    """The address opens nothing any more."""
    session.connection().execute(delete(ADDRESS).where(ADDRESS.c.member_id == member_id))


def note_served(session: Session, digest: str, tag: str, now: datetime) -> datetime | None:
    """Since when a calendar holds what `tag` names; None where it ended meanwhile."""
    connection = session.connection()
    if digest == PUBLIC:
        row = {"digest": PUBLIC, "scope": CalendarScope.ALL.value, "made_at": now, "tag": ""}
        _EVERYBODY.run(connection, row)
    found = select(ADDRESS.c.tag, ADDRESS.c.changed_at).where(ADDRESS.c.digest == digest)
    held = connection.execute(found.with_for_update()).one_or_none()
    if held is None:
        return None
    if held.tag == tag and held.changed_at is not None:
        known: datetime = held.changed_at
        return known
    changed = changed_since(held.changed_at, now)
    connection.execute(update(ADDRESS).where(ADDRESS.c.digest == digest).values(tag=tag, changed_at=changed))
    return changed


def list_calendar(session: Session, member_id: MemberId | None, since: datetime) -> list[Event]:
    """Published and cancelled events that ended later than `since`, the first first; of a member, those that
    their calendar is to hold."""
    shown = [EVENT.c.state.in_(_SHOWN), EVENT.c.ends_at > since, EVENT.c.published_at.is_not(None)]
    if member_id is not None:
        held = (RSVP.c.event_id == EVENT.c.id, RSVP.c.member_id == member_id, RSVP.c.calendar_turns % 2 == 1)
        shown.append(select(RSVP.c.event_id).where(*held).exists())
    return list_events(session, *shown, limit=MOST)


def list_public_calendar(session: Session, since: datetime) -> list[Event]:
    """The same of those that are public."""
    shown = (EVENT.c.state.in_(_SHOWN), EVENT.c.ends_at > since, EVENT.c.published_at.is_not(None))
    return list_events(session, *shown, EVENT.c.public, limit=MOST)


def list_places(
    session: Session, member_id: MemberId, events: Sequence[Event]
) -> Mapping[EventId, CalendarPlace]:
    """What the member holds at these events, where they ever answered."""
    columns = (RSVP.c.event_id, RSVP.c.says, RSVP.c.seats, RSVP.c.with_member, RSVP.c.schedule)
    theirs = (RSVP.c.member_id == member_id, RSVP.c.event_id.in_([one.id for one in events]))
    rows = session.connection().execute(select(*columns, RSVP.c.remote, RSVP.c.calendar_turns).where(*theirs))
    return {
        EventId(row.event_id): CalendarPlace(
            Rsvp(Says(row.says), row.seats, row.with_member, row.schedule, remote=row.remote),
            row.calendar_turns,
        )
        for row in rows
    }


def _subscription(row: Row[Any]) -> Subscription:
    scope = CalendarScope(row.scope)
    return Subscription(row.digest, row.member_id, scope, row.made_at, row.tag, row.changed_at)
