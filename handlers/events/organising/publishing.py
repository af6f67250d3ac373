"""A draft goes before everybody: alone by its card, a series by one for all its dates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from club.events import Event, EventState, publication_faults
from club.ids import EventId, MemberId
from handlers import names
from handlers.events.organising import form
from handlers.events.organising.like import put_off_list
from handlers.events.organising.outcomes import EventChange, EventOutcome, EventTrouble, Faults
from handlers.events.shared.dates import follow_event
from handlers.events.shared.series import lock_with_following
from handlers.kit.services import Services
from storage.care import get_care, note_organiser
from storage.database import Session
from storage.events import get_event, save_event
from storage.postings import Note, enqueue, subject_of
from storage.series import get_series_of, list_dates, subject_of_series


def publish(
    services: Services, event_id: EventId, now: datetime, *, by: MemberId | None = None
) -> EventOutcome:
    """Puts a draft before everybody, by a card in the club's channel; of a series, all its drafts.

    `by` looks after it, if nobody does.
    """
    with services.db.begin() as session:
        event, _ = lock_with_following(session, event_id, now, following=True)
        if event is None:
            return EventOutcome(EventChange.GONE)
        if event.state is not EventState.DRAFT:
            cancelled = event.state is EventState.CANCELLED
            return EventOutcome(
                EventChange.ALREADY_CANCELLED if cancelled else EventChange.ALREADY_PUBLISHED, event
            )
        if not services.club.channel:
            return EventOutcome(EventChange.NO_CHANNEL, event)
        drafts = drafts_with(session, event)
        if faulty := faulty_draft(drafts, now):
            return faulty
        for one in drafts:
            if by and get_care(session, one.id).organiser_id is None:
                note_organiser(session, one.id, by)
        return put_before(session, services, event, drafts, now)


def drafts_with(session: Session, event: Event) -> list[Event]:
    """What is published with a draft: the drafts of its series, itself among them as it is here."""
    series_id = get_series_of(session, event.id)
    dates = list_dates(session, series_id) if series_id is not None else []
    others = [one for one in dates if one.state is EventState.DRAFT and one.id != event.id]
    return sorted([event, *others], key=lambda one: one.starts_at)


def faulty_draft(drafts: Sequence[Event], now: datetime) -> EventOutcome | None:
    """The first of them that cannot be published as it stands."""
    for one in drafts:
        if faults := publication_faults(one, now):
            at = {form.FIELD_OF[fault]: fault for fault in reversed(faults)}
            return EventOutcome(EventChange.FAULTY, one, faults=at, dated=len(drafts) > 1)
    return None


def faults_of_others(event: Event, drafts: Sequence[Event], now: datetime) -> Faults:
    """What keeps the other drafts from going before everybody with this one, at the tick that asks for it."""
    others = [one for one in drafts if one.id != event.id]
    return {form.PUBLISH: EventTrouble.DATE_FAULTY} if faulty_draft(others, now) else {}


def put_before(
    session: Session, services: Services, event: Event, drafts: Sequence[Event], now: datetime
) -> EventOutcome:
    """Publishes them, with the card of the series or of the event alone."""
    published = [replace(one, state=EventState.PUBLISHED, published_at=now) for one in drafts]
    for one in published:
        save_event(session, one)
        follow_event(session, one, now)
        put_off_list(session, one, services.club.zone, now)
    enqueue(session, [card_of(session, services, event)], now)
    return EventOutcome(EventChange.PUBLISHED, get_event(session, event.id))


def card_of(session: Session, services: Services, event: Event) -> Note:
    """What shows it in the channel."""
    series_id = get_series_of(session, event.id)
    if series_id is None:
        return Note(names.CARD, subject_of(event.id), services.club.channel, live=True)
    return Note(names.SERIES_CARD, subject_of_series(series_id), services.club.channel, live=True)
