"""Answers to the dates of a series: in one transaction, and at each by its own limits, line and deadline."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from club.events import Event, EventState, Ways
from club.ids import EventId, SeriesId
from club.series import Series
from handlers.events.shared import answering
from handlers.events.shared import outcomes as out
from handlers.events.shared.calendars import queue_series_files
from handlers.events.shared.member_at_event import MemberAtEvent
from handlers.events.shared.seats import participation
from handlers.events.shared.series import is_ahead
from handlers.kit.services import Services
from storage.database import Session
from storage.events import lock_event
from storage.people import Person
from storage.series import get_series, list_dates


@dataclass(frozen=True, slots=True)
class SeriesStanding:
    """A series as one member sees it: its dates ahead, and where they stand at each."""

    series: Series
    dates: Sequence[out.Participation]

    @property
    def both(self) -> bool:
        """Whether at one of them there are two ways to come."""
        return any(one.event.ways is Ways.BOTH for one in self.dates)

    @property
    def unasked(self) -> bool:
        """Whether its dates are parts of one event, of which the member has said nothing: all are ticked."""
        return self.series.in_parts and all(one.silent for one in self.dates)


@dataclass(frozen=True, slots=True)
class DateOutcome:
    """What became of one date."""

    participation: out.Participation
    awaited: bool = False
    """Whether the seat was kept, for others wait for it, and giving it back wants a confirmation."""
    closed: bool = False
    """Whether answers to it are closed, so that nothing was written."""


def find(services: Services, series_id: SeriesId) -> Series | None:
    """A series by id."""
    with services.db.read() as session:
        return get_series(session, series_id)


def get_standing(
    services: Services, series_id: SeriesId, person: Person, now: datetime
) -> SeriesStanding | None:
    """The series, for a member; None where there is none for members."""
    with services.db.read() as session:
        series = get_series(session, series_id)
        if series is None:
            return None
        ahead = [one for one in list_dates(session, series_id) if is_ahead(one, now)]
        return SeriesStanding(series, [participation(session, one, person.id, now) for one in ahead])


def come_to_all(
    services: Services, series_id: SeriesId, person: Person, now: datetime, *, remote: bool = False
) -> Sequence[DateOutcome]:
    """I am coming to every date that is ahead: what is held or asked for already stays as it is."""
    with _at_dates(services, series_id, person, now) as dates:
        return [_comes(mine, remote=remote) for mine in dates]


def come_to_none(
    services: Services, series_id: SeriesId, person: Person, now: datetime
) -> Sequence[DateOutcome]:
    """No to every date that is ahead; a seat that others wait for is given back once that is confirmed."""
    with _at_dates(services, series_id, person, now) as dates:
        return [_stays_away(mine) for mine in dates]


def still_coming(
    services: Services, series_id: SeriesId, person: Person, now: datetime
) -> Sequence[DateOutcome]:
    """I am still coming to all that I said yes to, at their new times or places."""
    with _at_dates(services, series_id, person, now) as dates:
        held = [mine for mine in dates if mine.before.answer.coming]
        return [_answered(answering.still_coming(mine), mine) for mine in held]


def choose(
    services: Services,
    series_id: SeriesId,
    person: Person,
    wanted: Mapping[EventId, bool],
    now: datetime,
    *,
    remote: bool = False,
) -> Sequence[DateOutcome]:
    """Yes to some dates and no to others; of those not named nothing changes."""
    with _at_dates(services, series_id, person, now) as dates:
        named = [mine for mine in dates if mine.event.id in wanted]
        return [_comes(mine, remote=remote) if wanted[mine.event.id] else _stays_away(mine) for mine in named]


@contextmanager
def _at_dates(
    services: Services, series_id: SeriesId, person: Person, now: datetime
) -> Iterator[Sequence[MemberAtEvent]]:
    """The member at each date ahead, all locked by their ids; then one calendar file for what has changed."""
    with services.db.begin() as session:
        dates = list_dates(session, series_id)
        locked = [one for known in sorted(event.id for event in dates) if (one := lock_event(session, known))]
        ahead = sorted((one for one in locked if is_ahead(one, now)), key=lambda one: one.starts_at)
        mine = [_at(session, services, one, person, now) for one in ahead]
        yield mine
        _send_files(session, series_id, mine, now)


def _at(session: Session, services: Services, event: Event, person: Person, now: datetime) -> MemberAtEvent:
    before = participation(session, event, person.id, now)
    return MemberAtEvent(session, services, event, person, now, before, files=False)


def _send_files(session: Session, series_id: SeriesId, dates: Sequence[MemberAtEvent], now: datetime) -> None:
    held = gone = False
    for mine in dates:
        before, after = mine.before.answer.coming, mine.after().answer.coming
        held, gone = held or (after and not before), gone or (before and not after)
    if dates and (who := dates[0].person).slack_id:
        queue_series_files(session, series_id, who.id, who.slack_id, now, held=held, gone=gone)


def _comes(mine: MemberAtEvent, *, remote: bool) -> DateOutcome:
    before = mine.before
    if before.answer.coming:
        return _answered(answering.still_coming(mine), mine)
    if before.answer.claims and not before.offered:
        return DateOutcome(before)
    return _answered(answering.answer_yes(mine, remote=remote), mine)


def _stays_away(mine: MemberAtEvent) -> DateOutcome:
    return _answered(answering.answer_no(mine, sure=False), mine)


def _answered(outcome: out.AnswerOutcome, mine: MemberAtEvent) -> DateOutcome:
    awaited = isinstance(outcome, out.SeatsAwaited)
    closed = isinstance(outcome, out.DeadlinePassed | out.EventClosed)
    return DateOutcome(mine.before if awaited or closed else mine.after(), awaited, closed)


def is_ticked(found: out.Participation) -> bool:
    """Whether the member comes to a date, or waits or has asked for a seat there."""
    return found.answer.coming or bool(found.answer.claims)


def is_shown(event: Event) -> bool:
    """Whether members were told of a date."""
    return event.state is not EventState.DRAFT
