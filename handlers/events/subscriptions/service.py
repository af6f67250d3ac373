"""A member's address: made, renewed, ended; and what it opens to whoever holds it."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from hashlib import sha256

from club.ids import MemberId
from club.subscriptions import (
    BYTES,
    NONE,
    PAST,
    PUBLIC,
    CalendarScope,
    Subscription,
    digest_of,
)
from handlers.events.subscriptions import feed
from handlers.kit.services import Services
from storage import subscriptions as rows
from storage.admission import lock_member
from storage.database import Session
from storage.people import Person, Role, get_person, is_charter_due

_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands in a calendar that is drawn to be compared."""


class SubscriptionDone(Enum):
    """What an act came to."""

    DONE = "done"
    MEANWHILE = "meanwhile"
    """The button was drawn for another address, or for none."""
    CLOSED = "closed"
    """Members do not reach Prime over the web."""


@dataclass(frozen=True, slots=True)
class SubscriptionShown:
    """A member's address as it stands, and what an act came to."""

    held: Subscription | None
    done: SubscriptionDone = SubscriptionDone.DONE
    address: str = ""
    """Whole, right after it was made: never again."""


@dataclass(frozen=True, slots=True)
class ServedCalendar:
    """A calendar as it is handed out."""

    content: bytes
    tag: str
    """Names this content, and no other."""
    changed_at: datetime


def get(services: Services, member_id: MemberId) -> SubscriptionShown:
    """A member's address as it stands."""
    with services.db.read() as session:
        return SubscriptionShown(rows.get_subscription(session, member_id))


def make(services: Services, person: Person, mark: str, now: datetime) -> SubscriptionShown:
    """A new address instead of the one, or of none, that the button was drawn for; shown this once."""
    token = secrets.token_urlsafe(BYTES)
    with services.db.begin() as session:
        held, refused = _locked(session, services, person, mark)
        if refused:
            return SubscriptionShown(held, refused)
        scope = held.scope if held else CalendarScope.MINE
        rows.add_subscription(session, person.id, digest_of(token), scope, now)
        held = rows.get_subscription(session, person.id)
    return SubscriptionShown(held, address=f"{services.club.public_url}/calendar/{token}.ics")


def choose(services: Services, person: Person, mark: str, scope: CalendarScope) -> SubscriptionShown:
    """Which events the calendar has from now on; the address stays."""
    with services.db.begin() as session:
        held, refused = _locked(session, services, person, mark)
        if refused:
            return SubscriptionShown(held, refused)
        rows.change_scope(session, person.id, scope)
        return SubscriptionShown(rows.get_subscription(session, person.id))


def end(services: Services, person: Person, mark: str) -> SubscriptionShown:
    """The address opens nothing any more; that may always be said."""
    with services.db.begin() as session:
        held, refused = _locked(session, services, person, mark)
        if refused is SubscriptionDone.MEANWHILE:
            return SubscriptionShown(held, refused)
        rows.end_subscription(session, person.id)
        return SubscriptionShown(None)


def ceases(session: Session, _services: Services, person: Person, _now: datetime) -> None:
    """Somebody takes part no longer: their address is gone, also if they come back."""
    rows.end_subscription(session, person.id)


def _locked(
    session: Session, services: Services, person: Person, mark: str
) -> tuple[Subscription | None, SubscriptionDone | None]:
    """The address, held until the transaction ends; why the act is refused."""
    lock_member(session, person.id)
    held = rows.get_subscription(session, person.id)
    if mark != (held.mark if held else NONE):
        return held, SubscriptionDone.MEANWHILE
    now_member = get_person(session, person.id)
    if not services.club.public_url or now_member is None or not now_member.can_act:
        return held, SubscriptionDone.CLOSED
    return held, None


# What is served


def serve(services: Services, digest: str, now: datetime) -> ServedCalendar | None:
    """The calendar behind an address, by its digest; None for one that opens nothing.

    Writes only where it holds something else than when it was served last.
    """
    with services.db.read() as session:
        drawn = _drawn(services, session, digest, now)
    if drawn is None:
        return None
    tag = sha256(drawn.written(_UNDATED)).hexdigest()[:32]
    changed = _changed(services, digest, tag, now)
    return None if changed is None else ServedCalendar(drawn.written(changed), tag, changed)


def _drawn(services: Services, session: Session, digest: str, now: datetime) -> feed.DrawnCalendar | None:
    if digest == PUBLIC:
        return feed.public(services, session, now - PAST)
    found = rows.find_subscription(session, digest)
    if found is None or found.member_id is None:
        return None
    return _of_member(services, session, found.member_id, found.scope, now)


def _of_member(
    services: Services, session: Session, member_id: MemberId, scope: CalendarScope, now: datetime
) -> feed.DrawnCalendar | None:
    person = get_person(session, member_id)
    if person is None or not person.can_act:
        return None
    # Whoever still has to accept the charter sees what is theirs, and no more (handlers.kit.router.allowed).
    due = person.role is not Role.ORGANISER and is_charter_due(session, member_id, now)
    return feed.of_member(services, session, person, CalendarScope.MINE if due else scope, now - PAST)


def _changed(services: Services, digest: str, tag: str, now: datetime) -> datetime | None:
    with services.db.read() as session:
        if (known := rows.find_subscription(session, digest)) and known.tag == tag and known.changed_at:
            return known.changed_at
    with services.db.begin() as session:
        return rows.note_served(session, digest, tag, now)
