"""Series of events as they are kept, and what somebody's calendar holds of one."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy import insert as insert_into

from club.events import Event
from club.ids import EventId, MemberId, SeriesId, SlackId
from club.series import Rhythm, Series
from storage import tables
from storage.events import EVENT, list_events
from storage.postings import POSTING, PostingStage
from storage.seats import RSVP
from storage.session import Session
from storage.tables import core

SERIES, DATE = core(tables.EventSeries), core(tables.SeriesDate)
ABOUT_SERIES = "series:"


def subject_of_series(series_id: SeriesId) -> str:
    """The subject of everything that is about a series as a whole."""
    return f"{ABOUT_SERIES}{series_id}"


def series_of_subject(subject: str) -> SeriesId:
    """Back from `subject_of_series`."""
    return SeriesId(int(subject.removeprefix(ABOUT_SERIES)))


def add_series(session: Session, series: Series, dates: Iterable[EventId], now: datetime) -> SeriesId:
    """A new series of these events; its id is given here. IntegrityError where one is in another."""
    values = {"rhythm": series.rhythm.value, "starts_on": series.starts_on, "skips": series.skips}
    made = insert_into(SERIES).values(**values, made_at=now).returning(SERIES.c.id)
    series_id = SeriesId(session.connection().execute(made).scalar_one())
    for event_id in dates:
        add_date(session, series_id, event_id)
    return series_id


def add_date(session: Session, series_id: SeriesId, event_id: EventId) -> None:
    """One more date."""
    session.connection().execute(insert_into(DATE).values(series_id=series_id, event_id=event_id))


def get_series(session: Session, series_id: SeriesId) -> Series | None:
    """A series by id."""
    row = session.connection().execute(select(SERIES).where(SERIES.c.id == series_id)).one_or_none()
    return Series(SeriesId(row.id), Rhythm(row.rhythm), row.starts_on, row.skips) if row else None


def get_series_of(session: Session, event_id: EventId) -> SeriesId | None:
    """The series that an event is a date of."""
    found = select(DATE.c.series_id).where(DATE.c.event_id == event_id)
    return session.connection().execute(found).scalar_one_or_none()


def get_halves_made(session: Session, event_id: EventId, since: datetime) -> SeriesId | None:
    """The half-days that an event became after that moment."""
    made = (SERIES.c.rhythm == Rhythm.HALF.value, SERIES.c.made_at > since, DATE.c.event_id == event_id)
    found = select(DATE.c.series_id).join(SERIES, SERIES.c.id == DATE.c.series_id).where(*made)
    return session.connection().execute(found).scalar_one_or_none()


def list_series_of(session: Session, events: Sequence[EventId]) -> dict[EventId, SeriesId]:
    """The same of several, as far as they are in one."""
    if not events:
        return {}
    found = select(DATE.c.event_id, DATE.c.series_id).where(DATE.c.event_id.in_(events))
    return {row.event_id: row.series_id for row in session.connection().execute(found)}


def list_dates(session: Session, series_id: SeriesId) -> list[Event]:
    """Its dates, the next first."""
    mine = select(DATE.c.event_id).where(DATE.c.series_id == series_id)
    return list_events(session, EVENT.c.id.in_(mine))


def list_turns(session: Session, series_id: SeriesId, member_id: MemberId) -> dict[EventId, int]:
    """For each date that a member ever held a seat at, how often their calendar's entry changed sides."""
    held = (RSVP.c.member_id == member_id, RSVP.c.calendar_turns > 0, DATE.c.series_id == series_id)
    found = select(RSVP.c.event_id, RSVP.c.calendar_turns).join(DATE, DATE.c.event_id == RSVP.c.event_id)
    return {row.event_id: row.calendar_turns for row in session.connection().execute(found.where(*held))}


def list_holding(session: Session, events: Sequence[EventId]) -> list[MemberId]:
    """Whose calendar is to hold one of these events."""
    holding = (RSVP.c.event_id.in_(events), RSVP.c.calendar_turns % 2 == 1)
    found = select(RSVP.c.member_id).where(*holding).distinct().order_by(RSVP.c.member_id)
    return [*session.connection().execute(found).scalars()]


def reached_by(session: Session, kind: str, subject: str, recipient: SlackId) -> bool:
    """Whether a posting of that kind about that subject has arrived with somebody, or may have."""
    same = and_(POSTING.c.kind == kind, POSTING.c.subject == subject, POSTING.c.recipient == recipient)
    sending = POSTING.c.stage == PostingStage.SENDING.value
    shown = or_(POSTING.c.ts != "", sending, POSTING.c.doubted_at.is_not(None))
    return session.connection().execute(select(POSTING.c.id).where(same, shown)).first() is not None
