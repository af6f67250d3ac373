"""Who looks after an event, whether it is noted who came, and who keeps it though too few come."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from club.events import EventState
from club.ids import EventId, MemberId
from storage import tables
from storage.events import EVENT
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

CARE = core(tables.EventCare)
_ORGANISER = Upsert(CARE, ["event_id"], ["organiser_id"])
_NOTED = Upsert(CARE, ["event_id"], ["noted_by", "noted_at"])
_HELD = Upsert(CARE, ["event_id"], ["held_by", "held_at"])


@dataclass(frozen=True, slots=True)
class Care:
    """What is known of it; nothing of an event that a file brought in."""

    organiser_id: MemberId | None = None
    noted_by: MemberId | None = None
    noted_at: datetime | None = None
    held_by: MemberId | None = None
    held_at: datetime | None = None


def get_care(session: Session, event_id: EventId) -> Care:
    """Who looks after an event."""
    known = (CARE.c.organiser_id, CARE.c.noted_by, CARE.c.noted_at, CARE.c.held_by, CARE.c.held_at)
    row = session.connection().execute(select(*known).where(CARE.c.event_id == event_id)).one_or_none()
    return Care(*row) if row else Care()


def note_organiser(session: Session, event_id: EventId, organiser: MemberId) -> None:
    """Whoever publishes an event looks after it."""
    _ORGANISER.run(session.connection(), {"event_id": event_id, "organiser_id": organiser})


def note_attendance(session: Session, event_id: EventId, by: MemberId, now: datetime) -> None:
    """Somebody noted who came."""
    _NOTED.run(session.connection(), {"event_id": event_id, "noted_by": by, "noted_at": now})


def note_held(session: Session, event_id: EventId, by: MemberId, now: datetime) -> None:
    """Somebody decided that it is held with fewer people than it needs."""
    _HELD.run(session.connection(), {"event_id": event_id, "held_by": by, "held_at": now})


def list_ended(session: Session, since: datetime, now: datetime) -> list[tuple[EventId, datetime]]:
    """Published events that ended after `since` and no later than `now`, and when."""
    over = (EVENT.c.state == EventState.PUBLISHED.value, EVENT.c.ends_at > since, EVENT.c.ends_at <= now)
    found = select(EVENT.c.id, EVENT.c.ends_at).where(*over)
    return [(EventId(row.id), row.ends_at) for row in session.connection().execute(found)]
