"""What members need at events, in their own words, for the organisers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from club.ids import EventId, MemberId
from storage import tables
from storage.events import EVENT
from storage.people import MEMBER
from storage.prepared import Prepared
from storage.seats import RSVP
from storage.session import Session
from storage.tables import core

NEED = core(tables.EventNeed)
_FORGET = Prepared(
    delete(NEED).where(NEED.c.event_id == bindparam("event"), NEED.c.member_id == bindparam("member"))
)


@dataclass(frozen=True, slots=True)
class Needing:
    """A member who comes, or whose guests do, and what they need."""

    name: str
    wording: str


def get_need(session: Session, event_id: EventId, member_id: MemberId) -> str:
    """What a member said; empty where they said nothing."""
    found = select(NEED.c.wording).where(NEED.c.event_id == event_id, NEED.c.member_id == member_id)
    return session.connection().execute(found).scalar_one_or_none() or ""


def save_need(session: Session, event_id: EventId, member_id: MemberId, wording: str, now: datetime) -> None:
    """In the place of what they said before; empty takes it back. The event is locked."""
    forget_need(session, event_id, member_id)
    if wording:
        values = {"event_id": event_id, "member_id": member_id, "wording": wording, "at": now}
        session.connection().execute(insert(NEED).values(values))


def forget_need(session: Session, event_id: EventId, member_id: MemberId) -> None:
    """Whoever does not come needs nothing."""
    _FORGET.run(session.connection(), {"event": event_id, "member": member_id})


def list_needs(session: Session, event_id: EventId, *members: MemberId) -> Mapping[MemberId, str]:
    """What was said at an event, by all or by some members."""
    found = select(NEED.c.member_id, NEED.c.wording).where(NEED.c.event_id == event_id)
    if members:
        found = found.where(NEED.c.member_id.in_(members))
    return {MemberId(who): wording for who, wording in session.connection().execute(found)}


def list_needing(session: Session, event_id: EventId, most: int) -> list[Needing]:
    """Those who hold seats and need something, as they said it; at most so many."""
    found = (
        select(MEMBER.c.name, NEED.c.wording)
        .join(NEED, NEED.c.member_id == MEMBER.c.id)
        .join(RSVP, (RSVP.c.member_id == NEED.c.member_id) & (RSVP.c.event_id == NEED.c.event_id))
        .where(NEED.c.event_id == event_id, RSVP.c.seats > 0)
    )
    return [Needing(*row) for row in session.connection().execute(found.order_by(NEED.c.at).limit(most))]


def end_needs(session: Session, before: datetime) -> None:
    """Drops what was said at events that ended by then."""
    over = select(EVENT.c.id).where(EVENT.c.ends_at <= before)
    session.connection().execute(delete(NEED).where(NEED.c.event_id.in_(over)))
