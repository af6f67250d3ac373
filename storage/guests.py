"""Companions and representatives, for whom a member answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from club.folding import fold
from club.ids import ClaimId, EventId, GuestId, MemberId
from storage import tables
from storage.session import Session
from storage.tables import core

GUEST = core(tables.Guest)


@dataclass(frozen=True, slots=True)
class Guest:
    """A person who comes with a member, or in the member's place."""

    name: str
    email: str
    function: str
    company: str
    representative: bool = False
    why: str = ""
    id: GuestId | None = None
    claim_id: ClaimId | None = None
    member_id: MemberId | None = None
    present: bool | None = None
    attested_by: MemberId | None = None
    attested_at: datetime | None = None


_GUEST = (
    GUEST.c.name,
    GUEST.c.email,
    GUEST.c.function,
    GUEST.c.company,
    GUEST.c.representative,
    GUEST.c.why,
    GUEST.c.id,
    GUEST.c.claim_id,
    GUEST.c.member_id,
    GUEST.c.present,
    GUEST.c.attested_by,
    GUEST.c.attested_at,
)


def list_guests(session: Session, event_id: EventId, *members: MemberId) -> list[Guest]:
    """The guests of an event, or those of some members, in the order they were named."""
    found = select(*_GUEST).where(GUEST.c.event_id == event_id).order_by(GUEST.c.id)
    if members:
        found = found.where(GUEST.c.member_id.in_(members))
    return [Guest(*row) for row in session.connection().execute(found)]


def list_reached(session: Session, event_id: EventId, emails: Iterable[str]) -> list[Guest]:
    """The guests of an event who have one of these addresses; case does not matter."""
    wanted = [email.casefold() for email in emails]
    found = select(*_GUEST).where(GUEST.c.event_id == event_id, func.lower(GUEST.c.email).in_(wanted))
    return [Guest(*row) for row in session.connection().execute(found)]


def list_claim_guests(session: Session, claim_id: ClaimId) -> list[Guest]:
    """The guests who wait with a claim."""
    found = select(*_GUEST).where(GUEST.c.claim_id == claim_id).order_by(GUEST.c.id)
    return [Guest(*row) for row in session.connection().execute(found)]


def add_guests(
    session: Session,
    event_id: EventId,
    member_id: MemberId,
    guests: Sequence[Guest],
    now: datetime,
    claim_id: ClaimId | None = None,
) -> None:
    """Adds guests whose confidentiality this member attests now; with a claim they wait for its outcome."""
    rows: list[dict[str, Any]] = [
        {
            "event_id": event_id,
            "member_id": member_id,
            "claim_id": claim_id,
            "representative": guest.representative,
            "name": guest.name,
            "called": fold(guest.name),
            "email": guest.email,
            "function": guest.function,
            "company": guest.company,
            "why": guest.why,
            "attested_by": member_id,
            "attested_at": now,
        }
        for guest in guests
    ]
    if rows:
        session.connection().execute(insert(GUEST), rows)


def change_guest(session: Session, guest: Guest, member_id: MemberId, now: datetime) -> None:
    """Corrects what is known of a guest; the attestation is renewed with it."""
    values = {
        "name": guest.name,
        "called": fold(guest.name),
        "email": guest.email,
        "function": guest.function,
        "company": guest.company,
        "why": guest.why,
        "attested_by": member_id,
        "attested_at": now,
    }
    session.connection().execute(update(GUEST).where(GUEST.c.id == guest.id).values(values))


def move_claim_guests(session: Session, old: ClaimId, new: ClaimId) -> None:
    """The guests of one claim wait with another from now on."""
    session.connection().execute(update(GUEST).where(GUEST.c.claim_id == old).values(claim_id=new))


def seat_guests(session: Session, claim_id: ClaimId) -> None:
    """The guests of a granted claim sit."""
    session.connection().execute(update(GUEST).where(GUEST.c.claim_id == claim_id).values(claim_id=None))


def unseat_guests(session: Session, event_id: EventId, member_id: MemberId, claim_id: ClaimId) -> None:
    """The guests of a member who sit wait with a claim from now on."""
    theirs = (GUEST.c.event_id == event_id, GUEST.c.member_id == member_id, GUEST.c.claim_id.is_(None))
    session.connection().execute(update(GUEST).where(*theirs).values(claim_id=claim_id))


def remove_guests(session: Session, guest_ids: Iterable[GuestId]) -> None:
    """Guests who do not come: nothing of them is kept."""
    session.connection().execute(delete(GUEST).where(GUEST.c.id.in_(list(guest_ids))))


def remove_claim_guests(session: Session, claim_id: ClaimId) -> None:
    """The guests of a claim that came to nothing."""
    session.connection().execute(delete(GUEST).where(GUEST.c.claim_id == claim_id))


def remove_party(session: Session, event_id: EventId, member_id: MemberId) -> None:
    """All guests of a member at an event."""
    whose = (GUEST.c.event_id == event_id, GUEST.c.member_id == member_id)
    session.connection().execute(delete(GUEST).where(*whose))
