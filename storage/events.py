"""Events: what is planned, what is on, what is over."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, or_, select, update

from club.events import ASKS_NOTHING, Asks, Event, EventKind, EventState, Limits
from club.folding import fold
from club.ids import EventId
from storage import tables
from storage.people import COMPANY
from storage.prepared import Prepared
from storage.session import Session
from storage.tables import core

EVENT = core(tables.Event)

_EVENTS = select(
    EVENT.c.id,
    EVENT.c.title,
    EVENT.c.kind,
    EVENT.c.starts_at,
    EVENT.c.ends_at,
    EVENT.c.deadline,
    EVENT.c.capacity,
    EVENT.c.state,
    EVENT.c.place,
    EVENT.c.video_url,
    EVENT.c.host_company_id,
    func.coalesce(COMPANY.c.name, ""),
    EVENT.c.agenda,
    EVENT.c.cancel_reason,
    EVENT.c.sequence,
    EVENT.c.schedule,
    EVENT.c.published_at,
    EVENT.c.uid,
    EVENT.c.public,
    EVENT.c.all_day,
    EVENT.c.company_seats,
    EVENT.c.reserved,
    EVENT.c.guests_each,
    EVENT.c.minimum,
    EVENT.c.questions,
    EVENT.c.questions_closed_at,
).outerjoin(COMPANY, COMPANY.c.id == EVENT.c.host_company_id)
_ONE = _EVENTS.where(EVENT.c.id == bindparam("event_id"))
# `of=` keeps the lock on the event alone: PostgreSQL refuses to lock the empty side of an outer join.
_LOCKED = Prepared(_ONE.with_for_update(of=EVENT))
_COMING = _EVENTS.where(EVENT.c.state == EventState.PUBLISHED.value, EVENT.c.ends_at > bindparam("now"))
_SHOWN = tuple(state for state in EventState if state is not EventState.DRAFT)
_ORDER = (EVENT.c.starts_at, EVENT.c.id)


def _event(row: Any) -> Event:
    (id_, title, kind, starts, ends, deadline, capacity, state, *rest) = row
    limits, asks = Limits(*rest[-6:-2]), Asks(*rest[-2:]) if any(rest[-2:]) else ASKS_NOTHING
    kind, state = EventKind(kind), EventState(state)
    filled: list[Any] = [id_, title, kind, starts, ends, deadline, capacity, state, *rest[:-6], limits, asks]
    return Event(*filled)


def get_event(session: Session, event_id: EventId) -> Event | None:
    """An event by id."""
    row = session.connection().execute(_ONE, {"event_id": event_id}).one_or_none()
    return row and _event(row)


def count_published(session: Session, now: datetime) -> int:
    """How many events to come members were told of."""
    coming = (EVENT.c.state == EventState.PUBLISHED.value, EVENT.c.starts_at > now)
    return int(
        session.connection().execute(select(func.count()).select_from(EVENT).where(*coming)).scalar_one()
    )


def lock_event(session: Session, event_id: EventId) -> Event | None:
    """The event, locked until the transaction ends: who sits where is decided by one at a time."""
    row = _LOCKED.row(session.connection(), {"event_id": event_id})
    return None if row is None else _event(row)


def list_coming(session: Session, now: datetime) -> list[Event]:
    """Published events that are not over, the next first."""
    rows = session.connection().execute(_COMING.order_by(*_ORDER), {"now": now})
    return [_event(row) for row in rows]


def list_starting(session: Session, now: datetime, until: datetime, limit: int) -> list[Event]:
    """Published events that start after `now` and no later than `until`, the next first; so many at most."""
    soon = (EVENT.c.state == EventState.PUBLISHED.value, EVENT.c.starts_at > now, EVENT.c.starts_at <= until)
    return list_events(session, *soon, limit=limit)


def list_events(session: Session, *conditions: ColumnElement[bool], limit: int | None = None) -> list[Event]:
    """Those that meet every condition, the next first; so many at most."""
    found = _EVENTS.where(*conditions).order_by(*_ORDER).limit(limit)
    return [_event(row) for row in session.connection().execute(found)]


def list_limited(session: Session, now: datetime) -> list[Event]:
    """Those that have not begun and have so many seats for one company."""
    limited = (EVENT.c.state == EventState.PUBLISHED.value, EVENT.c.starts_at > now)
    return list_events(session, *limited, EVENT.c.company_seats.is_not(None))


def list_public(session: Session, now: datetime) -> list[Event]:
    """Those of them that the public site names."""
    rows = session.connection().execute(_COMING.where(EVENT.c.public).order_by(*_ORDER), {"now": now})
    return [_event(row) for row in rows]


def list_managed(session: Session, now: datetime, back: datetime) -> list[Event]:
    """What organisers see: drafts, what is coming, and what ended or was cancelled since `back`."""
    known = _EVENTS.where(
        or_(
            EVENT.c.state == EventState.DRAFT.value,
            *(and_(EVENT.c.state == one.value, EVENT.c.ends_at > back) for one in _SHOWN),
        )
    )
    first = (EVENT.c.ends_at <= now, EVENT.c.starts_at, EVENT.c.id)
    return [_event(row) for row in session.connection().execute(known.order_by(*first))]


def list_turning(session: Session, since: datetime, now: datetime) -> list[Event]:
    """Published events whose deadline, start or end came after `since` and no later than `now`."""
    published = EVENT.c.state == EventState.PUBLISHED.value
    moments = (EVENT.c.deadline, EVENT.c.starts_at, EVENT.c.ends_at)
    turning = or_(*(and_(published, moment > since, moment <= now) for moment in moments))  # an index each
    found = _EVENTS.where(turning)
    return [_event(row) for row in session.connection().execute(found.order_by(*_ORDER))]


def add_event(session: Session, event: Event) -> EventId:
    """A new event; its id and UID are given here, whatever the argument's are."""
    values = _values(event) | {"uid": event.uid or f"{uuid4()}@prime"}
    result = session.connection().execute(insert(EVENT).values(values).returning(EVENT.c.id))
    return EventId(result.scalar_one())


def save_event(session: Session, event: Event) -> None:
    """Writes every field of an existing event but its UID, and what it asks (`storage.event_questions`)."""
    session.connection().execute(update(EVENT).where(EVENT.c.id == event.id).values(_values(event)))


def _values(event: Event) -> dict[str, Any]:
    return {
        "title": event.title,
        "folded": fold(event.title),
        "kind": event.kind.value,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "deadline": event.deadline,
        "place": event.place,
        "video_url": event.video_url,
        "host_company_id": event.host_company_id,
        "capacity": event.capacity,
        "agenda": event.agenda,
        "state": event.state.value,
        "cancel_reason": event.cancel_reason,
        "sequence": event.sequence,
        "schedule": event.schedule,
        "published_at": event.published_at,
        "public": event.public,
        "all_day": event.all_day,
        "company_seats": event.limits.company,
        "reserved": event.limits.reserved,
        "guests_each": event.limits.guests,
        "minimum": event.limits.minimum,
    }
