"""Asking, answering and closing: one transaction a function."""

import logging
from datetime import datetime
from enum import Enum

from club.events import Event
from club.feedback import FEWEST, OPEN_FOR, FeedbackPaper, FeedbackRound, begins
from club.ids import EventId
from handlers import names
from handlers.events.shared.came import came_or_excused
from handlers.kit import organisers
from handlers.kit.services import Services
from storage import feedback as rows
from storage.database import Session
from storage.events import get_event
from storage.people import Person, get_person
from storage.postings import Note, enqueue, touch_all, touch_some

log = logging.getLogger(__name__)
_SUBJECT = "feedback:"
AT_ONCE = 20
"""Events that one sweep looks at."""


class FeedbackDone(Enum):
    """What an answer came to."""

    DONE = "done"
    GIVEN = "given"
    """They answered before: that is not changed, for nobody knows which answer is theirs."""
    OVER = "over"
    NOT_YOURS = "not_yours"
    """It is for who was there."""


def subject_of_feedback(event_id: EventId) -> str:
    """The subject of what is about the questions of an event."""
    return f"{_SUBJECT}{event_id}"


def asked_event(subject: str) -> EventId:
    """Back from `subject_of_feedback`."""
    return EventId(int(subject.removeprefix(_SUBJECT)))


def look(
    session: Session, event_id: EventId, reader: Person, now: datetime
) -> tuple[Event, FeedbackRound] | FeedbackDone:
    """The questions, where this person may answer them now."""
    event, asked = get_event(session, event_id), rows.get_round(session, event_id)
    if event is None or asked is None or not asked.asked:
        return FeedbackDone.NOT_YOURS
    if not asked.takes_answers(now):
        return FeedbackDone.OVER
    if rows.has_given(session, event_id, reader.id):
        return FeedbackDone.GIVEN
    if not was_there(session, event, reader):
        return FeedbackDone.NOT_YOURS
    return event, asked


def was_there(session: Session, event: Event, person: Person) -> bool:
    """Whether somebody came, as far as is noted."""
    return any(one.member_id == person.id for one in came_or_excused(session, event)[0])


def find(services: Services, event_id: EventId, reader: Person, now: datetime) -> Event | FeedbackDone:
    """The event, where this person may answer now."""
    with services.db.read() as session:
        found = look(session, event_id, reader, now)
    return found if isinstance(found, FeedbackDone) else found[0]


def answer(
    services: Services, event_id: EventId, by: Person, paper: FeedbackPaper, now: datetime
) -> FeedbackDone:
    """Somebody answers, once. What they see of it is drawn again; nobody else is told."""
    with services.db.begin() as session:
        rows.get_round(session, event_id, lock=True)
        today = get_person(session, by.id)
        if today is None or not today.can_act:
            return FeedbackDone.NOT_YOURS
        found = look(session, event_id, today, now)
        if isinstance(found, FeedbackDone):
            return found
        rows.add_answer(session, event_id, by.id, paper)
        if today.slack_id:
            touch_some(session, subject_of_feedback(event_id), [today.slack_id], now)
        return FeedbackDone.DONE


# What time does


def ask(services: Services, _since: datetime, now: datetime) -> None:
    """The day after, whoever was there is asked with their other matters; of too few nobody is."""
    with services.db.read() as session:
        ended = rows.list_to_ask(session, now, AT_ONCE)
    for event in ended:
        if begins(event.ends_at, now, services.club.zone):
            _ask(services, event, now)


def _ask(services: Services, event: Event, now: datetime) -> None:
    with services.db.begin() as session:
        came = [get_person(session, one.member_id) for one in came_or_excused(session, event)[0]]
        reached = [one for one in came if one and one.can_act and one.slack_id]
        if len(reached) < FEWEST:
            rows.add_round(session, FeedbackRound(event.id, 0, now, now, now))
            return
        if not rows.add_round(session, FeedbackRound(event.id, len(reached), now + OPEN_FOR)):
            return
        subject = subject_of_feedback(event.id)
        notes = [Note(names.FEEDBACK, subject, one.slack_id, live=True) for one in reached if one.slack_id]
        enqueue(session, notes, now)


def close(services: Services, _since: datetime, now: datetime) -> None:
    """Answers are cut from names; once that is so in the files too, the organisers read them."""
    with services.db.read() as session:
        due, waiting = rows.list_to_close(session, now), rows.list_to_tell(session)
    for event_id in due:
        with services.db.begin(long=True) as session:
            asked = rows.get_round(session, event_id, lock=True)
            if asked and asked.closed_at is None:
                rows.cut_names(session, event_id, now)
                touch_all(session, subject_of_feedback(event_id), now)
    if not (due or waiting):
        return
    if not rows.scrub(services.db):
        log.warning("answers after events wait: who gave them could not be wiped from the files yet")
        return
    for event_id in {*due, *waiting}:
        with services.db.begin() as session:
            _tell(session, event_id, now)


def _tell(session: Session, event_id: EventId, now: datetime) -> None:
    asked = rows.get_round(session, event_id, lock=True)
    if asked is None or asked.closed_at is None or asked.told_at is not None:
        return
    rows.note_told(session, event_id, now)
    if asked.answers >= FEWEST:
        organisers.tell(session, names.FEEDBACK_TOLD, subject_of_feedback(event_id), "", now, live=True)
