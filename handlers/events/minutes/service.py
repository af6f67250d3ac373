"""Depositing, reading and correcting the minutes of an event: one transaction a function."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum

from club.events import Event
from club.ids import EventId, MinutesId, RemarkId
from club.minutes import (
    MOST_REMARKS,
    Minutes,
    MinutesAudience,
    MinutesFault,
    ProposedCorrection,
    RemarkState,
    faults,
    may_deposit,
)
from handlers import names
from handlers.events.shared.came import is_concerned
from handlers.events.shared.minutes import event_of_minutes as event_of_minutes
from handlers.events.shared.minutes import subject_of_minutes, tell_of_minutes
from handlers.events.shared.tasks import TaskShown, shown_tasks
from handlers.kit import organisers
from handlers.kit.positions import ListPosition, Page
from handlers.kit.services import Services
from storage import minutes as rows
from storage.database import Session
from storage.events import get_event
from storage.people import Person, Role, get_person
from storage.postings import Note, enqueue, touch_all

LOOK_BACK = timedelta(days=60)
"""How long organisers are shown an event without minutes."""
MOST_WITHOUT = 5
_REMARK = "remark:"
"""How the subjects of what is about a correction begin."""
_VERSION = "v"
"""What begins the moment of what tells of a later version."""


class MinutesDone(Enum):
    """What an act came to."""

    DONE = "done"
    NO_EVENT = "no_event"
    """It was not held, or nobody knows it."""
    NOT_YOURS = "not_yours"
    """Whoever deposits organises no more; whoever reads was not there."""
    MEANWHILE = "meanwhile"
    """Another version was deposited, or the correction is settled."""
    CLOSED = "closed"
    """Nothing is corrected any more."""
    MANY = "many"
    """So many corrections of theirs wait already."""


@dataclass(frozen=True, slots=True)
class MinutesShown:
    """Minutes, and what they are of."""

    event: Event
    minutes: Minutes
    by: str = ""
    """Whoever deposited this version, by name."""
    final: bool = False
    """Whether nothing can be corrected any more."""
    brief: bool = False
    """Whether the reader has the short version alone."""
    tasks: Sequence[TaskShown] = ()
    """What was decided, and who is charged with what."""


@dataclass(frozen=True, slots=True)
class MinutesList:
    """What somebody may read, and, for organisers, what there is nothing of yet."""

    page: Page[MinutesShown]
    without: Sequence[Event] = ()


def subject_of_remark(remark_id: RemarkId) -> str:
    """The subject of what is about one correction."""
    return f"{_REMARK}{remark_id}"


def remark_of(subject: str) -> RemarkId:
    """Back from `subject_of_remark`."""
    return RemarkId(int(subject.removeprefix(_REMARK)))


# Reading


def listing(services: Services, person: Person, asked: ListPosition, size: int, now: datetime) -> MinutesList:
    """A page of what this person may read, the newest first; beyond the end, the last."""
    organises = person.role is Role.ORGANISER
    reader = None if organises else person.id
    with services.db.read() as session:
        _, total = rows.list_readable(session, reader, 0, 1)
        at = asked.within(total, size)
        found, _ = rows.list_readable(session, reader, at.number * size, size)
        every = [_shown(session, minutes, now) for minutes in found]
        shown = [_for(session, one, person) or one for one in every if one]
        since = now - LOOK_BACK
        without = rows.list_without_minutes(session, now, since, MOST_WITHOUT) if organises else ()
    return MinutesList(Page.of(shown, total, at, size), without)


def _shown(session: Session, minutes: Minutes, now: datetime) -> MinutesShown | None:
    event = get_event(session, minutes.event_id)
    if event is None:
        return None
    by = get_person(session, minutes.by_id) if minutes.by_id else None
    return MinutesShown(event, minutes, by.name if by else "", minutes.corrected_until <= now)


def look(session: Session, event_id: EventId, reader: Person, now: datetime) -> MinutesShown | None:
    """The minutes of an event as they stand, for who may read them."""
    minutes = rows.get_minutes(session, event_id)
    shown = _shown(session, minutes, now) if minutes else None
    return _for(session, shown, reader) if shown else None


def _for(session: Session, shown: MinutesShown, reader: Person) -> MinutesShown | None:
    """As this person reads them: whole, in short, or not at all."""
    if _may_read(session, shown, reader):
        return shown
    return _brief(shown) if shown.minutes.short else None


def _brief(shown: MinutesShown) -> MinutesShown:
    return replace(
        shown, minutes=replace(shown.minutes, text=shown.minutes.short, link="", file=None), brief=True
    )


def look_public(session: Session, event_id: EventId, now: datetime) -> MinutesShown | None:
    """The minutes of an event as they stand, if all members may read them, or a short version of them."""
    minutes = rows.get_minutes(session, event_id)
    public = minutes is not None and (minutes.for_all or minutes.short)
    return _shown(session, minutes, now) if minutes and public else None


def read(services: Services, event_id: EventId, reader: Person, now: datetime) -> MinutesShown | None:
    """The same, read by itself, with what was decided; a short version has neither that nor a reader."""
    with services.db.read() as session:
        found = look(session, event_id, reader, now)
        if found is None or found.brief:
            return found
        found = replace(found, tasks=shown_tasks(session, event_id))
        known = found.final or rows.get_reading(session, event_id, reader.id) >= found.minutes.version
    if not known:
        with services.db.begin() as session:
            rows.note_reading(session, event_id, reader.id, found.minutes.version)
    return found


def _may_read(session: Session, shown: MinutesShown, reader: Person) -> bool:
    if reader.role is Role.ORGANISER or shown.minutes.audience is MinutesAudience.MEMBERS:
        return True
    return is_concerned(session, shown.event.id, reader.id)


# Depositing


def get_form(services: Services, event_id: EventId, now: datetime) -> tuple[Event, Minutes | None] | None:
    """The event, and the version that stands; None where there is nothing to write minutes of."""
    with services.db.read() as session:
        event = get_event(session, event_id)
        if event is None or not may_deposit(event, now):
            return None
        return event, rows.get_minutes(session, event_id)


def deposit(
    services: Services,
    event_id: EventId,
    draft: Minutes,
    by: Person,
    now: datetime,
    *,
    after: int,
    takes: RemarkId | None = None,
    keeps: bool = False,
    content: bytes = b"",
) -> list[MinutesFault] | MinutesDone:
    """Deposits a version, and tells who came, then who excused themselves.

    `after`: the version that was read; `takes`: the correction that it takes up; `keeps`: whether the file of
    the version that was read stays; `content`: the bytes of the draft's own.
    """
    with services.db.begin(long=bool(content)) as session:
        event = depositable(session, event_id, by, now)
        if isinstance(event, MinutesDone):
            return event
        last = rows.get_minutes(session, event_id, lock=True)
        if (last.version if last else 0) != after:
            return MinutesDone.MEANWHILE
        if keeps and last and draft.file is None:
            draft = replace(draft, file=last.file)
        if found := faults(draft, last):
            return found
        if takes is not None and not _waits(session, takes, event_id):
            return MinutesDone.MEANWHILE
        until = last.corrected_until if last else now + timedelta(days=services.club.minutes_days)
        made = replace(
            draft, event_id=event_id, version=after + 1, by_id=by.id, at=now, corrected_until=until
        )
        if made.file and content:
            rows.keep_bytes(session, made.file.sha256, content)
        rows.add_minutes(session, made)
        _tell(session, services, event, made, now)
        if takes is not None:
            _settle(session, takes, RemarkState.TAKEN, "", by, now)
        return MinutesDone.DONE


def depositable(session: Session, event_id: EventId, by: Person, now: datetime) -> Event | MinutesDone:
    """The event, where this person deposits minutes of it, as it is written now."""
    today, event = get_person(session, by.id), get_event(session, event_id)
    if today is None or not today.can_act or today.role is not Role.ORGANISER:
        return MinutesDone.NOT_YOURS
    if event is None or not may_deposit(event, now):
        return MinutesDone.NO_EVENT
    return event


def _waits(session: Session, remark_id: RemarkId, event_id: EventId) -> bool:
    """Whether a correction of this event's minutes is still to be settled; nobody else settles it then."""
    found = rows.get_remark(session, remark_id, lock=True)
    return found is not None and found.state is RemarkState.OPEN and found.event_id == event_id


