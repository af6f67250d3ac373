"""What organisers decide about an event: one transaction a function, which also queues who hears of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from club.calendar import next_working_moment
from club.events import Event, EventFault, EventState, Phase, phase, publication_faults
from club.ids import EventId, GuestId, MemberId, SlackId
from club.presence import is_settled
from club.seating import LIVE, Stage
from club.settings import Setting
from handlers import names
from handlers.events.organising import form
from handlers.events.organising.changes import change_faults, follow, numbered, only_agenda
from handlers.events.organising.consequences import settle
from handlers.events.organising.following import (
    changed_alike,
    correct_series_files,
    faults_of_later,
    save_all,
    takes_given,
    tell_series,
)
from handlers.events.organising.hosted import lock_open, take
from handlers.events.organising.like import ask_alike
from handlers.events.organising.origin import FROM_NOTHING, Origin, as_long
from handlers.events.organising.outcomes import EventChange, EventOutcome, EventTrouble, Faults
from handlers.events.organising.publishing import drafts_with, faults_of_others, put_before
from handlers.events.organising.telling import TIDIED, correct_files, tell_moved, tell_ways
from handlers.events.shared.calendars import moment
from handlers.events.shared.dates import follow_event, keep
from handlers.events.shared.dates import lock_open as lock_date
from handlers.events.shared.minutes import attendance_changed
from handlers.events.shared.seats import drop_claims
from handlers.events.shared.series import lock_with_following, touch_series
from handlers.kit.carried import number
from handlers.kit.return_to import revision
from handlers.kit.services import Services
from storage.attendance import (
    count_answers,
    count_present,
    list_corrected,
    list_yes,
    record_attendance,
)
from storage.calendars import list_calendars
from storage.care import get_care, note_attendance, note_organiser
from storage.database import Session
from storage.events import add_event, get_event, lock_event, save_event
from storage.mail import of_members, queue_mail
from storage.people import list_organisers, list_slack_ids
from storage.postings import Note, enqueue, enqueue_silent, subject_of, touch_all, touch_some
from storage.seats import get_room, list_claims, list_companies_over
from storage.settings import list_values

SHOWN_OVER = 5
"""Companies named, at most, that have more seats than one may have."""


def create(
    services: Services,
    fields: form.Fields,
    now: datetime,
    *,
    at_once: bool,
    by: MemberId | None = None,
    origin: Origin = FROM_NOTHING,
) -> EventOutcome:
    """A new draft, published at once if that is wanted; nothing is saved where a field is wrong.

    `by` looks after it; `origin` may name the premises that it is held at, whose host is asked to confirm,
    and the slot of a search for a date: of two who keep one, the first does.
    """
    fields = as_long(services, fields, origin)
    event = form.event_from(fields, services.club.zone, None, services.club.notice, services.club.work)
    if not isinstance(event, Event):
        return EventOutcome(EventChange.FAULTY, faults=event)
    if faults := _faults(services, event, event, now, at_once=at_once):
        return EventOutcome(EventChange.FAULTY, faults=faults)
    with services.db.begin() as session:
        poll = lock_date(session, origin.poll_id, origin.slot, now) if origin.poll_id else None
        if origin.poll_id and poll is None:
            return EventOutcome(EventChange.FAULTY, faults={form.START_DAY: EventTrouble.DATE_KEPT})
        offer = lock_open(session, origin.offer_id) if origin.offer_id else None
        if origin.offer_id and offer is None:
            return EventOutcome(EventChange.FAULTY, faults={form.PLACE: EventTrouble.OFFER_GONE})
        saved = get_event(session, add_event(session, event))
        assert saved is not None
        if by:
            note_organiser(session, saved.id, by)
        if offer:
            take(session, offer, saved.id, now)
        if origin.like and (model := get_event(session, origin.like)):
            ask_alike(session, model, saved, services.club.zone, now)
        if poll:
            keep(session, poll, origin.slot, saved.id, by, now)
        if not at_once:
            return EventOutcome(EventChange.SAVED, saved)
        return put_before(session, services, saved, [saved], now)


def change(
    services: Services,
    event_id: EventId,
    seen: str,
    fields: form.Fields,
    now: datetime,
    *,
    at_once: bool,
    following: bool = False,
) -> EventOutcome:
    """Saves an edited event and tells those whom it moves; `seen` is the revision that the form showed.

    `following`: of a series, the change holds for the dates that follow too.
    Answers given stand, lowering the capacity costs nobody a seat, and seats added go to those who wait:
    `consequences` (article FACILITER).
    """
    with services.db.begin() as session:
        old, later = lock_with_following(session, event_id, now, following=following)
        if refused := _not_editable(old):
            return refused
        assert old is not None
        if revision(old) != seen:
            return EventOutcome(EventChange.CHANGED_MEANWHILE, old)
        read = form.event_from(fields, services.club.zone, old, services.club.notice, services.club.work)
        if not isinstance(read, Event):
            return EventOutcome(EventChange.FAULTY, old, faults=read)
        new = numbered(old, follow(old, read, services.club.zone, notices(session, services)), now)
        at_once = at_once and old.state is EventState.DRAFT
        pairs = changed_alike(old, new, later, services, now)
        drafts = drafts_with(session, new) if at_once else []
        faults = dict(_faults(services, old, new, now, at_once=at_once))
        if takes_given(session, old, new):
            faults.setdefault(form.RESERVED, EventTrouble.RESERVED_GIVEN)
        if found := faults or faults_of_later(session, pairs, now) or faults_of_others(new, drafts, now):
            return EventOutcome(EventChange.FAULTY, old, faults=found)
        if not pairs:
            return _save(session, services, old, new, now, at_once=at_once)
        told = save_all(session, services, [(old, new), *pairs], now)
        if at_once:
            return put_before(session, services, new, drafts_with(session, new), now)
        dates = [new, *(after for _, after in pairs)]
        return EventOutcome(EventChange.DATES_SAVED, new, told, dates=dates)


def notices(session: Session, services: Services) -> set[timedelta]:
    """How long before an event answers stop changing freely: as it is usual, and as it ever was."""
    usual = {services.club.answer_notice, services.installed.answer_notice}
    return {timedelta(days=one) for one in usual | list_values(session, Setting.ANSWER_NOTICE)}


def _not_editable(event: Event | None) -> EventOutcome | None:
    if event is None:
        return EventOutcome(EventChange.GONE)
    return EventOutcome(EventChange.ALREADY_CANCELLED, event) if event.state is EventState.CANCELLED else None


def _faults(services: Services, old: Event, new: Event, now: datetime, *, at_once: bool) -> Faults:
    """Each fault at its field, the first of a field alone."""
    found = publication_faults(new, now) if at_once else change_faults(old, new, now)
    faults: dict[str, EventFault | EventTrouble] = {}
    for fault in found:
        at = form.END_DAY_OF if new.all_day else form.FIELD_OF
        faults.setdefault(at.get(fault, form.FIELD_OF[fault]), fault)
    if at_once and not services.club.channel:
        faults[form.PUBLISH] = EventTrouble.NO_CHANNEL
    return faults


def _save(
    session: Session, services: Services, old: Event, new: Event, now: datetime, *, at_once: bool
) -> EventOutcome:
    save_event(session, new)
    saved = get_event(session, new.id)
    assert saved is not None
    if at_once:
        return put_before(session, services, saved, drafts_with(session, saved), now)
    told = 0
    if saved.schedule > old.schedule:
        told = tell_moved(session, saved, now)
    elif saved.sequence > old.sequence and saved.ends_at > now:
        told = tell_ways(session, old, saved, now)
        correct_files(session, saved, now + (TIDIED if only_agenda(old, saved) else timedelta()))
    settle(session, services, old, saved, now)
    touch_all(session, subject_of(saved.id), now)
    touch_series(session, [saved.id], now)
    over = list_companies_over(session, saved) if saved.limits.company != old.limits.company else []
    return EventOutcome(EventChange.SAVED, saved, told, room=get_room(session, saved), over=over[:SHOWN_OVER])


def cancel(
    services: Services, event_id: EventId, reason: str, now: datetime, *, following: bool = False
) -> EventOutcome:
    """Calls an event off: whoever holds, awaits or asks for seats is told. A draft goes silently.

    `following`: of a series, the dates that follow too, and everybody hears of all in one message.
    """
    with services.db.begin() as session:
        event, later = lock_with_following(session, event_id, now, following=following)
        if refused := _not_editable(event):
            return refused
        assert event is not None
        if phase(event, now) is Phase.OVER:
            return EventOutcome(EventChange.OVER, event)
        cancelled = [_call_off(session, one, reason, now) for one in (event, *later)]
        touch_series(session, [event.id], now)
        shown = [one for one in cancelled if one.published_at]
        if len(cancelled) == 1:
            told = _tell_cancelled(session, cancelled[0], now) if shown else 0
            return EventOutcome(EventChange.CANCELLED, cancelled[0], told)
        told = _tell_dates_cancelled(session, shown, now)
        return EventOutcome(EventChange.DATES_CANCELLED, cancelled[0], told, dates=cancelled)


def _call_off(session: Session, event: Event, reason: str, now: datetime) -> Event:
    shown = event.state is EventState.PUBLISHED
    cancelled = replace(
        event, state=EventState.CANCELLED, cancel_reason=reason, sequence=event.sequence + shown
    )
    save_event(session, cancelled)
    follow_event(session, cancelled, now)
    return cancelled


def _tell_dates_cancelled(session: Session, events: Sequence[Event], now: datetime) -> int:
    told = tell_series(session, events, names.SERIES_CANCELLED, now)
    correct_series_files(session, events, now)
    for event in events:
        claims = [claim for _, claim in list_claims(session, LIVE, event.id)]
        drop_claims(session, claims, Stage.LAPSED, reason=event.cancel_reason)
        touch_all(session, subject_of(event.id), now)
    return told


def _tell_cancelled(session: Session, event: Event, now: datetime) -> int:
    coming = list_yes(session, event.id)
    subject = subject_of(event.id)
    queue_mail(session, names.CANCELLED, subject, "", of_members(coming), now)
    notes = [Note(names.CANCELLED, subject, who) for who in list_slack_ids(session, coming).values()]
    turns = list_calendars(session, event.id)
    known = list_slack_ids(session, turns)
    files = [
        Note(names.CANCELLED_ICS, subject, known[one], moment(event, turns[one]))
        for one in turns
        if one in known
    ]
    claims = [claim for _, claim in list_claims(session, LIVE, event.id)]
    drop_claims(session, claims, Stage.LAPSED, reason=event.cancel_reason)
    enqueue(session, notes + files, now)
    touch_all(session, subject, now)
    return len(notes)


def remind(services: Services, event_id: EventId, now: datetime) -> EventOutcome:
    """Asks those who have not answered, once a day; at night, once working hours open (if in time)."""
    with services.db.begin() as session:
        event = lock_event(session, event_id)
        if event is None or event.state is not EventState.PUBLISHED:
            return EventOutcome(EventChange.NOT_PUBLISHED if event else EventChange.GONE, event)
        if phase(event, now) is not Phase.OPEN:
            return EventOutcome(EventChange.ANSWERS_CLOSED, event)
        opens = next_working_moment(now, services.club.zone, services.club.work)
        due = opens if opens < event.deadline else now
        which = f"asked:{now.astimezone(services.club.zone).date().isoformat()}"
        note = Note(names.NUDGE, subject_of(event_id), SlackId(""), which, live=True)
        if count := enqueue_silent(session, note, event_id, due):
            return EventOutcome(EventChange.REMINDED, event, count, None if due == now else due)
        silent = count_answers(session, event_id)[2]
        return EventOutcome(EventChange.ALREADY_REMINDED if silent else EventChange.ALL_ANSWERED, event)


def ask_export(services: Services, event_id: EventId, organiser: SlackId, now: datetime) -> EventOutcome:
    """Queues the list as a file for this organiser: each request sends one, as things stand then."""
    with services.db.begin() as session:
        event = get_event(session, event_id)
        if event is None:
            return EventOutcome(EventChange.GONE)
        when = now.isoformat(timespec="seconds")
        enqueue(session, [Note(names.LIST, subject_of(event_id), organiser, when)], now)
        return EventOutcome(EventChange.EXPORTED, event)


def record(
    services: Services,
    event_id: EventId,
    shown: Sequence[str],
    came: set[str],
    by: MemberId,
    now: datetime,
) -> EventOutcome:
    """Writes who of those shown came; the others stay as they were. It can be corrected for seven days."""
    with services.db.begin() as session:
        event = lock_event(session, event_id)
        if event is None:
            return EventOutcome(EventChange.GONE)
        if is_settled(event, get_care(session, event_id).noted_at, now):
            return EventOutcome(EventChange.ATTENDANCE_SETTLED, event)
        members = {MemberId(number(key[1:])): key in came for key in shown if key[0] == "m"}
        guests = {GuestId(number(key[1:])): key in came for key in shown if key[0] == "g"}
        corrected = list_slack_ids(session, list_corrected(session, event_id, members))
        record_attendance(session, event_id, members, guests)
        note_attendance(session, event_id, by, now)
        attendance_changed(session, event, now)
        readers = [one.slack_id for one in list_organisers(session) if one.slack_id]
        shown_to = [services.club.channel, *readers, *corrected.values()]
        touch_some(session, subject_of(event_id), shown_to, now)
        return EventOutcome(EventChange.RECORDED, event, count_present(session, event_id))
