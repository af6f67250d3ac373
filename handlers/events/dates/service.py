"""Searching for a date: one transaction a function. The rules are `club.date_polls`'."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from club.date_polls import (
    DateCircle,
    DateDraft,
    DateFault,
    DateFit,
    DatePoll,
    DatePollState,
    closing_fault,
    faults_of,
    reminder_at,
)
from club.hosting import may_change
from club.ids import DatePollId, SlackId, TopicId
from handlers import names
from handlers.events.dates.outcomes import DateChanged, DateDid, DateSent, MyDates, ShownPoll
from handlers.events.dates.reading import look, look_mine
from handlers.kit import organisers
from handlers.kit.services import Services
from storage import date_answers as answers
from storage import date_polls as polls
from storage.company_changes import list_here
from storage.database import Session
from storage.groups import get_group_of_topic
from storage.hosting import lock_offer
from storage.people import Person, Role, get_person, list_reachable_organisers, list_slack_ids
from storage.postings import Note, enqueue, touch_all, touch_some
from storage.topics import get_topic

MOST_OPEN = 20
"""Searches of one group that go on to another lead; it has one at a time, as a rule."""
TWICE = timedelta(minutes=2)
"""The same search sent again within this is the same."""
FIRST, LAST = "open", "last"
"""What is asked at once, and the one reminder; the first part of a moment."""
ANYBODY = SlackId("")
"""The recipient of a note that is queued for many: the statement fills it in."""


def moment_of(which: str, poll: DatePoll) -> str:
    """Which ask of which closing: a search that is prolonged has a reminder of its own."""
    return f"{which}:{poll.closes_at:%Y%m%dT%H%M}"


def send(
    services: Services, draft: DateDraft, by: Person, now: datetime, *, leading: bool = False
) -> DateSent:
    """Asks; sent twice it is one search. Nothing is saved where something is wrong, or nobody is asked.

    `leading`: by right of leading the group that is asked, and of nothing else.
    """
    if faults := faults_of(draft, now):
        return DateSent(DateDid.FAULTY, faults=faults)
    with services.db.begin() as session:
        if leading and not leads(session, draft, by):
            return DateSent(DateDid.NOT_YOURS)
        same = polls.find_same(session, by.id, draft.title, now - TWICE)
        if same and tuple(same.slots.values()) == draft.slots:
            return DateSent(DateDid.DONE, same, answers.get_figures(session, same).missing)
        if fault := _gone(session, draft):
            return DateSent(DateDid.FAULTY, faults=[fault])
        reminder = reminder_at(now, draft.closes_at, services.club.zone, services.club.work)
        poll_id = polls.add_poll(session, draft, by.id, now, reminder)
        poll = polls.get_poll(session, poll_id)
        assert poll is not None, "it was saved right before"
        asked = answers.get_figures(session, poll).missing
        if not asked:
            session.rollback()
            return DateSent(DateDid.FAULTY, faults=[DateFault.NOBODY])
        subject = polls.subject_of_poll(poll_id)
        polls.ask(
            session,
            Note(names.DATES_ASKED, subject, ANYBODY, moment_of(FIRST, poll), live=True),
            poll_id,
            now,
        )
        if by.slack_id:
            enqueue(session, [Note(names.DATES_GRID, subject, by.slack_id, polls.GRID, live=True)], now)
        return DateSent(DateDid.DONE, poll, asked)


def leads(session: Session, draft: DateDraft, by: Person) -> bool:
    """Whether somebody leads the group that a search asks, and it asks nobody else."""
    if draft.circle is not DateCircle.GROUP or draft.topic_id is None or draft.offer_id is not None:
        return False
    group, today = get_group_of_topic(session, draft.topic_id), get_person(session, by.id)
    return group is not None and today is not None and today.can_act and group.lead_id == by.id


def _gone(session: Session, draft: DateDraft) -> DateFault | None:
    """What was chosen in the form, and is there no longer."""
    if draft.circle is DateCircle.TOPIC and (
        draft.topic_id is None or not get_topic(session, draft.topic_id)
    ):
        return DateFault.NO_TOPIC
    if draft.circle is DateCircle.GROUP:
        group = get_group_of_topic(session, draft.topic_id) if draft.topic_id is not None else None
        if group is None or not group.takes_members:
            return DateFault.NO_GROUP
    if draft.circle is DateCircle.COMPANY:
        here = list_here(session, draft.company_id, lock=False) if draft.company_id is not None else []
        if not here:
            return DateFault.NO_COMPANY
    if draft.circle is DateCircle.PEOPLE and len(list_slack_ids(session, draft.people)) < len(draft.people):
        return DateFault.SOMEBODY_LEFT
    offer = lock_offer(session, draft.offer_id) if draft.offer_id is not None else None
    if draft.offer_id is not None and (offer is None or not may_change(offer)):
        return DateFault.OFFER_GONE
    return None


# Answering


def answer(
    services: Services, poll_id: DatePollId, person: Person, fits: Mapping[int, DateFit], now: datetime
) -> tuple[DateDid, MyDates | None]:
    """What somebody asked says of each slot; nothing given: that none suits. It changes until the closing."""
    with services.db.begin() as session:
        poll = polls.lock_poll(session, poll_id)
        if poll is None or not _may_answer(session, poll, person):
            return DateDid.GONE, None
        if not poll.takes_answers(now):
            over = DateDid.CLOSED if poll.state is DatePollState.OPEN else DateDid.SETTLED
            return over, look_mine(session, poll, person.id)
        said = {number: fits.get(number, DateFit.NO) for number in poll.slots}
        if said != answers.get_fits(session, poll.id, person.id):
            answers.save_fits(session, poll.id, person.id, said, now)
            _drawn_again(session, poll.id, person, now)
        return DateDid.DONE, look_mine(session, poll, person.id)


def _may_answer(session: Session, poll: DatePoll, person: Person) -> bool:
    here = get_person(session, person.id)
    return here is not None and here.can_act and polls.is_asked(session, poll.id, person.id)


def _drawn_again(session: Session, poll_id: DatePollId, person: Person, now: datetime) -> None:
    """What this member sees of a search, and its organisers: nobody else's message says who answered."""
    subject = polls.subject_of_poll(poll_id)
    touch_all(session, subject, now, moment=polls.GRID)
    if person.slack_id:
        touch_some(session, subject, [person.slack_id], now)


