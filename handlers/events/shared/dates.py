"""A search for a date, where it meets the event that is made of it."""

from datetime import datetime

from club.date_polls import DateFit, DatePoll, DatePollState
from club.events import Event, EventState
from club.ids import DatePollId, EventId, MemberId
from handlers import names
from storage.database import Session
from storage.date_answers import list_answerers
from storage.date_polls import change_poll, get_poll_of_event, lock_poll, subject_of_poll
from storage.events import get_event
from storage.postings import Note, enqueue, subject_of, touch_all

DATED = "events.dated"
"""Keeps a slot: the form of an event filled in from the search, with its number (`7:3`)."""


def event_of_poll(session: Session, poll: DatePoll) -> Event | None:
    """What was made of it."""
    return get_event(session, poll.event_id) if poll.event_id is not None else None


def lock_open(session: Session, poll_id: DatePollId, number: int, now: datetime) -> DatePoll | None:
    """The search, if that slot of it may be kept now: nobody else keeps one until the transaction ends."""
    poll = lock_poll(session, poll_id)
    if poll is None or poll.is_settled(event_of_poll(session, poll)) or not poll.may_keep(number, now):
        return None
    return poll


def keep(
    session: Session, poll: DatePoll, number: int, event_id: EventId, by: MemberId | None, now: datetime
) -> None:
    """The slot becomes the event; whatever shows the search says so."""
    ended = {"ended_at": now, "ended_by": by, "remind_at": None}
    state = {"state": DatePollState.CHOSEN.value, "chosen": number, "event_id": event_id}
    change_poll(session, poll.id, **state, **ended)
    touch_all(session, subject_of_poll(poll.id), now)


def follow_event(session: Session, event: Event, now: datetime) -> None:
    """The event is published or called off: whatever shows the search it was made of is drawn again.

    Published, everybody who said yes to its slot is asked to confirm by one click. Nobody is taken at their
    word: seats, lines and deadlines are those of any answer.
    """
    poll = get_poll_of_event(session, event.id)
    if poll is None or poll.chosen is None:
        return
    touch_all(session, subject_of_poll(poll.id), now)
    if event.state is EventState.PUBLISHED:
        yes = list_answerers(session, poll.id, (DateFit.YES,), poll.chosen)
        moment = subject_of_poll(poll.id)
        notes = [Note(names.DATES_KEPT, subject_of(event.id), one, moment, live=True) for one in yes.values()]
        enqueue(session, notes, now)