def _tell(session: Session, services: Services, event: Event, minutes: Minutes, now: datetime) -> None:
    """Each once, in one message that follows the versions; whoever read an earlier one hears of this one."""
    subject = subject_of_minutes(event.id)
    tell_of_minutes(session, event, now)
    again = [get_person(session, one) for one in rows.list_readers_before(session, event.id, minutes.version)]
    moment = f"{_VERSION}{minutes.version}"
    notes = [
        Note(names.MINUTES_AGAIN, subject, one.slack_id, moment, live=True)
        for one in again
        if one and one.slack_id and one.id != minutes.by_id
    ]
    if minutes.for_all or minutes.short:
        channel = services.club.channel_of(names.MINUTES_CARD)
        notes.append(Note(names.MINUTES_CARD, subject, channel, live=True))
    enqueue(session, notes, now)
    touch_all(session, subject, now)


def version_of(moment: str) -> int:
    """Which version a message tells of, by its moment."""
    return int(moment.removeprefix(_VERSION))


# Correcting


def propose(
    services: Services, event_id: EventId, by: Person, passage: str, proposed: str, now: datetime
) -> MinutesDone:
    """Somebody who read them proposes other words; organisers decide."""
    with services.db.begin() as session:
        shown = look(session, event_id, by, now)
        if shown is None or shown.brief or not by.active:
            return MinutesDone.NOT_YOURS
        if shown.final:
            return MinutesDone.CLOSED
        mine = [one for one in rows.list_open_remarks(session, event_id) if one.by_id == by.id]
        if any((one.passage, one.proposed) == (passage, proposed) for one in mine):
            return MinutesDone.DONE  # the form, sent twice
        if len(mine) >= MOST_REMARKS:
            return MinutesDone.MANY
        made = rows.add_remark(session, event_id, by.id, passage, proposed, now)
        organisers.tell(session, names.MINUTES_REMARK, subject_of_remark(made), "", now, live=True)
        return MinutesDone.DONE


