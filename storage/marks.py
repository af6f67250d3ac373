"""What the program notes about its own database, each note under a name."""

import secrets
from datetime import datetime

from sqlalchemy import delete, select

from storage import tables
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

MARK = core(tables.Mark)
_PUT = Upsert(MARK, ["name"], ["value"])

PULSE = "pulse"
"""Written to see whether anything can be written."""
IDENTITY = "identity"
"""A secret of this database and its copies, by which they are known, and erasures keyed."""
WATER = "water"
"""A count that only grows: of two copies the one with less is the older."""


SEEN = "seen"
"""When this database was last served, to the minute: how old a copy of it is."""
BACKED_UP = "backed up"
"""When `prime backup` last made a copy of this database."""


def get_mark(session: Session, name: str) -> str:
    """What is noted under a name; empty where nothing is."""
    found = session.connection().execute(select(MARK.c.value).where(MARK.c.name == name)).scalar_one_or_none()
    return found or ""


def put_mark(session: Session, name: str, value: str) -> None:
    """Notes something, in place of what was noted before."""
    _PUT.run(session.connection(), {"name": name, "value": value})


def get_seen(session: Session) -> datetime | None:
    """When this database was last served, to the minute; None where that was not noted yet."""
    return _instant(session, SEEN)


def get_backed_up(session: Session) -> datetime | None:
    """When this database was last backed up; None where it never was, or by other means."""
    return _instant(session, BACKED_UP)


def _instant(session: Session, name: str) -> datetime | None:
    noted = get_mark(session, name)
    return datetime.fromisoformat(noted) if noted else None


def drop_mark(session: Session, name: str) -> None:
    """Forgets what was noted."""
    session.connection().execute(delete(MARK).where(MARK.c.name == name))


def note_pulse(session: Session) -> None:
    """Writes something that is new each time."""
    put_mark(session, PULSE, secrets.token_hex(8))


def get_identity(session: Session) -> str:
    """What this database and its copies are known by; made when first asked for, in a write transaction."""
    if not (identity := get_mark(session, IDENTITY)):
        identity = secrets.token_hex(16)
        put_mark(session, IDENTITY, identity)
    return identity


def get_water(session: Session) -> int:
    """How far this database has come."""
    return int(get_mark(session, WATER) or 0)


def raise_water(session: Session, beyond: int) -> int:
    """Sets the mark higher than it was, and than `beyond`; what it is now."""
    water = max(get_water(session), beyond) + 1
    put_mark(session, WATER, str(water))
    return water
