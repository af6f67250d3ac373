"""The daybook comes as a week opens, and follows what it shows until the next."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from club.daybook import Week, is_week_due, week_of
from club.ids import SlackId
from handlers import names
from handlers.daybook.messages import SUBJECT, moment_of
from handlers.daybook.reading import lines_of
from handlers.kit.daybook import DayContext, DayPart
from handlers.kit.router import Sweep
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.marks import get_mark, put_mark
from storage.people import list_reachable_organisers
from storage.postings import Note, enqueue, get_posting, touch_all
from storage.session import Session

BEGAN, LAST, SHOWN = "daybook:began", "daybook:last", "daybook:shown"
"""Marks: since when there are daybooks, which is the last that was queued, and what it shows."""
SETTLED = timedelta(seconds=40)
"""What changes within this time changes a daybook once."""


def open_weeks(services: Services, _since: datetime, now: datetime) -> None:
    """Queues the week's daybook for each organiser whose week has opened, on their own clock.

    Nothing in the week in which Prime begins: what there is to do then, it says by itself.
    """
    with services.db.read() as session:
        began = get_mark(session, BEGAN)
        due = _due(session, services, datetime.fromisoformat(began), now) if began else []
    if began and not due:
        return
    with services.db.begin() as session:
        if not began:
            put_mark(session, BEGAN, now.isoformat())
        for week, who in due:
            enqueue(session, [Note(names.DAYBOOK, SUBJECT, who, moment_of(week.monday), live=True)], now)
            put_mark(session, LAST, moment_of(week.monday))


def _due(session: Session, services: Services, began: datetime, now: datetime) -> list[tuple[Week, SlackId]]:
    """Who has not been sent the daybook of their week, where it is time."""
    due = []
    for one in list_reachable_organisers(session):
        week = week_of(now, zone_of(one.zone, services.club.zone), services.club.days_off)
        if one.slack_id and week and is_week_due(week, now, began):
            last = get_posting(session, names.DAYBOOK, SUBJECT, one.slack_id)
            if last is None or last.moment != moment_of(week.monday):
                due.append((week, one.slack_id))
    return due


def following(parts: Sequence[DayPart]) -> Sweep:
    """Has the last daybook drawn again once what it shows has changed; those before stay as they ended."""

    def follow(services: Services, _since: datetime, now: datetime) -> None:
        with services.db.read() as session:
            last = get_mark(session, LAST)
            if not last:
                return
            lines = lines_of(parts, DayContext(session, services, services.shared, now))
            shown = f"{last}/{sha256(repr(lines).encode()).hexdigest()[:16]}"
            if shown == get_mark(session, SHOWN):
                return
        with services.db.begin() as session:
            put_mark(session, SHOWN, shown)
            touch_all(session, SUBJECT, now + SETTLED, moment=last)

    return follow