# What organisers decide, and whoever leads the group that a lead searches for


def may_end(session: Session, poll: DatePoll, by: Person) -> bool:
    """Whether somebody may extend a search and give it up, today: any organiser; and who leads the group that
    it asks, whichever lead sent it. What an organiser sends to a group is the organisers' alone."""
    today = get_person(session, by.id)
    if today is None or not today.can_act:
        return False
    if today.role is Role.ORGANISER:
        return True
    group = get_group_of_topic(session, poll.topic_id) if poll.topic_id is not None else None
    return group is not None and group.lead_id == by.id and _sent_by_lead(session, poll)


def _sent_by_lead(session: Session, poll: DatePoll) -> bool:
    """Whether a lead of the group that it asks sent it: nobody else may who is no organiser."""
    maker = get_person(session, poll.made_by)
    return poll.circle is DateCircle.GROUP and (maker is None or maker.role is not Role.ORGANISER)


def lead_changed(session: Session, _services: Services, topic_id: TopicId, now: datetime) -> None:
    """Another lead has the searches that the one before began, in a message as theirs; that one no longer."""
    group = get_group_of_topic(session, topic_id)
    lead = get_person(session, group.lead_id) if group and group.lead_id is not None else None
    for poll in polls.list_polls_of_group(session, topic_id, MOST_OPEN):
        if poll.state is not DatePollState.OPEN or not _sent_by_lead(session, poll):
            continue
        subject = polls.subject_of_poll(poll.id)
        touch_all(session, subject, now)
        if lead and lead.slack_id:
            note = Note(names.DATES_GRID, subject, lead.slack_id, polls.GRID, live=True)
            enqueue(session, [note], now)


def ends(services: Services, poll: DatePoll, by: Person) -> bool:
    """The same, before a form is shown."""
    with services.db.read() as session:
        return may_end(session, poll, by)


def _not_now(session: Session, poll: DatePoll | None, by: Person) -> DateDid | None:
    """Why a search is neither extended nor given up."""
    if poll is None:
        return DateDid.GONE
    if not may_end(session, poll, by):
        return DateDid.NOT_YOURS
    return None if poll.state is DatePollState.OPEN else DateDid.SETTLED


