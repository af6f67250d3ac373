"""An event's questions, and what is said to them: one transaction a function."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from itertools import product

from club.event_questions import (
    MOST_ASKED,
    AskedQuestion,
    QuestionFault,
    ReplyForm,
    batch_of,
    faults_of_question,
    takes_replies,
)
from club.events import Event, EventState, Phase, phase
from club.ids import AskedId, EventId, GuestId, SlackId
from handlers import names
from handlers.events.questions.ids import subject_of_questions
from handlers.events.shared.questions import PartyAsked, look, look_at
from handlers.events.shared.seats import participation
from handlers.kit.services import Services
from storage import event_questions as rows
from storage.database import Session
from storage.events import get_event, lock_event
from storage.people import Person, Role, get_person
from storage.postings import Note, enqueue_coming, subject_of, touch_all, touch_some
from storage.series import get_series_of, list_dates

ANYBODY = SlackId("")
Alike = tuple[object, ...]
"""A person of a party, or a question, as the dates of a series have it in common."""


class AskingDone(Enum):
    """What an act came to."""

    DONE = "done"
    NO_EVENT = "no_event"
    """Nobody knows it, or it is called off, or it has begun."""
    NOT_YOURS = "not_yours"
    """Whoever asks organises no more; whoever answers takes no part."""
    CLOSED = "closed"
    """The list was handed over."""
    GONE = "gone"
    """The question was removed."""
    MANY = "many"
    ANSWERED = "answered"
    """What is chosen from stays once somebody answered."""


@dataclass(frozen=True, slots=True)
class Managed:
    """An event's questions, as organisers see them."""

    event: Event
    questions: Sequence[AskedQuestion]
    counts: Mapping[int, Mapping[str, int]]
    """How often each thing was said, where one chooses; else how many said something, under no text."""
    open: bool
    """Whether questions may be added and changed."""


# Organisers


def manage(services: Services, event_id: EventId, now: datetime) -> Managed | None:
    """The questions of an event; None where there is no such event."""
    with services.db.read() as session:
        event = get_event(session, event_id)
        if event is None:
            return None
        questions = rows.list_questions(session, event_id)
        counts = {int(one.id): _counts(session, one) for one in questions}
        return Managed(event, questions, counts, _may_ask(event, now))


def _counts(session: Session, question: AskedQuestion) -> Mapping[str, int]:
    said = rows.count_replies(session, question.id)
    return {"": sum(said.values())} if question.form is ReplyForm.TEXT else said


def _may_ask(event: Event, now: datetime) -> bool:
    return phase(event, now) in (Phase.DRAFT, Phase.OPEN, Phase.LATE)


def get_question(services: Services, question_id: AskedId) -> tuple[AskedQuestion, bool] | None:
    """A question, and whether somebody answered it."""
    with services.db.read() as session:
        found = rows.get_question(session, question_id)
        return (found, rows.is_answered(session, question_id)) if found else None


def save(
    services: Services, draft: AskedQuestion, by: Person, now: datetime
) -> AskingDone | list[QuestionFault]:
    """A new question (its id is 0), or one changed; who comes already is asked a new one, once."""
    with services.db.begin() as session:
        event = lock_event(session, draft.event_id)
        if (refused := _refused(session, event, by, now)) or event is None:
            return refused or AskingDone.NO_EVENT
        if draft.id:
            return _change(session, draft)
        if faults := faults_of_question(draft.template, draft.wording, draft.choices):
            return faults
        known = rows.list_questions(session, event.id)
        if len(known) >= MOST_ASKED:
            return AskingDone.MANY
        last = max((one.batch for one in known), default=None)
        made = replace(draft, batch=batch_of(last, now))
        if any(replace(one, id=AskedId(0), batch=made.batch) == made for one in known):
            return AskingDone.DONE  # the form, sent twice
        rows.add_question(session, made)
        touch_all(session, subject_of_questions(event.id), now)
        return AskingDone.DONE


def _change(session: Session, draft: AskedQuestion) -> AskingDone | list[QuestionFault]:
    before = rows.get_question(session, draft.id)
    if before is None:
        return AskingDone.GONE
    same = (before.template, before.choices) == (draft.template, draft.choices)
    if not same and rows.is_answered(session, draft.id):
        return AskingDone.ANSWERED
    if faults := faults_of_question(draft.template, draft.wording, draft.choices):
        return faults
    rows.change_question(session, draft)
    return AskingDone.DONE


def _refused(session: Session, event: Event | None, by: Person, now: datetime) -> AskingDone | None:
    today = get_person(session, by.id)
    if today is None or not today.can_act or today.role is not Role.ORGANISER:
        return AskingDone.NOT_YOURS
    return None if event and _may_ask(event, now) else AskingDone.NO_EVENT


def remove(services: Services, question_id: AskedId, by: Person, now: datetime) -> AskingDone:
    """A question goes, with what was said to it."""
    with services.db.begin() as session:
        found = rows.get_question(session, question_id)
        event = lock_event(session, found.event_id) if found else None
        if found is None:
            return AskingDone.GONE
        if refused := _refused(session, event, by, now):
            return refused
        rows.remove_question(session, found)
        touch_all(session, subject_of_questions(found.event_id), now)
        return AskingDone.DONE


