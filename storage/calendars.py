"""Whose calendar holds which event: the turns that `storage.seats.save_rsvp` counts."""

from sqlalchemy import or_, select

from club.ids import EventId, MemberId
from storage.postings import POSTING, Posting, PostingStage
from storage.seats import RSVP
from storage.session import Session


def get_turns(session: Session, event_id: EventId, member_id: MemberId) -> int:
    """How often a member's calendar file for an event changed sides (`handlers.events.shared.calendars`)."""
    mine = select(RSVP.c.calendar_turns).where(RSVP.c.event_id == event_id, RSVP.c.member_id == member_id)
    return session.connection().execute(mine).scalar_one_or_none() or 0


def list_calendars(session: Session, event_id: EventId) -> dict[MemberId, int]:
    """The turns of all whose calendar is to hold the event."""
    holding = select(RSVP.c.member_id, RSVP.c.calendar_turns).where(
        RSVP.c.event_id == event_id, RSVP.c.calendar_turns % 2 == 1
    )
    return {row.member_id: row.calendar_turns for row in session.connection().execute(holding)}


def reached(session: Session, kind: str, posting: Posting) -> bool:
    """Whether another posting of that kind, about the same to the same, has arrived or may have."""
    same = (POSTING.c.subject == posting.subject, POSTING.c.recipient == posting.recipient)
    other = (POSTING.c.kind == kind, *same, POSTING.c.id != posting.id)
    sending = POSTING.c.stage == PostingStage.SENDING.value
    shown = or_(POSTING.c.ts != "", sending, POSTING.c.doubted_at.is_not(None))
    return session.connection().execute(select(POSTING.c.id).where(*other, shown)).first() is not None
