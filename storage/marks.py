"""What the program notes about its own database, each note under a name."""

import secrets

from sqlalchemy import delete, select
from sqlmodel import Session

from storage import tables
from storage.tables import core
from storage.upsert import Upsert

MARK = core(tables.Mark)
_PUT = Upsert(MARK, ["name"], ["value"])

PULSE = "pulse"
"""Written to see whether anything can be written."""


def get_mark(session: Session, name: str) -> str:
    """What is noted under a name; empty where nothing is."""
    found = session.connection().execute(select(MARK.c.value).where(MARK.c.name == name)).scalar_one_or_none()
    return found or ""


def put_mark(session: Session, name: str, value: str) -> None:
    """Notes something, in place of what was noted before."""
    _PUT.run(session.connection(), {"name": name, "value": value})


def drop_mark(session: Session, name: str) -> None:
    """Forgets what was noted."""
    session.connection().execute(delete(MARK).where(MARK.c.name == name))


def note_pulse(session: Session) -> None:
    """Writes something that is new each time."""
    put_mark(session, PULSE, secrets.token_hex(8))