def hand_over(services: Services, event_id: EventId, by: Person, now: datetime, *, over: bool) -> AskingDone:
    """The list is handed over: nothing is changed any more; or it is open again."""
    with services.db.begin() as session:
        event = lock_event(session, event_id)
        if (refused := _refused(session, event, by, now)) or event is None:
            return refused or AskingDone.NO_EVENT
        if (event.asks.closed_at is not None) != over:
            rows.close_questions(session, event_id, now if over else None)
            touch_all(session, subject_of_questions(event_id), now)
        return AskingDone.DONE


# Whoever comes


def get_form(services: Services, event_id: EventId, person: Person, now: datetime) -> PartyAsked | AskingDone:
    """The form of a member, or why there is none."""
    with services.db.read() as session:
        found = look(session, event_id, person, now)
    if found is None or found.participation.event.state is EventState.DRAFT:
        return AskingDone.NO_EVENT
    return _why_not(found, now) or found


def _why_not(found: PartyAsked, now: datetime) -> AskingDone | None:
    event, answer = found.participation.event, found.participation.answer
    if phase(event, now) not in (Phase.OPEN, Phase.LATE):
        return AskingDone.NO_EVENT
    if not (answer.coming or answer.claims):
        return AskingDone.NOT_YOURS
    if not found.questions:
        return AskingDone.GONE
    return None if takes_replies(event, now) else AskingDone.CLOSED


def answer(
    services: Services,
    event_id: EventId,
    person: Person,
    given: Mapping[tuple[GuestId | None, int], str],
    now: datetime,
) -> PartyAsked | AskingDone:
    """What a member says, of each person and question that the form showed and that are still there.

    The other dates of a series ask the same: there it holds for the member, and for guests of the same
    address, where they said nothing yet.
    """
    with services.db.begin() as session:
        dates = _lock_dates(session, event_id)
        event = dates.pop(event_id, None)
        today = get_person(session, person.id)
        if event is None or today is None or not today.can_act:
            return AskingDone.NO_EVENT
        found = look_at(session, participation(session, event, person.id, now), today)
        if refused := _why_not(found, now):
            return refused
        replies = [
            rows.Replied(one.id, person.id, guest_id, given[guest_id, int(one.id)])
            for guest_id, _ in found.people
            for one in found.questions
            if (guest_id, int(one.id)) in given
        ]
        _save(session, event_id, today, replies, now)
        alike = {
            (who, what): given[guest_id, question_id]
            for guest_id, question_id, who, what in _inputs(found)
            if (guest_id, question_id) in given
        }
        for other in dates.values():
            _say_alike(session, other, today, alike, now)
        return look_at(session, participation(session, event, person.id, now), today)


def _lock_dates(session: Session, event_id: EventId) -> dict[EventId, Event]:
    """The event, and the other dates of its series: all locked, in the order of their ids."""
    series_id = get_series_of(session, event_id)
    known = [one.id for one in list_dates(session, series_id)] if series_id is not None else [event_id]
    return {one: event for one in sorted(known) if (event := lock_event(session, one))}


def _save(
    session: Session, event_id: EventId, person: Person, replies: Sequence[rows.Replied], now: datetime
) -> None:
    rows.save_replies(session, event_id, person.id, replies, now)
    if person.slack_id:
        for subject in (subject_of(event_id), subject_of_questions(event_id)):
            touch_some(session, subject, [person.slack_id], now)


def _inputs(found: PartyAsked) -> Iterator[tuple[GuestId | None, int, Alike, Alike]]:
    """Each input of the form: whose and which, and both as the other dates know them.

    Two dates ask the same by questions of their own, and the same guest is a row of each.
    """
    addresses = {one.id: one.email.casefold() for one in found.participation.guests}
    for (guest_id, _), one in product(found.people, found.questions):
        who = (guest_id is None, addresses.get(guest_id, ""))
        yield guest_id, int(one.id), who, (one.template, one.wording, one.choices)


def _say_alike(
    session: Session, event: Event, person: Person, alike: Mapping[tuple[Alike, Alike], str], now: datetime
) -> None:
    found = look_at(session, participation(session, event, person.id, now), person)
    if found.replies or _why_not(found, now):
        return
    replies = [
        rows.Replied(AskedId(question_id), person.id, guest_id, alike[who, what])
        for guest_id, question_id, who, what in _inputs(found)
        if (who, what) in alike
    ]
    if replies:
        _save(session, event.id, person, replies, now)


# What time does


def ask_those_who_come(services: Services, since: datetime, now: datetime) -> None:
    """Questions added to an event that members answered already are asked of those who come, once."""
    with services.db.read() as session:
        due = rows.list_batches(session, since, now)
    for event_id, batch in due:
        with services.db.begin() as session:
            event = lock_event(session, event_id)
            if event and takes_replies(event, now):
                moment = f"asked-since:{batch:%Y%m%dT%H%M%S}"
                note = Note(names.QUESTIONS_ASKED, subject_of_questions(event_id), ANYBODY, moment, live=True)
                enqueue_coming(session, note, event_id, now)