def extend(
    services: Services, poll_id: DatePollId, closes_at: datetime, by: Person, now: datetime
) -> DateChanged:
    """Another closing, earlier or later; who has not answered by then is reminded of that one, once."""
    with services.db.begin() as session:
        poll = polls.lock_poll(session, poll_id)
        if (refused := _not_now(session, poll, by)) or poll is None:
            return DateChanged(refused or DateDid.GONE)
        if fault := closing_fault(poll, closes_at, now):
            return DateChanged(DateDid.FAULTY, look(session, poll), fault)
        if closes_at != poll.closes_at:
            reminder = reminder_at(now, closes_at, services.club.zone, services.club.work)
            polls.change_poll(session, poll_id, closes_at=closes_at, remind_at=reminder, closing_told=False)
            touch_all(session, polls.subject_of_poll(poll_id), now)
        return DateChanged(DateDid.DONE, _again(session, poll_id))


def give_up(services: Services, poll_id: DatePollId, by: Person, now: datetime) -> DateChanged:
    """No date is looked for any more: whoever answered hears of it, nobody else was waiting."""
    with services.db.begin() as session:
        poll = polls.lock_poll(session, poll_id)
        if (refused := _not_now(session, poll, by)) or poll is None:
            return DateChanged(refused or DateDid.GONE)
        ended = {"ended_at": now, "ended_by": by.id, "remind_at": None}
        polls.change_poll(session, poll_id, state=DatePollState.CANCELLED.value, **ended)
        subject = polls.subject_of_poll(poll_id)
        known = answers.list_answerers(session, poll_id)
        enqueue(session, [Note(names.DATES_CANCELLED, subject, one) for one in known.values()], now)
        touch_all(session, subject, now)
        return DateChanged(DateDid.DONE, _again(session, poll_id), told=len(known))


def _again(session: Session, poll_id: DatePollId) -> ShownPoll | None:
    poll = polls.get_poll(session, poll_id)
    return look(session, poll) if poll else None


# What comes due


def remind(services: Services, poll_id: DatePollId, now: datetime) -> None:
    """Those who have not answered are asked again, once."""
    with services.db.begin() as session:
        poll = polls.lock_poll(session, poll_id)
        if poll is None or not poll.takes_answers(now):
            return
        note = Note(
            names.DATES_ASKED, polls.subject_of_poll(poll_id), ANYBODY, moment_of(LAST, poll), live=True
        )
        polls.ask(session, note, poll_id, now)
        polls.change_poll(session, poll_id, remind_at=None)


def close(services: Services, poll_id: DatePollId, now: datetime) -> None:
    """The closing has passed: who sent the search is asked to choose; where they cannot, all who organise."""
    with services.db.begin() as session:
        poll = polls.lock_poll(session, poll_id)
        if poll is None or poll.state is not DatePollState.OPEN or poll.takes_answers(now):
            return
        subject, moment = polls.subject_of_poll(poll_id), f"{polls.GRID}/{poll.closes_at:%Y%m%dT%H%M}"
        leader = get_person(session, poll.made_by)
        touch_all(session, subject, now)
        if leader and leader.slack_id and leader.can_act and leader.role is Role.ORGANISER:
            enqueue(session, [Note(names.DATES_OVER, subject, leader.slack_id, moment, live=True)], now)
        else:
            organisers.tell(session, names.DATES_OVER, subject, moment, now, live=True)
        polls.change_poll(session, poll_id, closing_told=True, remind_at=None)


def ceases(session: Session, _services: Services, person: Person, now: datetime) -> None:
    """Somebody takes part no longer: they are counted no longer, and what they led is shown to the others."""
    for poll_id in polls.list_polls_answered(session, person.id):
        _drawn_again(session, poll_id, person, now)
    others = [one for one in list_reachable_organisers(session) if one.id != person.id]
    for poll in polls.list_led_by(session, person.id):
        subject = polls.subject_of_poll(poll.id)
        notes = [
            Note(names.DATES_GRID, subject, one.slack_id, polls.GRID, live=True)
            for one in others
            if one.slack_id
        ]
        enqueue(session, notes, now)
