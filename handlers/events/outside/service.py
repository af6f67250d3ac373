"""Signalling an event that is not the club's, correcting it, going there: one transaction a function."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from club.ids import OutsideId
from club.outside import (
    OutsideEvent,
    OutsideFault,
    OutsideState,
    OutsideTerms,
    is_same_click,
    outside_faults,
)
from handlers import names
from handlers.events.shared.elsewhere import today_of
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import revision
from handlers.kit.services import Services
from storage import outside as rows
from storage.database import Session
from storage.outside import Goer, subject_of_outside
from storage.people import Person, Role, get_person, list_slack_ids
from storage.postings import Note, enqueue, touch_all

NAMED = 8
"""Of those who go, so many are named on the card."""
KEPT_BACK = timedelta(minutes=1)
"""How long it is known that somebody took back that they go: a click sent twice is one."""


class OutsideDone(Enum):
    """What an act came to."""

    DONE = "done"
    GONE = "gone"
    """It is over or withdrawn, or nobody knows it."""
    NOT_YOURS = "not_yours"
    """Whoever signalled it corrects it, or an organiser."""
    MEANWHILE = "meanwhile"
    """It was corrected since the form was opened."""


@dataclass(frozen=True, slots=True)
class OutsideShown:
    """One of them, and who goes there."""

    event: OutsideEvent
    going: int = 0
    named: Sequence[Goer] = ()
    """The first of them."""
    by: str = ""
    """Whoever signalled it, by name."""
    mine: bool = False
    """Whether the reader goes."""
    may_change: bool = False
    stands: bool = True


def may_change(event: OutsideEvent, person: Person) -> bool:
    """Whether this member corrects and withdraws it."""
    return person.active and (person.role is Role.ORGANISER or person.id == event.by_id)


# Reading


def listing(
    services: Services, person: Person, asked: ListPosition, size: int, now: datetime
) -> Page[OutsideShown]:
    """A page of those that stand, the soonest first; beyond the end, the last."""
    today = today_of(services, now)
    with services.db.read() as session:
        _, total = rows.list_standing(session, today, 0, 1)
        at = asked.within(total, size)
        found, _ = rows.list_standing(session, today, at.number * size, size)
        shown = [_shown(session, services, one, now, person) for one in found]
    return Page.of(shown, total, at, size)


def look(
    session: Session, services: Services, outside_id: OutsideId, now: datetime, person: Person | None = None
) -> OutsideShown | None:
    """One of them as it stands."""
    event = rows.get_outside(session, outside_id)
    return _shown(session, services, event, now, person) if event else None


def _shown(
    session: Session, services: Services, event: OutsideEvent, now: datetime, person: Person | None
) -> OutsideShown:
    by = get_person(session, event.by_id)
    return OutsideShown(
        event,
        rows.count_going(session, event.id),
        rows.list_going(session, event.id, NAMED),
        by.name if by and by.active else "",
        person is not None and rows.get_going(session, event.id, person.id)[0],
        person is not None and may_change(event, person),
        event.stands(today_of(services, now)),
    )


def find(services: Services, outside_id: OutsideId, person: Person, now: datetime) -> OutsideShown | None:
    """The same, read by itself."""
    with services.db.read() as session:
        return look(session, services, outside_id, now, person)


def get_goers(services: Services, outside_id: OutsideId) -> tuple[OutsideEvent, Sequence[Goer], int] | None:
    """Who goes, a hundred at most, and how many they are."""
    with services.db.read() as session:
        event = rows.get_outside(session, outside_id)
        if event is None:
            return None
        return event, rows.list_going(session, outside_id, rows.MOST), rows.count_going(session, outside_id)


# Signalling


def signal(
    services: Services, terms: OutsideTerms, by: Person, now: datetime, *, going: bool
) -> list[OutsideFault] | OutsideDone:
    """Signals one: its card stands in the channel. `going`: whether whoever signals it goes there."""
    today = today_of(services, now)
    if found := outside_faults(terms, today):
        return found
    with services.db.begin() as session:
        person = get_person(session, by.id)
        if person is None or not person.can_act:
            return OutsideDone.NOT_YOURS
        if rows.find_same(session, terms, today):
            return [OutsideFault.KNOWN]
        made = rows.add_outside(session, terms, by.id, now)
        if going:
            rows.say_going(session, made, by.id, now, going=True)
        channel = services.club.channel_of(names.OUTSIDE_CARD)
        enqueue(session, [Note(names.OUTSIDE_CARD, subject_of_outside(made), channel, live=True)], now)
        return OutsideDone.DONE


def correct(
    services: Services, outside_id: OutsideId, seen: str, terms: OutsideTerms, by: Person, now: datetime
) -> list[OutsideFault] | OutsideDone:
    """Corrects one. `seen`: as the form showed it. Of another day or place, who goes hears."""
    today = today_of(services, now)
    with services.db.begin() as session:
        event = rows.get_outside(session, outside_id, lock=True)
        if refused := _refused(session, services, event, by, now):
            return refused
        assert event is not None
        if revision(event.terms) != seen:
            return OutsideDone.MEANWHILE
        if found := outside_faults(terms, today):
            return found
        rows.save_outside(session, outside_id, terms)
        after = rows.get_outside(session, outside_id)
        assert after is not None
        if (after.first_day, after.last_day, after.place) != (event.first_day, event.last_day, event.place):
            _tell(session, after, by, now, revision(after.terms))
        touch_all(session, subject_of_outside(outside_id), now)
        return OutsideDone.DONE


def withdraw(services: Services, outside_id: OutsideId, by: Person, now: datetime) -> OutsideDone:
    """Takes one off the list; who goes hears of it."""
    with services.db.begin() as session:
        event = rows.get_outside(session, outside_id, lock=True)
        if refused := _refused(session, services, event, by, now):
            return refused
        assert event is not None
        rows.set_outside_state(session, outside_id, OutsideState.WITHDRAWN)
        _tell(session, event, by, now, OutsideState.WITHDRAWN.value)
        touch_all(session, subject_of_outside(outside_id), now)
        return OutsideDone.DONE


def _refused(
    session: Session, services: Services, event: OutsideEvent | None, by: Person, now: datetime
) -> OutsideDone | None:
    if event is None or not event.stands(today_of(services, now)):
        return OutsideDone.GONE
    person = get_person(session, by.id)
    return None if person and may_change(event, person) else OutsideDone.NOT_YOURS


def _tell(session: Session, event: OutsideEvent, by: Person, now: datetime, moment: str) -> None:
    """Those who go, but for whoever does this."""
    readers = [one for one in rows.list_goers(session, event.id) if one != by.id]
    subject = subject_of_outside(event.id)
    told = list_slack_ids(session, readers).values()
    enqueue(session, [Note(names.OUTSIDE_TURNED, subject, one, moment, live=True) for one in told], now)


# Going there


def go(
    services: Services, outside_id: OutsideId, by: Person, now: datetime, *, going: bool | None = None
) -> OutsideShown | None:
    """“I am going too”, or no longer; None for `going`: the other of the two. A second click at once is the
    same one. None where it is over or withdrawn."""
    with services.db.begin() as session:
        event = rows.get_outside(session, outside_id, lock=True)
        if event is None or not event.stands(today_of(services, now)):
            return None
        was, since = rows.get_going(session, outside_id, by.id)
        wanted = (was if is_same_click(since, now) else not was) if going is None else going
        if wanted != was:
            rows.say_going(session, outside_id, by.id, now, going=wanted)
            touch_all(session, subject_of_outside(outside_id), now)
        return look(session, services, outside_id, now, by)


# What time and membership do


def finish(services: Services, _since: datetime, now: datetime) -> None:
    """What is past is over; what was taken back is forgotten."""
    today, before = today_of(services, now), now - KEPT_BACK
    with services.db.read() as session:
        if not rows.is_work_left(session, today, before):
            return
    with services.db.begin() as session:
        rows.forget_taken_back(session, before)
        for outside_id in rows.end_past(session, today):
            touch_all(session, subject_of_outside(outside_id), now)


def ceases(session: Session, _services: Services, person: Person, now: datetime) -> None:
    """Somebody takes part no longer: they are named nowhere."""
    shown = {*rows.forget_going(session, person.id), *rows.list_outside_of(session, person.id)}
    for outside_id in sorted(shown):
        touch_all(session, subject_of_outside(outside_id), now)
