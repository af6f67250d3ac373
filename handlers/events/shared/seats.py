"""The bookkeeping that every change of seats shares, inside the caller's transaction.

The caller holds the event's lock (`storage.events.lock_event`), so that what is read here still holds when
it is written. Who must hear of a change is queued in the same transaction: what is decided is told.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from club.events import Event, offer_ends, phase, seats_are_offered
from club.followup import Matter
from club.ids import ClaimId, EventId, GuestId, MemberId, SlackId
from club.seating import Claim, ClaimKind, Rsvp, Says, Stage, able, promotions
from handlers import names
from handlers.events.shared.calendars import note_of
from handlers.events.shared.outcomes import Participation
from handlers.kit import organisers
from handlers.kit.organisers import OrganisersTold
from handlers.kit.services import Services
from storage import guests as guest_rows
from storage import line as lines
from storage import seats
from storage.database import Session
from storage.event_questions import forget_replies, list_said
from storage.followup import follow
from storage.needs import forget_need
from storage.people import Person, get_person
from storage.postings import Note, enqueue, subject_of, touch, touch_all


def participation(session: Session, event: Event, member_id: MemberId, now: datetime) -> Participation:
    """All that holds for a member at an event, for a view to draw."""
    room, answer = seats.get_place(session, event, member_id)
    if answer.rsvp.companions == 0 and answer.rsvp.with_member and not answer.claims:
        return _asked(session, Participation(event, room, answer, now), member_id)
    guests = tuple(guest_rows.list_guests(session, event.id, member_id))
    back = lines.get_held_back(session, event.id, member_id) if room.quota else {}
    found = Participation(event, room, answer, now, ranks(session, event, answer.claims), guests, back)
    return _asked(session, found, member_id)


def _asked(session: Session, found: Participation, member_id: MemberId) -> Participation:
    """With how many of the event's questions wait for the member; an event without any costs nothing."""
    if not found.asks:
        return found
    said = list_said(session, found.event.id, member_id)
    people: list[GuestId | None] = [one.id for one in found.guests]
    people += [None] if found.members_own else []
    full = set.intersection(*(said.get(one, set()) for one in people)) if people else set()
    return replace(found, asked=found.event.asks.count - len(full))


def ranks(session: Session, event: Event, claims: Iterable[Claim]) -> dict[ClaimId, int]:
    """Each waiting claim's place in the line, from 1; none for a party larger than the event, or for who
    waits for their company. All of one member's."""
    waiting = [claim.member_id for claim in claims if claim.stage is Stage.WAITING]
    return lines.get_ranks(session, event.id, waiting[0]) if waiting else {}


def list_able(session: Session, event: Event) -> list[Claim]:
    """The line as it moves: without the parties larger than the event as it is now."""
    line = lines.list_line(session, event.id)
    return able(event.most_together, line, lines.held_in_line(session, event.id)) if line else []


def hold(
    session: Session, services: Services, event: Event, person: Person, rsvp: Rsvp, now: datetime
) -> None:
    """Writes what a member holds from now on; has the copies follow, and the member's calendar."""
    turns = seats.save_rsvp(session, event.id, person.id, _placed(event, rsvp), now)
    _follow(session, services, event, person, turns, now)


def answer(
    session: Session,
    services: Services,
    event: Event,
    person: Person,
    rsvp: Rsvp,
    now: datetime,
    by: MemberId | None,
    *,
    files: bool = True,
) -> None:
    """The same for an answer: the member's own, or `by` somebody in their name."""
    turns = seats.save_answer(session, event.id, person.id, _placed(event, rsvp), now, by)
    if rsvp.says is Says.NO:
        forget_need(session, event.id, person.id)
        if event.asks.count:
            forget_replies(session, event.id, person.id)
    _follow(session, services, event, person, turns if files else 0, now)


def _placed(event: Event, rsvp: Rsvp) -> Rsvp:
    """Where there is the link alone, whoever comes comes by it."""
    return replace(rsvp, remote=event.is_remote(rsvp.remote)) if rsvp.seats else replace(rsvp, remote=False)


def _follow(
    session: Session, services: Services, event: Event, person: Person, turns: int, now: datetime
) -> None:
    if person.slack_id and (file := note_of(event, person.slack_id, turns)):
        enqueue(session, [file], now)
    touch(session, subject_of(event.id), person.slack_id or SlackId(""), services.club.channel, now)


