"""The deadlines that lie in somebody's absence, as matters to answer before it."""

from collections.abc import Sequence
from datetime import datetime, time

from club.calendar import DAY
from club.digest import nearest_first
from club.ids import PostingId, SlackId
from handlers.kit.interaction import Line
from handlers.kit.router import RenderContext, Router
from handlers.kit.services import Services
from handlers.kit.wishes import reader_of
from handlers.words import Translator
from storage.database import Session
from storage.people import Person
from storage.postings import Note, Posting


def notes_inside(
    session: Session, services: Services, router: Router, person: Person, now: datetime
) -> list[Note]:
    """The reminders of every deadline from now until an absence is over."""
    reader = reader_of(session, services, person)
    last = reader.wishes.absent_to
    if last is None:
        return []
    over = datetime.combine(last + DAY, time(), tzinfo=reader.zone)
    return [note for ahead in router.ahead.values() for note in ahead(session, person, now, over)]


def lines_inside(
    services: Services, router: Router, person: Person, t: Translator, now: datetime
) -> Sequence[Line]:
    """The same as they are answered here and now, the nearest first."""
    with services.db.read() as session:
        found = []
        for note in notes_inside(session, services, router, person, now):
            line = router.lines[note.kind](
                RenderContext(session, _as_posting(note), person, t, now, services)
            )
            if line and line.awaited:
                found.append(line)
    return nearest_first(found)


def _as_posting(note: Note) -> Posting:
    """As renderers are asked; it is none, and stands nowhere."""
    nowhere = SlackId("")
    return Posting(
        PostingId(0), note.kind, note.subject, note.recipient, note.moment, nowhere, "", 0, note.live
    )
