"""A request as it stands: what every view of it is drawn from."""

from dataclasses import dataclass
from datetime import datetime

from club.events import Event, Phase, phase
from club.ids import ClaimId
from club.seating import LIVE, Claim, ClaimKind, Room, SeatDecision, Stage, grant, larger_than
from handlers.events.shared.seats import ranks
from handlers.kit.people import apart
from storage.database import Session
from storage.events import get_event
from storage.guests import Guest, list_claim_guests, list_guests
from storage.people import Person, get_person
from storage.seats import Answer, get_answer, get_asked_by, get_claim, get_room


@dataclass(frozen=True, slots=True)
class RequestMatter:
    """A claim with all that is needed to decide on it, or to say what was decided."""

    event: Event
    room: Room
    claim: Claim
    person: Person
    guests: tuple[Guest, ...]
    """Who waits with it; nobody once it is decided."""
    decider: str
    now: datetime
    rank: int = 0
    """Place in the line, 0 outside of it."""
    too_large: bool = False
    """Whether the party is larger than the event."""
    replacing: str = ""
    """Who sits in the member's place."""
    asker: str = ""
    """Who asked in the member's name; empty where they asked themself."""
    apart: str = ""
    """What tells the member from another of the same name; empty where nobody else bears it."""

    @property
    def open(self) -> bool:
        """Whether there is something to decide."""
        return self.waits and self.person.can_act

    @property
    def waits(self) -> bool:
        """Whether it is undecided: whoever asks may be away, their account closed for the time being."""
        return self.claim.stage is Stage.REQUESTED and decidable(self.event, self.now)

    @property
    def fits(self) -> bool:
        """Whether a yes gives the seats now."""
        return grant(self.room, self.claim.seats) is SeatDecision.CONFIRM


def decidable(event: Event, now: datetime) -> bool:
    """Until the start: then what is undecided is declined."""
    return phase(event, now) in (Phase.OPEN, Phase.LATE)


def look(session: Session, claim_id: ClaimId, now: datetime) -> RequestMatter | None:
    """The request of that id as it stands now."""
    found = get_claim(session, claim_id)
    if found is None:
        return None
    event_id, claim = found
    event, person = get_event(session, event_id), get_person(session, claim.member_id)
    if event is None or person is None:
        return None
    decider = get_person(session, claim.decided_by) if claim.decided_by else None
    return RequestMatter(
        event,
        get_room(session, event, claim.member_id),
        claim,
        person,
        _guests(session, event, claim),
        decider.name if decider else "",
        now,
        ranks(session, event, [claim]).get(claim.id, 0),
        larger_than(event.most_together, whole(get_answer(session, event_id, claim.member_id), claim)),
        _replacing(session, event, person),
        get_asked_by(session, claim_id),
        apart(session, person),
    )


def whole(answer: Answer, claim: Claim) -> int:
    """The party as it would be with this claim: seats held, offered and waited for are its own."""
    ahead = (Stage.OFFERED, Stage.WAITING)
    others = [one.seats for one in answer.claims if one.stage in ahead and one.id != claim.id]
    return answer.rsvp.chairs + sum(others) + claim.seats


def _guests(session: Session, event: Event, claim: Claim) -> tuple[Guest, ...]:
    """Who waits with the claim: of a party that follows by the link meanwhile, all who do."""
    waiting = list_claim_guests(session, claim.id)
    follows = claim.stage in LIVE and get_answer(session, event.id, claim.member_id).rsvp.remote
    if claim.kind is not ClaimKind.PARTY or not follows:
        return tuple(waiting)
    return tuple(guest for guest in list_guests(session, event.id, claim.member_id) if guest.claim_id is None)


def _replacing(session: Session, event: Event, person: Person) -> str:
    sitting = list_guests(session, event.id, person.id)
    return next((guest.name for guest in sitting if guest.representative and guest.claim_id is None), "")
