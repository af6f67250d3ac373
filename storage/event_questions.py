"""What events ask of those who come, and what is said to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from club.event_questions import AskedQuestion, Template
from club.events import EventState
from club.ids import AskedId, EventId, GuestId, MemberId
from storage import tables
from storage.events import EVENT
from storage.session import Session
from storage.tables import core

ASKED, REPLY = core(tables.EventQuestion), core(tables.QuestionReply)


@dataclass(frozen=True, slots=True)
class Replied:
    """What was said of one person."""

    question_id: AskedId
    member_id: MemberId
    guest_id: GuestId | None
    """None for the member themself."""
    value: str


def list_questions(session: Session, event_id: EventId) -> list[AskedQuestion]:
    """Those of an event, as they were added."""
    found = select(ASKED).where(ASKED.c.event_id == event_id).order_by(ASKED.c.id)
    return [_question(row) for row in session.connection().execute(found)]


def get_question(session: Session, question_id: AskedId) -> AskedQuestion | None:
    """One by id."""
    row = session.connection().execute(select(ASKED).where(ASKED.c.id == question_id)).one_or_none()
    return _question(row) if row else None


def add_question(session: Session, question: AskedQuestion) -> AskedId:
    """A new one; the caller holds the event's lock."""
    values = {"event_id": question.event_id} | _values(question)
    added = insert(ASKED).values(values | {"batch": question.batch})
    made = session.connection().execute(added.returning(ASKED.c.id)).scalar_one()
    _count(session, question.event_id)
    return AskedId(made)


def change_question(session: Session, question: AskedQuestion) -> None:
    """Its words, and whether it must be answered."""
    session.connection().execute(update(ASKED).where(ASKED.c.id == question.id).values(_values(question)))


def _values(question: AskedQuestion) -> dict[str, Any]:
    return {
        "template": question.template.value,
        "wording": question.wording,
        "choices": "\n".join(question.choices),
        "required": question.required,
    }


def remove_question(session: Session, question: AskedQuestion) -> None:
    """It, and what was said to it."""
    session.connection().execute(delete(ASKED).where(ASKED.c.id == question.id))
    _count(session, question.event_id)


def _count(session: Session, event_id: EventId) -> None:
    asked = select(func.count()).where(ASKED.c.event_id == event_id).scalar_subquery()
    session.connection().execute(update(EVENT).where(EVENT.c.id == event_id).values(questions=asked))


def copy_questions(session: Session, source: EventId, to: EventId, now: datetime) -> None:
    """Another event asks the same."""
    for one in list_questions(session, source):
        values = {"event_id": to, "batch": now} | _values(one)
        session.connection().execute(insert(ASKED).values(values))
    _count(session, to)


def close_questions(session: Session, event_id: EventId, at: datetime | None) -> None:
    """The list is handed over; None: it is not, after all."""
    closed = update(EVENT).where(EVENT.c.id == event_id)
    session.connection().execute(closed.values(questions_closed_at=at))


def list_replies(session: Session, event_id: EventId, *members: MemberId) -> list[Replied]:
    """What was said at an event, by all or by some members."""
    found = select(REPLY.c.question_id, REPLY.c.member_id, REPLY.c.guest_id, REPLY.c.value)
    found = found.where(REPLY.c.event_id == event_id).order_by(REPLY.c.id)
    if members:
        found = found.where(REPLY.c.member_id.in_(members))
    return [Replied(*row) for row in session.connection().execute(found)]


def list_said(session: Session, event_id: EventId, member_id: MemberId) -> Mapping[GuestId | None, set[int]]:
    """To which questions something was said, of each person of a party."""
    said = defaultdict[GuestId | None, set[int]](set)
    for one in list_replies(session, event_id, member_id):
        said[one.guest_id].add(one.question_id)
    return said


def save_replies(
    session: Session, event_id: EventId, member_id: MemberId, replies: Iterable[Replied], now: datetime
) -> None:
    """In the place of what was said of the same person to the same question; the event is locked."""
    for one in replies:
        whose = (
            REPLY.c.question_id == one.question_id,
            REPLY.c.member_id == member_id,
            REPLY.c.guest_id.is_(None) if one.guest_id is None else REPLY.c.guest_id == one.guest_id,
        )
        session.connection().execute(delete(REPLY).where(*whose))
        values: dict[str, Any] = {"event_id": event_id, "member_id": member_id, "guest_id": one.guest_id}
        values |= {"question_id": one.question_id, "value": one.value, "at": now}
        session.connection().execute(insert(REPLY).values(values))


def forget_replies(session: Session, event_id: EventId, member_id: MemberId) -> None:
    """Whoever does not come leaves nothing behind."""
    whose = (REPLY.c.event_id == event_id, REPLY.c.member_id == member_id)
    session.connection().execute(delete(REPLY).where(*whose))


def end_replies(session: Session, before: datetime) -> int:
    """Drops what was said at events that ended by then; how many rows."""
    over = select(EVENT.c.id).where(EVENT.c.ends_at <= before, EVENT.c.questions > 0)
    return session.connection().execute(delete(REPLY).where(REPLY.c.event_id.in_(over))).rowcount


def list_batches(session: Session, since: datetime, now: datetime) -> list[tuple[EventId, datetime]]:
    """Events that ask something anew since then, and when: published ones, to come."""
    found = select(ASKED.c.event_id, ASKED.c.batch).join(EVENT, EVENT.c.id == ASKED.c.event_id).distinct()
    coming = (EVENT.c.state == EventState.PUBLISHED.value, EVENT.c.starts_at > now)
    due = found.where(ASKED.c.batch > since, ASKED.c.batch <= now, *coming).order_by(ASKED.c.event_id)
    return [(EventId(event_id), batch) for event_id, batch in session.connection().execute(due)]


def count_replies(session: Session, question_id: AskedId) -> dict[str, int]:
    """How often each thing was said."""
    found = select(REPLY.c.value, func.count()).where(REPLY.c.question_id == question_id)
    rows = session.connection().execute(found.where(REPLY.c.value != "").group_by(REPLY.c.value))
    return {value: int(n) for value, n in rows}


def is_answered(session: Session, question_id: AskedId) -> bool:
    """Whether somebody said something to it."""
    found = select(REPLY.c.id).where(REPLY.c.question_id == question_id, REPLY.c.value != "").limit(1)
    return session.connection().execute(found).first() is not None


def _question(row: Row[Any]) -> AskedQuestion:
    ids = AskedId(row.id), EventId(row.event_id)
    choices = tuple(row.choices.split("\n")) if row.choices else ()
    return AskedQuestion(*ids, Template(row.template), row.wording, choices, row.required, row.batch)
