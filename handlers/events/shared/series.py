"""A series of events, as several features see it: its rule in words, its dates, what shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from club.events import Event, EventState, Phase, phase
from club.halves import Half, half_of
from club.ids import EventId, MemberId
from club.series import Rhythm, Series, nth
from handlers.events.shared import party
from handlers.kit import moments
from handlers.words import Translator, mark
from storage.database import Session
from storage.events import lock_event
from storage.postings import touch_all
from storage.seats import get_answer
from storage.series import get_series, get_series_of, list_dates, list_series_of, subject_of_series

RULES = {
    Rhythm.WEEK: mark("Every week, on {weekday}"),
    Rhythm.FORTNIGHT: mark("Every two weeks, on {weekday}"),
    Rhythm.LAST: mark("The last {weekday} of each month"),
    Rhythm.MONTH_DAY: mark("Each month, on day {n}"),
    Rhythm.DAY: mark("On the days that follow"),
    Rhythm.HALF: mark("By half-days"),
}
NTH = (
    mark("The first {weekday} of each month"),
    mark("The second {weekday} of each month"),
    mark("The third {weekday} of each month"),
    mark("The fourth {weekday} of each month"),
)


@dataclass(frozen=True, slots=True)
class Parts:
    """An event in parts that are answered apart, and asked about at once."""

    series: Series
    dates: Sequence[Event]


OF_PARTS = "parts"
"""Begins the id of the block of buttons that are about one part each, wherever they stand."""
PARTED = ":parted"
"""Ends the moment of a message that says that an event became half-days."""
HALVES = {Half.MORNING: mark("morning"), Half.AFTERNOON: mark("afternoon")}


def said_rule(t: Translator, rhythm: Rhythm, first: date) -> str:
    """When it comes again: “The third Thursday of each month”."""
    template = NTH[nth(first) - 1] if rhythm is Rhythm.NTH else RULES[rhythm]
    return t(template, weekday=t.weekday(first), n=first.day)


def dates_said(t: Translator, rhythm: Rhythm, n: int) -> str:
    """Say n dates, n days or n half-days, by what the dates of a series are."""
    if rhythm is Rhythm.HALF:
        return t.plural("{n} half-day", "{n} half-days", n)
    return (
        t.plural("{n} day", "{n} days", n) if rhythm is Rhythm.DAY else t.plural("{n} date", "{n} dates", n)
    )


def date_when(t: Translator, rhythm: Rhythm, event: Event) -> str:
    """From when to when a date lasts, and of a half-day which: “jeudi 28 janvier 2027, matin, 9 h – 12 h”."""
    if rhythm is not Rhythm.HALF or event.all_day:
        return party.when(t, event)
    hours = f"{t.time(event.starts_at)} – {t.time(event.ends_at)}"
    return f"{t.day(event.starts_at)}, {half_said(t, event)}, {hours}"


def date_short(t: Translator, rhythm: Rhythm, event: Event) -> str:
    """The same as lists say it: “jeu. 28 janv., matin, 9 h”."""
    if rhythm is not Rhythm.HALF or event.all_day:
        return moments.short(t, event)
    day = t.short_day(event.starts_at.astimezone(t.zone).date())
    return f"{day}, {half_said(t, event)}, {t.time(event.starts_at)}"


def half_said(t: Translator, event: Event) -> str:
    """Which half of its day begins then."""
    return t(HALVES[half_of(event.starts_at, t.zone)])


def differs(t: Translator, event: Event, usual: Event) -> str:
    """What a date has of its own: another title, or another place; empty for neither."""
    own = [event.title] if event.title != usual.title else []
    place = party.where(t, event)
    return " · ".join([*own, *([place] if place != party.where(t, usual) else [])])


def is_ahead(event: Event, now: datetime) -> bool:
    """Whether members were told of a date, and may still answer it or ask for a seat."""
    return phase(event, now) in (Phase.OPEN, Phase.LATE)


def parts_of(session: Session, event: Event) -> Parts | None:
    """The event in parts that this one is a part of."""
    series_id = get_series_of(session, event.id)
    series = get_series(session, series_id) if series_id is not None else None
    return Parts(series, list_dates(session, series.id)) if series and series.in_parts else None


def day_when(t: Translator, held: Sequence[Event], event: Event) -> str:
    """When an event is; of parts that somebody comes to on one day each, in a line of its own."""
    if len(held) < 2:
        return party.when(t, event)
    return "\n".join(date_when(t, Rhythm.HALF, one) for one in held)


def parts_when(t: Translator, parts: Parts) -> str:
    """Its days, and how many parts there are: “jeudi 28 janvier 2027 · 2 demi-journées”."""
    return f"{days_said(t, parts.dates)} · {dates_said(t, parts.series.rhythm, len(parts.dates))}"


def days_said(t: Translator, dates: Sequence[Event]) -> str:
    """From the first day to the last: “du jeudi 28 au vendredi 29 janvier 2027”."""
    first, last = dates[0].starts_at.astimezone(t.zone).date(), dates[-1].ends_at.astimezone(t.zone).date()
    if first == last:
        return t.day(first)
    begins, ends = t.days(first, last)
    return t("from {first} to {last}", first=begins, last=ends)


def held_that_day(session: Session, event: Event, member_id: MemberId, zone: tzinfo) -> Sequence[Event]:
    """Of an event in parts those of the same day that a member comes to, the first first, whether this one is
    among them or not; of any other event itself. One message a day tells of them."""
    parts = parts_of(session, event)
    if parts is None:
        return [event]
    day = event.starts_at.astimezone(zone).date()
    same = [one for one in parts.dates if one.starts_at.astimezone(zone).date() == day]
    standing = [one for one in same if one.state is EventState.PUBLISHED]
    return [one for one in standing if get_answer(session, one.id, member_id).coming]


def lock_with_following(
    session: Session, event_id: EventId, now: datetime, *, following: bool
) -> tuple[Event | None, list[Event]]:
    """The event; and, where wanted, the dates of its series that follow it and can still change.

    All are locked, in the order of their ids, so that two who change a series never wait for each other.
    """
    series_id = get_series_of(session, event_id) if following else None
    if series_id is None:
        return lock_event(session, event_id), []
    known = sorted(one.id for one in list_dates(session, series_id))
    locked = [one for known_id in known if (one := lock_event(session, known_id))]
    own = next(one for one in locked if one.id == event_id)
    later = [one for one in locked if one.starts_at > own.starts_at and _stands(one, now)]
    return own, sorted(later, key=lambda one: one.starts_at)


def list_following(session: Session, event: Event, now: datetime) -> list[Event]:
    """The dates of its series after this one that can still change."""
    series_id = get_series_of(session, event.id)
    dates = list_dates(session, series_id) if series_id is not None else []
    return [one for one in dates if one.starts_at > event.starts_at and _stands(one, now)]


def place_in_series(session: Session, event: Event) -> tuple[int, int] | None:
    """Which date of its series it is, from 1, and of how many; None for an event alone."""
    series_id = get_series_of(session, event.id)
    if series_id is None:
        return None
    dates = [one.id for one in list_dates(session, series_id)]
    return dates.index(event.id) + 1, len(dates)


def _stands(event: Event, now: datetime) -> bool:
    return event.state is not EventState.CANCELLED and event.ends_at > now


def touch_series(session: Session, events: Sequence[EventId], now: datetime) -> None:
    """Has what shows the series of these events drawn again: what a date is, and never who comes to it."""
    for series_id in sorted(set(list_series_of(session, events).values())):
        touch_all(session, subject_of_series(series_id), now)
