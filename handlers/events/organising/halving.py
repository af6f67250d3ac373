"""An event becomes several half-days: answered apart, asked about at once (article FACILITER)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo

from club.calendar import DaysLeftOut
from club.events import Event, EventState, Phase, phase
from club.halves import LEAST_HALVES, Half, HalfHours, half_days, half_of
from club.ids import EventId, MemberId, SeriesId
from club.seating import Stage
from club.series import MOST_DATES, Rhythm, Series
from club.whole_days import days_of
from handlers import names
from handlers.events.organising.changes import follow
from handlers.events.organising.following import correct_series_files, tell_series
from handlers.events.organising.outcomes import EventChange, EventOutcome, EventTrouble, Faults
from handlers.events.organising.publishing import faulty_draft, put_before
from handlers.events.organising.repeating import made, refusal
from handlers.events.organising.service import notices
from handlers.events.shared.series import PARTED
from handlers.kit.services import Club, Services
from handlers.kit.zones import instant
from storage.care import get_care, note_organiser
from storage.database import Session
from storage.events import add_event, get_event, lock_event, save_event
from storage.gate import get_gate
from storage.parting import copy_answers
from storage.postings import Note, subject_of, touch_all
from storage.seats import list_claims
from storage.series import add_series, subject_of_series
from storage.standing import take_place

COUNT, BEGINS = "count", "begins"
MORNING, AFTERNOON = ("morning_from", "morning_to"), ("afternoon_from", "afternoon_to")


@dataclass(frozen=True, slots=True)
class Halved:
    """What the form asks for."""

    begins: Half
    count: int | None
    """Half-days; None where no such number was given."""
    hours: HalfHours
    skips: bool = False
    """Whether public holidays are left out."""
    weekends: bool = False
    """Whether Saturdays and Sundays are."""
    at_once: bool = False
    """Whether they are published at once."""


def split(services: Services, event_id: EventId, asked: Halved, now: datetime, by: MemberId) -> EventOutcome:
    """Makes the half-days of an event: it is the first of them, the others are alike in all but their times.

    What members were told of is split as long as they answer: what they said to the whole they said to each
    half-day, and so none reaches beyond it.
    """
    if found := _faults(asked):
        return EventOutcome(EventChange.FAULTY, faults=found)
    with services.db.begin() as session:
        event = lock_event(session, event_id)
        if refused := may_not(session, event, now):
            return refused
        assert event is not None
        read = [*_parts(event, asked, services.club)]
        if None in read:
            return EventOutcome(EventChange.FAULTY, faults={MORNING[0]: EventTrouble.NO_SUCH_TIME})
        parts = [one for one in read if one is not None]
        if event.state is EventState.PUBLISHED:
            return _parted(session, services, event, parts, by, now)
        first = follow(event, parts[0], services.club.zone, notices(session, services))
        parts = [replace(one, deadline=first.deadline) for one in parts]
        if asked.at_once and (faulty := faulty_draft(parts, now)):
            return replace(faulty, dated=True)
        return _saved(session, services, parts, by, now, at_once=asked.at_once)


def may_not(session: Session, event: Event | None, now: datetime) -> EventOutcome | None:
    """Why an event cannot be split."""
    refused = refusal(session, event, now)
    if refused or event is None or event.state is EventState.DRAFT:
        return refused
    if phase(event, now) is not Phase.OPEN:
        return EventOutcome(EventChange.SPLIT_LATE, event)
    if list_claims(session, [Stage.REQUESTED, Stage.OFFERED], event.id):
        return EventOutcome(EventChange.SPLIT_AWAITED, event)
    return EventOutcome(EventChange.SPLIT_LISTED, event) if get_gate(session, event.id) else None


def _faults(asked: Halved) -> Faults:
    if asked.count is None or asked.count < LEAST_HALVES or asked.count > MOST_DATES:
        return {COUNT: EventTrouble.TOO_FEW_HALVES}
    if not asked.hours.in_order:
        return {AFTERNOON[0]: EventTrouble.HALVES_CROSS}
    return {} if asked.hours.told_apart else {AFTERNOON[0]: EventTrouble.NOON_BETWEEN}


def _parts(event: Event, asked: Halved, club: Club) -> Iterator[Event | None]:
    """The half-days in order, the event itself the first; None for a time that the clocks jump over."""
    zone = club.zone
    day = event.starts_at.astimezone(zone).date()
    assert asked.count is not None
    left_out = DaysLeftOut(club.days_off, asked.weekends, asked.skips)
    for number, (on, half) in enumerate(half_days(day, asked.begins, asked.count, left_out.has)):
        starts, ends = (_at(on, clock, zone) for clock in asked.hours.of(half))
        if starts is None or ends is None:
            yield None
            continue
        at = replace(event, starts_at=starts, ends_at=ends, all_day=False)
        yield at if number == 0 else replace(at, id=EventId(0), uid="")


def _outside(event: Event, parts: Sequence[Event], zone: tzinfo) -> Faults:
    """A half-day beyond the days and hours that people answered for, at the field that asked for it."""
    last = days_of(event, zone)[1]
    for one in parts:
        half = MORNING if half_of(one.starts_at, zone) is Half.MORNING else AFTERNOON
        beyond = [
            (COUNT, days_of(one, zone)[1] > last),
            (half[0], not event.all_day and one.starts_at < event.starts_at),
            (half[1], not event.all_day and one.ends_at > event.ends_at),
        ]
        if found := next((name for name, is_so in beyond if is_so), ""):
            return {found: EventTrouble.OUTSIDE_EVENT}
    return {}


def _at(day: date, clock: time, zone: tzinfo) -> datetime | None:
    return instant(day.isoformat(), clock.isoformat("minutes"), zone)


def _saved(
    session: Session, services: Services, parts: list[Event], by: MemberId, now: datetime, *, at_once: bool
) -> EventOutcome:
    save_event(session, parts[0])
    dates = [parts[0], *made(session, parts[0], parts[1:], services.club.zone, by, now)]
    day = parts[0].starts_at.astimezone(services.club.zone).date()
    add_series(session, Series(SeriesId(0), Rhythm.HALF, day, False), [one.id for one in dates], now)
    if at_once:
        put_before(session, services, dates[0], dates, now)
    return EventOutcome(EventChange.HALVED, get_event(session, dates[0].id), dates=dates)


def _parted(
    session: Session, services: Services, event: Event, parts: list[Event], by: MemberId, now: datetime
) -> EventOutcome:
    """The half-days of what members know: their answers hold for each, and they hear of all at once.

    Nobody confirms anew: whoever comes to the whole is free then. The deadline stays.
    """
    if found := _outside(event, parts, services.club.zone):
        return EventOutcome(EventChange.FAULTY, faults=found)
    first = replace(parts[0], sequence=event.sequence + 1)
    if faulty := faulty_draft([first, *parts[1:]], now):
        return replace(faulty, dated=True)
    save_event(session, first)
    keeper = get_care(session, event.id).organiser_id or by
    dates = [first, *(_published(session, one, event, keeper) for one in parts[1:])]
    day = first.starts_at.astimezone(services.club.zone).date()
    series = Series(SeriesId(0), Rhythm.HALF, day, False)
    series_id = add_series(session, series, [one.id for one in dates], now)
    card = Note(names.SERIES_CARD, subject_of_series(series_id), services.club.channel, live=True)
    take_place(session, names.CARD, card, now, subject=subject_of(event.id))
    told = tell_series(session, dates, names.SERIES_MOVED, now, PARTED)
    correct_series_files(session, dates, now)
    touch_all(session, subject_of(event.id), now)
    return EventOutcome(EventChange.HALVED, get_event(session, event.id), told, dates=dates)


def _published(session: Session, part: Event, event: Event, keeper: MemberId) -> Event:
    made_id = add_event(session, replace(part, sequence=0))
    copy_answers(session, event.id, made_id)
    note_organiser(session, made_id, keeper)
    saved = get_event(session, made_id)
    assert saved is not None
    return saved
