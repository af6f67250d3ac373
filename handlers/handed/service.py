"""Noting what was handed over, and what is to become of it. Nothing of a file's content comes here."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from club.ids import HandedId, SlackId
from handlers import names
from handlers.kit.services import Services
from storage.handed import HandedStage, add_handed, get_handed, subject_of_handed, want_handed
from storage.people import Person, Role, get_person
from storage.postings import Note, enqueue, touch_all
from storage.seen import first_time
from storage.session import Session

MOST_AT_ONCE = 5
"""Files of one message."""


class Wanted(Enum):
    """What a click on “Import” meets."""

    WANTED = "wanted"
    ALREADY = "already"
    """Somebody was faster, or clicked twice."""
    GONE = "gone"
    NOT_YOURS = "not yours"


def turn_away(services: Services, slack_id: SlackId, event_id: str, now: datetime) -> None:
    """Whoever organises nothing is told so once an hour, however many files they drop."""
    with services.db.begin() as session:
        if first_time(session, event_id, now):
            enqueue(session, [Note(names.HANDED_OVER, f"file:{now:%Y-%m-%dT%H}", slack_id)], now)


def receive(
    services: Services, member: Person, event_id: str, files: Sequence[str], now: datetime
) -> list[HandedId]:
    """Notes files to be read, once an event."""
    with services.db.begin() as session:
        if not first_time(session, event_id, now):
            return []
        return [add_handed(session, member.id, one, now) for one in files]


def want(services: Services, handed_id: HandedId, member: Person, now: datetime) -> Wanted:
    """Notes that a list is to be imported, once."""
    with services.db.begin() as session:
        found = get_handed(session, handed_id)
        if found is None:
            return Wanted.GONE
        if found.handed_by != member.id or not may_import(session, member):
            return Wanted.NOT_YOURS
        if found.stage is HandedStage.REFUSED:
            return Wanted.GONE
        wanted = want_handed(session, handed_id, now)
        touch_all(session, subject_of_handed(handed_id), now)
        return Wanted.WANTED if wanted else Wanted.ALREADY


def may_import(session: Session, member: Person) -> bool:
    """Whether this member organises the club, as it is written now."""
    found = get_person(session, member.id)
    return found is not None and found.can_act and found.role is Role.ORGANISER


def tell(session: Session, handed_id: HandedId, member: Person, now: datetime) -> None:
    """Says what a file comes to, to whoever handed it over; said already, it is said anew in its place."""
    subject = subject_of_handed(handed_id)
    touch_all(session, subject, now)
    if member.slack_id:
        enqueue(session, [Note(names.HANDED, subject, member.slack_id, live=True)], now)
