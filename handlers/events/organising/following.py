"""A change of one date of a series, or its end, that holds for all dates that follow it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from club.events import Event, EventState
from club.series import alike
from handlers import names
from handlers.events.organising.changes import change_faults, numbered, only_agenda
from handlers.events.organising.consequences import settle
from handlers.events.organising.outcomes import EventTrouble, Faults
from handlers.events.organising.telling import TIDIED, tell_ways
from handlers.events.shared.calendars import queue_series_files
from handlers.events.shared.series import touch_series
from handlers.kit.services import Services
from storage.attendance import list_yes
from storage.database import Session
from storage.events import get_event, save_event
from storage.mail import of_members, queue_mail
from storage.people import list_slack_ids
from storage.postings import Note, enqueue, subject_of, touch_all
from storage.seats import get_room
from storage.series import get_series_of, list_holding, subject_of_series

SCOPE = "scope"
"""The field that says of how many dates a change holds."""
FOLLOWING = "following"


def changed_alike(
    old: Event, new: Event, later: Sequence[Event], services: Services, now: datetime
) -> list[tuple[Event, Event]]:
    """Each date that follows, as it was and as the change leaves it."""
    zone = services.club.zone
    return [(one, numbered(one, alike(old, new, one, zone), now)) for one in later]


def takes_given(session: Session, old: Event, new: Event) -> bool:
    """Whether fewer seats would be kept by the organisers than they gave already."""
    reserved = new.limits.reserved
    return reserved < old.limits.reserved and reserved < get_room(session, old).given


def faults_of_later(session: Session, pairs: Sequence[tuple[Event, Event]], now: datetime) -> Faults:
    """What keeps the change from holding for all of them, at the field that asked for it."""
    faulty = any(
        change_faults(before, after, now) or takes_given(session, before, after) for before, after in pairs
    )
    return {SCOPE: EventTrouble.DATE_FAULTY} if faulty else {}


def save_all(
    session: Session, services: Services, pairs: Sequence[tuple[Event, Event]], now: datetime
) -> int:
    """Saves them and tells each person once of all; how many are told."""
    saved = []
    for old, new in pairs:
        save_event(session, new)
        after = get_event(session, new.id)
        assert after is not None
        saved.append((old, after))
    moved = [after for old, after in saved if after.schedule > old.schedule]
    told = tell_series(session, moved, names.SERIES_MOVED, now)
    in_files = [(old, after) for old, after in saved if after.sequence > old.sequence]
    tidied = all(only_agenda(old, after) for old, after in in_files)
    for old, after in saved:
        if after not in moved:
            told += tell_ways(session, old, after, now)
        settle(session, services, old, after, now)
        touch_all(session, subject_of(after.id), now)
    due = now + (TIDIED if tidied else timedelta())
    correct_series_files(session, [after for _, after in in_files], due)
    touch_series(session, [after.id for _, after in saved], now)
    return told


def tell_series(session: Session, events: Sequence[Event], kind: str, now: datetime, how: str = "") -> int:
    """Everyone who holds, awaits or asks for seats at any of these dates hears of all in one message.

    `how`: the last part of its moment, where it says something else.
    """
    series_id = get_series_of(session, events[0].id) if events else None
    if series_id is None:
        return 0
    members = sorted({one for event in events for one in list_yes(session, event.id)})
    subject, moment = subject_of_series(series_id), f"{events[0].id}:{now.isoformat()}{how}"
    known = list_slack_ids(session, members)
    live = kind == names.SERIES_MOVED
    enqueue(session, [Note(kind, subject, who, moment, live=live) for who in known.values()], now)
    queue_mail(session, kind, subject, moment, of_members(members), now)
    return len(known)


def correct_series_files(session: Session, events: Sequence[Event], now: datetime) -> None:
    """Whoever has one of these dates in the calendar gets one file, with what holds and what does not."""
    series_id = get_series_of(session, events[0].id) if events else None
    if series_id is None:
        return
    gone = all(event.state is EventState.CANCELLED for event in events)
    holding = list_holding(session, [event.id for event in events])
    for member_id, who in list_slack_ids(session, holding).items():
        queue_series_files(session, series_id, member_id, who, now, held=not gone, gone=gone)
