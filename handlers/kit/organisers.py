"""Telling the organisers, and what is done where none of them can be reached.

An organiser whose account is closed reads nothing. With nobody left who does, the member is told whom to call
instead, the club's contact (`PRIME_CONTACT`) hears of it at once where Slack knows them, and the log says so.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.ids import MemberId, SlackId
from handlers import names
from handlers.kit.services import Services
from handlers.kit.wishes import reader_of
from storage.accounts import find_account
from storage.database import Session
from storage.people import Person, list_reachable_organisers
from storage.postings import Note, enqueue, touch_all

log = logging.getLogger(__name__)
AWAY = "away"
"""What begins the moment of a word to the contact that all who organise are away."""
CLUB = "organisers"
"""The subject of what is about the organisers as a whole."""


@dataclass(frozen=True, slots=True)
class OrganisersTold:
    """What is said to the organisers."""

    reached: bool
    """Whether any of them can read it now."""
    contact: str
    """Whom to call where none can; empty where the settings name nobody."""


def tell(
    session: Session,
    kind: str,
    subject: str,
    moment: str,
    now: datetime,
    *,
    live: bool = False,
    but: MemberId | None = None,
) -> bool:
    """Queues a note for every organiser who can read it, for others than `but` if there are any.

    Returns whether there is somebody to read it.
    """
    reached = list_reachable_organisers(session)
    others = [one for one in reached if one.id != but] or reached
    enqueue(session, [Note(kind, subject, one.slack_id, moment, live) for one in others if one.slack_id], now)
    if not reached:
        log.error("no organiser can be reached: %s is told to nobody", kind)
    return bool(reached)


def heard(session: Session, services: Services) -> OrganisersTold:
    """Whether what is said to the organisers is read by anybody; else, whom to call."""
    return OrganisersTold(bool(list_reachable_organisers(session)), services.club.contact)


def alarm(session: Session, services: Services, now: datetime, *, asked: bool = False) -> None:
    """The club's contact hears that nobody organises: once a day, and once an hour in which somebody `asked`.

    What they have read already counts what waits since.
    """
    if not list_reachable_organisers(session):
        local = now.astimezone(services.club.zone)
        _tell_contact(
            session, services, f"asked:{local:%Y-%m-%dT%H}" if asked else f"day:{local:%Y-%m-%d}", now
        )


def there(session: Session, services: Services, people: Sequence[Person], now: datetime) -> Sequence[Person]:
    """Of organisers those who are not away today; with all away, all of them, and the contact hears of it."""
    readers = ((one, reader_of(session, services, one)) for one in people)
    present = [one for one, reader in readers if not reader.wishes.is_absent(reader.day(now))]
    if people and not present:
        moment = f"{AWAY}:{now.astimezone(services.club.zone):%Y-%m-%d}"
        _tell_contact(session, services, moment, now, but=[one.slack_id for one in people])
    return present or people


def _tell_contact(
    session: Session, services: Services, moment: str, now: datetime, but: Collection[SlackId | None] = ()
) -> None:
    contact = find_account(session, services.club.contact) if services.club.contact else None
    if contact and contact not in but:
        touch_all(session, CLUB, now)
        enqueue(session, [Note(names.UNREACHED, CLUB, contact, moment, live=True)], now)
