"""An event is repeated: the dates of its series, by a rule, public holidays left out (article FACILITER)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from itertools import islice

from dateutil.rrule import rrulestr

from club.calendar import DaysLeftOut
from club.events import Event, EventState, Phase, phase
from club.ids import EventId, MemberId, SeriesId
from club.series import MOST_DATES, PARTS, Rhythm, Series, again, rhythms, rule_of
from handlers import names
from handlers.events.organising.like import ask_alike
from handlers.events.organising.outcomes import EventChange, EventOutcome, EventTrouble
from handlers.events.organising.publishing import faulty_draft, put_before
from handlers.kit.carried import OutOfDate
from handlers.kit.services import Services
from storage.care import note_organiser
from storage.database import Session
from storage.events import add_event, get_event, lock_event
from storage.postings import Note, subject_of
from storage.series import add_series, get_series_of, subject_of_series
from storage.standing import take_place

COUNT, RHYTHM, SKIPS = "count", "rhythm", "skips"
LOOKED_AT = 4 * MOST_DATES
"""Days of a rule: of those that follow each other some are weekends or holidays, and never so many."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """What the form asks for."""

    rhythm: Rhythm
    count: int | None
    """Dates, the event itself among them; None where no such number was given."""
    skips: bool
    """Whether public holidays are left out."""
    weekends: bool = False
    """Whether Saturdays and Sundays are."""
    at_once: bool = False
    """Whether a draft is published with them."""


def days_of(rhythm: Rhythm, first: date, count: int, left_out: DaysLeftOut) -> tuple[list[date], list[date]]:
    """The days of a series, the first among them whatever day it is; and the holidays that it passes over.

    Of those passed over, others come in their place: there are as many dates as were asked for, but where
    its rule knows no other days than weekends, and they are left out.
    """
    start = datetime.combine(first, time())
    days: list[date] = [first]
    skipped: list[date] = []
    rule = rrulestr(rule_of(rhythm, first), dtstart=start)
    for at in islice(rule, 1, LOOKED_AT):
        if len(days) == count:
            break
        if not left_out.has(day := at.date()):
            days.append(day)
        elif left_out.for_holiday(day):
            skipped.append(day)
    return days, skipped


def repeat(
    services: Services, event_id: EventId, asked: Repeated, now: datetime, by: MemberId
) -> EventOutcome:
    """Makes the other dates, alike in all but their answers; one that is published has them published too.

    The card that stands in the channel becomes the series'.
    """
    if asked.count is None:
        return EventOutcome(EventChange.FAULTY, faults={COUNT: EventTrouble.TOO_FEW})
    with services.db.begin() as session:
        event = lock_event(session, event_id)
        if refused := refusal(session, event, now):
            return refused
        assert event is not None
        first = event.starts_at.astimezone(services.club.zone).date()
        if asked.rhythm not in rhythms(first):
            raise OutOfDate  # the event was moved to another day while the form was open
        left_out = DaysLeftOut(services.club.days_off, asked.weekends, asked.skips)
        days, skipped = days_of(asked.rhythm, first, asked.count, left_out)
        if len(days) < asked.count:
            return EventOutcome(EventChange.FAULTY, faults={SKIPS: EventTrouble.ONLY_WEEKENDS})
        part = asked.rhythm in PARTS
        others = [_another(event, first, day, services, part=part) for day in days[1:]]
        shown = event.state is EventState.PUBLISHED or asked.at_once
        if shown and (faulty := faulty_draft(others, now)):
            return replace(faulty, dated=True)
        series = Series(SeriesId(0), asked.rhythm, first, asked.skips)
        dates = [event, *made(session, event, others, services.club.zone, by, now)]
        series_id = add_series(session, series, [one.id for one in dates], now)
        done = EventOutcome(EventChange.REPEATED, event, dates=dates, skipped=skipped)
        if not shown:
            return done
        return _published(session, services, series_id, done, now)


def refusal(session: Session, event: Event | None, now: datetime) -> EventOutcome | None:
    """Why an event cannot be repeated."""
    if event is None:
        return EventOutcome(EventChange.GONE)
    if event.state is EventState.CANCELLED:
        return EventOutcome(EventChange.ALREADY_CANCELLED, event)
    if get_series_of(session, event.id) is not None:
        return EventOutcome(EventChange.ALREADY_REPEATED, event)
    return EventOutcome(EventChange.OVER_FOR_GOOD, event) if phase(event, now) is Phase.OVER else None


def _another(event: Event, first: date, day: date, services: Services, *, part: bool) -> Event:
    alike = again(event, first, day, services.club.zone, part=part)
    fresh = replace(alike, id=EventId(0), uid="", state=EventState.DRAFT, published_at=None)
    return replace(fresh, sequence=0, schedule=0)


def made(
    session: Session, event: Event, others: Sequence[Event], zone: tzinfo, by: MemberId, now: datetime
) -> Iterator[Event]:
    """The other dates, which ask what the first one does."""
    for one in others:
        made_id = add_event(session, one)
        saved = get_event(session, made_id)
        assert saved is not None
        ask_alike(session, event, saved, zone, now)
        note_organiser(session, saved.id, by)
        yield saved


def _published(
    session: Session, services: Services, series_id: SeriesId, done: EventOutcome, now: datetime
) -> EventOutcome:
    """All drafts go before everybody; a card that stands already shows the series from now on."""
    assert done.event is not None
    drafts = [one for one in done.dates if one.state is EventState.DRAFT]
    if done.event.state is EventState.PUBLISHED:
        card = Note(names.SERIES_CARD, subject_of_series(series_id), services.club.channel, live=True)
        take_place(session, names.CARD, card, now, subject=subject_of(done.event.id))
    put_before(session, services, done.dates[0], drafts, now)
    return replace(done, event=get_event(session, done.event.id))