def take_up(services: Services, remark_id: RemarkId) -> tuple[Event, Minutes, ProposedCorrection] | None:
    """The event, the version that stands, and the correction; None once it is settled."""
    with services.db.read() as session:
        remark = rows.get_remark(session, remark_id)
        if remark is None or remark.state is not RemarkState.OPEN:
            return None
        event, last = get_event(session, remark.event_id), rows.get_minutes(session, remark.event_id)
        return (event, last, remark) if event and last else None


def keep(services: Services, remark_id: RemarkId, reason: str, by: Person, now: datetime) -> MinutesDone:
    """An organiser leaves the text as it is, and says why."""
    with services.db.begin() as session:
        today = get_person(session, by.id)
        if today is None or not today.can_act or today.role is not Role.ORGANISER:
            return MinutesDone.NOT_YOURS
        return _settle(session, remark_id, RemarkState.KEPT, reason, by, now)


def _settle(
    session: Session,
    remark_id: RemarkId,
    state: RemarkState,
    reason: str,
    by: Person,
    now: datetime,
) -> MinutesDone:
    remark = rows.get_remark(session, remark_id, lock=True)
    if remark is None or remark.state is not RemarkState.OPEN:
        return MinutesDone.MEANWHILE
    rows.settle_remark(session, remark_id, state, reason, by.id)
    subject = subject_of_remark(remark_id)
    asker = get_person(session, remark.by_id)
    if asker and asker.slack_id:
        enqueue(session, [Note(names.MINUTES_SETTLED, subject, asker.slack_id)], now)
    touch_all(session, subject, now)
    return MinutesDone.DONE


# What time does


def finish(services: Services, _since: datetime, now: datetime) -> None:
    """Once nothing can be corrected any more, whoever has the minutes reads that they are final."""
    with services.db.read(once=True) as session:
        if not rows.has_provisional(session, now):
            return
    with services.db.begin() as session:
        for event_id in {*rows.make_final(session, now)}:
            rows.forget_readings(session, event_id)
            touch_all(session, subject_of_minutes(event_id), now)


def ceases(session: Session, _services: Services, person: Person, now: datetime) -> None:
    """Somebody takes part no longer: what shows their corrections is drawn again."""
    for remark in rows.list_remarks_of(session, person.id):
        touch_all(session, subject_of_remark(remark.id), now)


def unwritten(event_id: EventId) -> Minutes:
    """Nothing yet, to be filled in."""
    now = datetime.min.replace(tzinfo=UTC)
    return Minutes(MinutesId(0), event_id, 0, "", "", MinutesAudience.PRESENT, None, now, now)
