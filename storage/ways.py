"""Who comes to an event on site, and who by the video link."""

from sqlalchemy import select

from club.ids import EventId, MemberId
from club.seating import Rsvp, Says
from storage.seats import RSVP
from storage.session import Session


def list_holders(session: Session, event_id: EventId, *, remote: bool) -> list[tuple[MemberId, Rsvp]]:
    """Those who come one way, and what they hold: who answered first goes first."""
    held = (RSVP.c.says, RSVP.c.seats, RSVP.c.with_member, RSVP.c.schedule, RSVP.c.late_minutes)
    found = select(RSVP.c.member_id, *held).where(
        RSVP.c.event_id == event_id, RSVP.c.seats > 0, RSVP.c.remote.is_(remote)
    )
    rows = session.connection().execute(found.order_by(RSVP.c.answered_at, RSVP.c.member_id))
    return [(MemberId(row[0]), Rsvp(Says(row[1]), *row[2:], remote=remote)) for row in rows]
