"""The codes that are shown in the room, and where somebody is when they type one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from club.events import Event, EventState
from club.ids import EventId
from storage import tables
from storage.events import EVENT, list_events
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

CODE = core(tables.EventCode)
_GIVE = Upsert(CODE, ["event_id"])
_PUBLISHED = EVENT.c.state == EventState.PUBLISHED.value


def get_code(session: Session, event_id: EventId) -> str:
    """The event's code; empty where it has none yet."""
    found = select(CODE.c.code).where(CODE.c.event_id == event_id)
    return session.connection().execute(found).scalar_one_or_none() or ""


def give_code(session: Session, event_id: EventId, code: str, now: datetime) -> str:
    """Its code, this one where it had none: who asks first gives it, for everybody."""
    _GIVE.run(session.connection(), {"event_id": event_id, "code": code, "made_at": now})
    return get_code(session, event_id)


def list_codes(session: Session, since: datetime) -> list[str]:
    """Those of events that ended since then, or have not."""
    found = select(CODE.c.code).join(EVENT, EVENT.c.id == CODE.c.event_id).where(EVENT.c.ends_at > since)
    return list(session.connection().execute(found).scalars())


def list_coded(session: Session, code: str) -> Sequence[Event]:
    """The events that bear this code, the last one first; called off and of long ago too."""
    bear = select(CODE.c.event_id).where(CODE.c.code == code)
    return list_events(session, EVENT.c.id.in_(bear))[::-1]


def list_under_way(session: Session, since: datetime, until: datetime, limit: int) -> Sequence[Event]:
    """Published events that end after `since` and start by `until`, the next first; so many at most."""
    near = (_PUBLISHED, EVENT.c.ends_at > since, EVENT.c.starts_at <= until)
    return list_events(session, *near, limit=limit)


def drop_codes(session: Session, before: datetime) -> None:
    """Codes of events that ended before then are of no use, and free for others."""
    over = select(EVENT.c.id).where(EVENT.c.ends_at <= before)
    session.connection().execute(delete(CODE).where(CODE.c.event_id.in_(over)))
