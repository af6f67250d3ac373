"""Figures that triggers keep (migration 0013), and what reminders were last queued for."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import select

from club.ids import EventId
from storage import tables
from storage.marks import get_mark, put_mark
from storage.session import Session
from storage.tables import core

EVENT_COUNT, CLUB_COUNT = core(tables.EventCount), core(tables.ClubCount)
_CLUB = select(CLUB_COUNT.c.turned).scalar_subquery()


def get_turns(session: Session, event_id: EventId) -> tuple[str, str]:
    """What grows whenever somebody may have to be asked at an event, and to be reminded that they come."""
    of_event = EVENT_COUNT.c.event_id == event_id
    found = select(_CLUB, EVENT_COUNT.c.turned, EVENT_COUNT.c.joined).where(of_event)
    club, silent, coming = session.connection().execute(found).one()
    return f"{club}/{silent}", f"{club}/{coming}"


def get_club_turns(session: Session) -> str:
    """What grows whenever a member may have to be asked something."""
    return str(session.connection().execute(select(_CLUB)).scalar_one_or_none())


def is_queued(session: Session, reminder: str, readers: Iterable[str], turns: str) -> bool:
    """Whether a reminder was queued for these readers (time zones) when nobody else was to get it than now.

    Notes it besides: whoever is told no queues it in the same transaction.
    """
    told = f"{turns}/{sha256(' '.join(sorted(readers)).encode()).hexdigest()[:16]}"
    name = f"queued:{reminder}"
    if get_mark(session, name) == told:
        return True
    put_mark(session, name, told)
    return False
