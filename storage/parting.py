"""What was answered to an event, for another that is a part of it from now on.

Whoever said yes or no to the whole said it to each part; whoever waits for a seat of the whole waits for one
of each, in the same place. The caller holds the event's lock, and the part is new.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import case, insert, literal, null, or_, select, update

from club.ids import EventId
from club.seating import Stage
from storage.event_questions import ASKED, REPLY
from storage.events import EVENT
from storage.guests import GUEST
from storage.needs import NEED
from storage.seats import CLAIM, RSVP
from storage.session import Session

_OF_THE_DAY = {"late_minutes", "cancel_notice", "late_notice", "present"}
"""What was told or noted of the one event."""

Ids = Mapping[int, int]
"""Of a row that was copied: the copy's."""


def copy_answers(session: Session, source: EventId, part: EventId) -> None:
    """Everything that members said to an event, for a part of it; what the event asks of them, too.

    Seats held are held in the part, also in calendars; the line stands as it does there.
    """
    _copy_rsvps(session, source, part)
    claims = _copy_rows(
        session, CLAIM, source, part, CLAIM.c.stage == Stage.WAITING.value, order=CLAIM.c.line
    )
    guests = _copy_guests(session, source, part, claims)
    _copy_replies(session, source, part, guests)
    own = [column for column in NEED.c if column.name != "event_id"]
    needs = select(literal(part), *own).where(NEED.c.event_id == source)
    session.connection().execute(insert(NEED).from_select(["event_id", *(one.name for one in own)], needs))


def _copy_rsvps(session: Session, source: EventId, part: EventId) -> None:
    holds = case((RSVP.c.calendar_turns % 2 == 1, 1), else_=0)
    given: dict[str, Any] = {column.name: column for column in RSVP.c}
    given |= {"event_id": literal(part), "calendar_turns": holds} | dict.fromkeys(_OF_THE_DAY, null())
    rows = select(*(value.label(name) for name, value in given.items())).where(RSVP.c.event_id == source)
    session.connection().execute(insert(RSVP).from_select([*given], rows))


def _copy_guests(session: Session, source: EventId, part: EventId, claims: Ids) -> Ids:
    here = or_(GUEST.c.claim_id.is_(None), GUEST.c.claim_id.in_([*claims]))
    copied = _copy_rows(session, GUEST, source, part, here, order=GUEST.c.id)
    for old, new in claims.items():
        mine = (GUEST.c.event_id == part, GUEST.c.claim_id == old)
        session.connection().execute(update(GUEST).where(*mine).values(claim_id=new))
    session.connection().execute(update(GUEST).where(GUEST.c.event_id == part).values(present=None))
    return copied


def _copy_replies(session: Session, source: EventId, part: EventId, guests: Ids) -> None:
    """The questions, asked when they were asked: nobody is asked them anew."""
    asked = _copy_rows(session, ASKED, source, part, order=ASKED.c.id)
    found = select(REPLY).where(REPLY.c.event_id == source).order_by(REPLY.c.id)
    copied = []
    for row in session.connection().execute(found).mappings():
        if row["guest_id"] is None or row["guest_id"] in guests:
            values = {name: value for name, value in row.items() if name != "id"}
            mapped = {"question_id": asked[row["question_id"]], "guest_id": guests.get(row["guest_id"])}
            copied.append({**values, "event_id": part, **mapped})
    if copied:
        session.connection().execute(insert(REPLY), copied)
    like = select(EVENT.c.questions, EVENT.c.questions_closed_at).where(EVENT.c.id == source)
    count, closed = session.connection().execute(like).one()
    same = {"questions": count, "questions_closed_at": closed}
    session.connection().execute(update(EVENT).where(EVENT.c.id == part).values(same))


def _copy_rows(session: Session, table: Any, source: EventId, part: EventId, *which: Any, order: Any) -> Ids:
    """Rows of an event for its part, one by one in their order; each with the id of its copy."""
    found = select(table).where(table.c.event_id == source, *which).order_by(order)
    copied = dict[int, int]()
    for row in session.connection().execute(found).mappings().all():
        values = {name: value for name, value in row.items() if name != "id"} | {"event_id": part}
        for kept in ("able", "counted", "asks"):  # which triggers write
            values.pop(kept, None)
        made = session.connection().execute(insert(table).values(values).returning(table.c.id))
        copied[row["id"]] = made.scalar_one()
    return copied
