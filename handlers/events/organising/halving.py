"""A draft becomes several half-days: events that are answered apart and asked about at once (FACILITER)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo

from club.events import Event, EventState
from club.halves import LEAST_HALVES, Half, HalfHours, half_days
from club.ids import EventId, MemberId, SeriesId
from club.series import MOST_DATES, Rhythm, Series
from handlers.events.organising.changes import follow
from handlers.events.organising.outcomes import EventChange, EventOutcome, EventTrouble, Faults
from handlers.events.organising.publishing import faulty_draft, put_before
from handlers.events.organising.repeating import made, refusal
from handlers.events.organising.service import notices
from handlers.kit.services import Services
from handlers.kit.zones import instant
from storage.database import Session
from storage.events import get_event, lock_event, save_event
from storage.series import add_series

COUNT, BEGINS = "count", "begins"
MORNING, AFTERNOON = ("morning_from", "morning_to"), ("afternoon_from", "afternoon_to")


@dataclass(frozen=True, slots=True)
class Halved:
    """What the form asks for."""

    begins: Half
    count: int | None
    """Half-days; None where no such number was given."""
    hours: HalfHours
    at_once: bool = False
    """Whether they are published at once."""


def split(services: Services, event_id: EventId, asked: Halved, now: datetime, by: MemberId) -> EventOutcome:
    """Makes the half-days of a draft: it is the first of them, the others are alike in all but their times.

    What members were told of is not split: whoever said yes said it to the whole.
    """
    if found := _faults(asked):
        return EventOutcome(EventChange.FAULTY, faults=found)
    with services.db.begin() as session:
        event = lock_event(session, event_id)
        if refused := may_not(session, event, now):
            return refused
        assert event is not None
        read = [*_parts(event, asked, services.club.zone)]
        if None in read:
            return EventOutcome(EventChange.FAULTY, faults={MORNING[0]: EventTrouble.NO_SUCH_TIME})
        parts = [one for one in read if one is not None]
        first = follow(event, parts[0], services.club.zone, notices(session, services))
        parts = [replace(one, deadline=first.deadline) for one in parts]
        if asked.at_once and (faulty := faulty_draft(parts, now)):
            return replace(faulty, dated=True)
        return _saved(session, services, parts, by, now, at_once=asked.at_once)


def may_not(session: Session, event: Event | None, now: datetime) -> EventOutcome | None:
    """Why an event cannot be split."""
    refused = refusal(session, event, now)
    if refused is None and event is not None and event.state is not EventState.DRAFT:
        return EventOutcome(EventChange.NOT_SPLIT, event)
    return refused


def _faults(asked: Halved) -> Faults:
    if asked.count is None or asked.count < LEAST_HALVES or asked.count > MOST_DATES:
        return {COUNT: EventTrouble.TOO_FEW_HALVES}
    if not asked.hours.in_order:
        return {AFTERNOON[0]: EventTrouble.HALVES_CROSS}
    return {} if asked.hours.told_apart else {AFTERNOON[0]: EventTrouble.NOON_BETWEEN}


def _parts(event: Event, asked: Halved, zone: tzinfo) -> Iterator[Event | None]:
    """The half-days in order, the event itself the first; None for a time that the clocks jump over."""
    day = event.starts_at.astimezone(zone).date()
    assert asked.count is not None
    for number, (on, half) in enumerate(half_days(day, asked.begins, asked.count)):
        starts, ends = (_at(on, clock, zone) for clock in asked.hours.of(half))
        if starts is None or ends is None:
            yield None
            continue
        at = replace(event, starts_at=starts, ends_at=ends, all_day=False)
        yield at if number == 0 else replace(at, id=EventId(0), uid="")


def _at(day: date, clock: time, zone: tzinfo) -> datetime | None:
    return instant(day.isoformat(), clock.isoformat("minutes"), zone)


def _saved(
    session: Session, services: Services, parts: list[Event], by: MemberId, now: datetime, *, at_once: bool
) -> EventOutcome:
    save_event(session, parts[0])
    dates = [parts[0], *made(session, parts[0], parts[1:], by, now)]
    day = parts[0].starts_at.astimezone(services.club.zone).date()
    add_series(session, Series(SeriesId(0), Rhythm.HALF, day, False), [one.id for one in dates], now)
    if at_once:
        put_before(session, services, dates[0], dates, now)
    return EventOutcome(EventChange.HALVED, get_event(session, dates[0].id), dates=dates)