def seated(event: Event, held: Rsvp, claim: Claim) -> Rsvp:
    """What a member holds once a claim is granted."""
    if claim.kind is ClaimKind.ADDITION:
        return replace(held, says=Says.YES, seats=held.seats + claim.seats)
    if claim.kind is ClaimKind.REPLACEMENT and held.seats:
        return replace(held, with_member=claim.with_member)
    if held.remote:  # the party that followed by the link meanwhile has its chairs
        return replace(held, says=Says.YES, schedule=event.schedule, remote=False)
    return Rsvp(Says.YES, held.seats + max(claim.seats, 1), claim.with_member, event.schedule)


def seat(
    session: Session, services: Services, event: Event, claim: Claim, now: datetime, **decided: object
) -> None:
    """Grants a claim: its people sit."""
    person = get_person(session, claim.member_id)
    assert person is not None, "a claim's member is never deleted"
    held = seats.get_answer(session, event.id, claim.member_id).rsvp
    if claim.kind is ClaimKind.REPLACEMENT:
        replace_representative(session, event.id, claim.member_id)
    guest_rows.seat_guests(session, claim.id)
    seats.change_claim(session, claim.id, Stage.GRANTED, **decided)
    hold(session, services, event, person, seated(event, held, claim), now)


def replace_representative(session: Session, event_id: EventId, member_id: MemberId) -> None:
    """Whoever sat in the member's place no longer does; nothing is kept of them."""
    sitting = guest_rows.list_guests(session, event_id, member_id)
    gone = [guest.id for guest in sitting if guest.representative and guest.claim_id is None and guest.id]
    guest_rows.remove_guests(session, gone)


def promote(session: Session, services: Services, event: Event, now: datetime) -> None:
    """Freed seats go to the head of the line, and the people hear of it at once (article FACILITER)."""
    room = seats.get_room(session, event)
    if not room.waiting or phase(event, now).value not in ("open", "late"):
        return
    # Each takes a seat at least: those who may move up, and the first who does not.
    head = lines.list_head(session, event.id, room.waiting if room.free is None else room.free + 1)
    for claim in promotions(room, head, {}):  # whether a party can ever sit is counted by the database
        if seats_are_offered(event, now, services.club.offering):
            _offer(session, services, event, claim, now)
        else:
            seat(session, services, event, claim, now)
            tell(session, event, claim, names.PROMOTED, now)
    touch_all(session, subject_of(event.id), now)


def _offer(session: Session, services: Services, event: Event, claim: Claim, now: datetime) -> None:
    until = offer_ends(event, now, services.club.offering)
    seats.change_claim(session, claim.id, Stage.OFFERED, offer_until=until)
    follow(session, Matter.OFFER, claim.id, now, anew=True)
    tell(session, event, claim, names.OFFERED, now)


def tell(session: Session, event: Event, claim: Claim, kind: str, now: datetime) -> None:
    """Queues a message for the member about this claim; it follows what becomes of it."""
    person = get_person(session, claim.member_id)
    if person and person.slack_id:
        note = Note(kind, subject_of(event.id), person.slack_id, f"claim:{claim.id}", live=True)
        enqueue(session, [note], now)


def went_on(session: Session, event_id: EventId, claim: Claim) -> bool:
    """Whether seats that were offered and not taken in time were offered to somebody who waited behind."""
    if claim.offer_until is None:
        return False
    offers = [(one, one.offer_until) for _, one in seats.list_claims(session, Stage, event_id)]
    return any(
        one.line > claim.line
        and until is not None
        and until > claim.offer_until
        and (one.created_at is None or one.created_at <= claim.offer_until)
        for one, until in offers
    )


def drop_claims(session: Session, claims: Iterable[Claim], stage: Stage, **decided: object) -> None:
    """Ends claims without granting them; nothing is kept of their guests."""
    for claim in claims:
        guest_rows.remove_claim_guests(session, claim.id)
        seats.change_claim(session, claim.id, stage, **decided)


def tell_organisers(
    session: Session,
    services: Services,
    event: Event,
    kind: str,
    moment: str,
    now: datetime,
    *,
    live: bool,
    but: MemberId | None = None,
) -> OrganisersTold:
    """Queues a note for the organisers, for others than `but` if there are any; where none of them can read
    it, the club's contact is told so."""
    if not organisers.tell(session, kind, subject_of(event.id), moment, now, live=live, but=but):
        organisers.alarm(session, services, now, asked=True)
    return organisers.heard(session, services)
