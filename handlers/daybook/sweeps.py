"""The daybook comes as a week opens, and follows what it shows until the next."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from club.daybook import is_week_due, week_of
from handlers import names
from handlers.daybook.messages import SUBJECT, moment_of
from handlers.daybook.reading import lines_of
from handlers.kit.daybook import DayContext, DayPart
from handlers.kit.router import RenderContext, Sweep
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.marks import get_mark, put_mark
from storage.people import Person, Role, list_reachable_organisers
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
        began, marked = get_mark(session, BEGAN), get_mark(session, LAST) or ""
        office = list_reachable_organisers(session)
        due = [note for one in office if (note := _due(session, services, one, now))]
        last = max([*(note.moment for note in due), *(_last(session, one) for one in office)], default="")
    if began and not due and last <= marked:
        return
    with services.db.begin() as session:
        if not began:
            put_mark(session, BEGAN, now.isoformat())
        enqueue(session, due, now)
        if last > marked:
            put_mark(session, LAST, last)


def along(ctx: RenderContext) -> Sequence[Note]:
    """An organiser's daybook, where it is time: in one message with what is sent to them then."""
    if ctx.reader is None or not ctx.reader.can_act or ctx.reader.role is not Role.ORGANISER:
        return []
    note = _due(ctx.session, ctx.services, ctx.reader, ctx.now)
    return [note] if note else []


def _last(session: Session, person: Person) -> str:
    """The moment of the last daybook that was queued for somebody."""
    found = get_posting(session, names.DAYBOOK, SUBJECT, person.slack_id or "")
    return found.moment if found else ""


def _due(session: Session, services: Services, person: Person, now: datetime) -> Note | None:
    """The daybook of somebody's week, where it is time and it was not queued."""
    began = get_mark(session, BEGAN)
    week = week_of(now, zone_of(person.zone, services.club.zone), services.club.work)
    if not began or not person.slack_id or week is None:
        return None
    moment = moment_of(week.monday)
    if not is_week_due(week, now, datetime.fromisoformat(began)) or _last(session, person) == moment:
        return None
    return Note(names.DAYBOOK, SUBJECT, person.slack_id, moment, live=True)


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
