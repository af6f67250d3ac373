"""How many chairs an event has had at most since it was published, by the journal of organisers' acts.

Whoever lowers them takes nobody's: so many may stay taken, and no more.
"""

from datetime import datetime

from sqlalchemy import or_, select

from storage.acts import LINE, unpacked
from storage.session import Session

CAPACITY, RESERVED = "event.capacity", "event.reserved"
_CUT = '["", "", null, '
"""How a line begins to say that it left changes out (`storage.acts.packed`)."""


def most_chairs(session: Session, event_id: int, capacity: int, reserved: int, since: datetime) -> int | None:
    """Of an event as it stands now. None: there was no limit once, or the journal does not say all."""
    if _is_purged(session, since):
        return None
    subject, most = f"event:{event_id}", capacity - reserved
    about = or_(LINE.c.changes.contains(f'"{subject}", "event.'), LINE.c.changes.contains(_CUT))
    lines = select(LINE.c.changes).where(LINE.c.theme == "events", LINE.c.at >= since, about)
    before: int | None = capacity
    for packed in session.connection().execute(lines.order_by(LINE.c.id.desc())).scalars():
        changes = unpacked(packed)
        if not changes[-1].column and any(one.column in (CAPACITY, RESERVED) for one in changes):
            return None
        for one in changes:
            if (one.subject, one.column) == (subject, CAPACITY):
                before = None if one.before is None else int(one.before)
            elif (one.subject, one.column) == (subject, RESERVED):
                reserved = int(one.before or 0)
        if before is None:
            return None
        most = max(most, before - reserved)
    return most


def _is_purged(session: Session, since: datetime) -> bool:
    """Whether lines may be gone that were written afterwards."""
    found = select(LINE.c.id).where(LINE.c.upto > since).limit(1)
    return session.connection().execute(found).first() is not None
