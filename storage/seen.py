"""Slack events already handled."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from storage import tables
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

SEEN = core(tables.Seen)
KEPT = timedelta(days=2)
"""Slack's last retry comes about an hour after the event; two days outlast any outage of it."""
_ONCE = Upsert(SEEN, ["event_id"])


def first_time(session: Session, event_id: str, now: datetime) -> bool:
    """Whether this event comes for the first time; remembers it."""
    return _ONCE.run(session.connection(), {"event_id": event_id, "seen_at": now}) == 1


def forget_seen(session: Session, now: datetime) -> None:
    """Drops what is too old to come again."""
    session.connection().execute(delete(SEEN).where(SEEN.c.seen_at < now - KEPT))
