"""What an answer came to. Each is a state that holds now, not an error; each has its own sentence."""

from dataclasses import dataclass, field
from datetime import datetime

from club.event_questions import takes_replies
from club.events import Event, Phase, Ways, phase
from club.ids import ClaimId
from club.seating import Claim, ClaimKind, Room, Rsvp, Stage, has_link
from handlers.kit.organisers import OrganisersTold
from storage.guests import Guest
from storage.seats import Answer


@dataclass(frozen=True, slots=True)
class Participation:
    """All that holds for one member at one event: what every view of it is drawn from."""

    event: Event
    room: Room
    answer: Answer
    now: datetime
    ranks: dict[ClaimId, int] = field(default_factory=dict)
    """Place in the line of each waiting claim; a party larger than the event has none."""
    guests: tuple[Guest, ...] = ()
    held_back: dict[ClaimId, int] = field(default_factory=dict)
    """Place among those of the same company of each claim that waits for one of its seats."""
    asked: int = 0
    """Questions to which nothing was said yet, of somebody of the party."""

    @property
    def phase(self) -> Phase:
        """The event's phase at `now`."""
        return phase(self.event, self.now)

    @property
    def rsvp(self) -> Rsvp:
        """What is held."""
        return self.answer.rsvp

    @property
    def has_link(self) -> bool:
        """Whether the video link is for this member."""
        return has_link(self.rsvp)

    @property
    def follows(self) -> bool:
        """Whether the member comes by the link to an event that has chairs too."""
        return self.has_link and self.event.ways is Ways.BOTH

    @property
    def waiting(self) -> Claim | None:
        """The oldest claim in the line."""
        return self.answer.claim(Stage.WAITING)

    @property
    def replaced(self) -> bool:
        """Whether somebody sits in the member's place."""
        return self.answer.coming and not self.rsvp.with_member

    @property
    def returning(self) -> Claim | None:
        """The request to come in person after all, in that somebody's place."""
        claim = self.requested
        return claim if claim and claim.kind is ClaimKind.REPLACEMENT and claim.with_member else None

    @property
    def sent(self) -> Claim | None:
        """The party waited or asked for in which a representative comes in the member's place."""
        parties = (claim for claim in self.answer.claims if claim.kind is ClaimKind.PARTY)
        return next((claim for claim in parties if not claim.with_member), None)

    @property
    def others_waiting(self) -> int:
        """Claims of other members in the line: one's own companions who wait leave with oneself."""
        quota = self.room.quota
        colleagues = quota.waiting - len(self.held_back) if quota else 0
        return self.room.waiting - len(self.ranks) + colleagues

    @property
    def offered(self) -> Claim | None:
        """The seats offered, if any."""
        return self.answer.claim(Stage.OFFERED)

    @property
    def requested(self) -> Claim | None:
        """The oldest request not decided yet."""
        return self.answer.claim(Stage.REQUESTED)

    @property
    def asks(self) -> bool:
        """Whether the member can say something to the event's questions now."""
        taking_part = self.answer.coming or bool(self.answer.claims)
        return taking_part and takes_replies(self.event, self.now)

    @property
    def members_own(self) -> bool:
        """Whether the member is of the party: nobody comes, or would come, in their place."""
        return self.rsvp.with_member if self.answer.coming else self.sent is None

    @property
    def silent(self) -> bool:
        """Whether nothing that the member said or asked for holds: an answer is expected."""
        return self.answer.silent

    @property
    def must_confirm(self) -> bool:
        """Whether the event moved since the yes was given."""
        return self.answer.coming and self.rsvp.schedule < self.event.schedule

    @property
    def representative(self) -> Guest | None:
        """Who sits in the member's place."""
        return next((guest for guest in self.guests if guest.representative and guest.claim_id is None), None)


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no such event, or members may not see it."""


@dataclass(frozen=True, slots=True)
class EventClosed:
    """Nothing can be answered any more: cancelled, started, over."""

    participation: Participation


@dataclass(frozen=True, slots=True)
class Coming:
    """Seats are held."""

    participation: Participation
    changed: bool
    given_up: Stage | None = None
    """Where the further seats stood that are given up while those held stay."""


@dataclass(frozen=True, slots=True)
class NotComing:
    """No seat is held or claimed."""

    participation: Participation
    changed: bool
    heard: OrganisersTold | None = None
    """None where the organisers need not hear of it."""


@dataclass(frozen=True, slots=True)
class InLine:
    """A place in the line; seats held before stay held."""

    participation: Participation
    changed: bool


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    """Answers are closed, and the organisers can be asked."""

    participation: Participation


@dataclass(frozen=True, slots=True)
class RequestPending:
    """The organisers have a request before them."""

    participation: Participation
    changed: bool
    heard: OrganisersTold | None = None


@dataclass(frozen=True, slots=True)
class WillBeLate:
    """The organisers know by how much."""

    participation: Participation
    minutes: int
    heard: OrganisersTold | None = None


@dataclass(frozen=True, slots=True)
class SeatsAwaited:
    """Others wait for these seats: giving them back wants a confirmation."""

    participation: Participation
    remote: bool = False
    """Whether they are given back to come by the link."""


@dataclass(frozen=True, slots=True)
class Short:
    """Fewer seats are free than this party needs: wait together, or come alone."""

    participation: Participation
    needed: int


@dataclass(frozen=True, slots=True)
class NoGuests:
    """Nobody may be brought to this event."""

    participation: Participation


@dataclass(frozen=True, slots=True)
class NothingHeld:
    """What was to be changed is no longer there: no seat, no claim, no offer."""

    participation: Participation


Held = (
    EventClosed
    | Coming
    | NotComing
    | InLine
    | DeadlinePassed
    | RequestPending
    | WillBeLate
    | SeatsAwaited
    | Short
    | NoGuests
    | NothingHeld
)
"""Outcomes that say where the member stands."""

AnswerOutcome = Unknown | Held
