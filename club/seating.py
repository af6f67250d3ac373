"""Who sits, who waits, who asks: the rules of answering (articles FACILITER and CONTRIBUER).

A member holds seats for a *party*: the member, or a representative in the member's place, and companions.
Whatever is not simply held is a *claim*: seats waited for in order of arrival, or asked of the organisers
after the deadline. A claim is granted or refused whole, so a party is never split; the head of the line
goes first even when a smaller party behind it would fit, so nobody is overtaken. Only a party larger than
the event itself is passed by: no seat that comes free could ever be enough for it.

An event may have so many chairs for one company. Who waits for a chair of their company is held back: they
keep their place, and whoever is of another company goes before them as long as no chair of theirs is left. Of
one company nobody is overtaken either. Chairs that organisers keep are counted apart from all this.

A party comes on site or by the video link, all of it one way. Chairs are counted; the link has room for
everybody and is never refused while the event is not over, deadline or not: nothing is prepared for it.
Whoever waits for chairs may follow by the link meanwhile and keeps their place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from club.events import Phase
from club.ids import ClaimId, CompanyId, MemberId

MOST_COMPANIONS = 5
"""Companions in one form; a larger delegation talks to the organisers."""


class Says(StrEnum):
    """The member's own answer."""

    YES = "yes"
    NO = "no"


class ClaimKind(StrEnum):
    """What a claim would change once granted."""

    PARTY = "party"
    """Seats for somebody who holds none."""
    ADDITION = "addition"
    """Companions beside seats already held; those are never at stake."""
    REPLACEMENT = "replacement"
    """A representative in the seat that the member holds: no further seat."""


class Stage(StrEnum):
    """Where a claim stands. The first three are live; the others are its ends."""

    REQUESTED = "requested"
    WAITING = "waiting"
    OFFERED = "offered"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


LIVE = (Stage.REQUESTED, Stage.WAITING, Stage.OFFERED)


@dataclass(frozen=True, slots=True)
class Rsvp:
    """What a member holds: `seats` confirmed seats, the member's own among them if `with_member`."""

    says: Says | None = None
    seats: int = 0
    with_member: bool = True
    schedule: int = 0
    """The event's `schedule` that this answer was given for or confirmed since."""
    late_minutes: int | None = None
    remote: bool = False
    """Whether the party comes by the video link: its seats are no chairs."""
    reserved: int = 0
    """Of the seats on site those that organisers kept and gave: they are counted apart."""

    @property
    def chairs(self) -> int:
        """The seats that are chairs on site, and not reserved ones."""
        return 0 if self.remote else self.seats - min(self.reserved, self.seats)

    @property
    def kept(self) -> int:
        """The reserved seats that are held: those given back are the others, as long as there are any."""
        return 0 if self.remote else min(self.reserved, self.seats)

    @property
    def companions(self) -> int:
        """Seats beside the member's or the representative's own."""
        return max(0, self.seats - 1)


@dataclass(frozen=True, slots=True)
class Claim:
    """Seats waited for or asked for."""

    id: ClaimId
    member_id: MemberId
    kind: ClaimKind
    stage: Stage
    seats: int
    with_member: bool = True
    line: int = 0
    """Place in the order of arrival; only the order of two numbers means something."""
    note: str = ""
    created_at: datetime | None = None
    offer_until: datetime | None = None
    decided_by: MemberId | None = None
    decided_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """A company's chairs at an event: how many there are for it, are taken, and who is held back."""

    most: int
    taken: int
    waiting: int = 0
    """Claims of its people that wait for one of its chairs."""

    @property
    def free(self) -> int:
        """Chairs left to it; never negative, even after there were made fewer."""
        return max(0, self.most - self.taken)

    def fits(self, seats: int) -> bool:
        """Whether a newcomer of it gets `seats` at once: enough left, and no colleague to be overtaken."""
        return self.waiting == 0 and self.taken + seats <= self.most


@dataclass(frozen=True, slots=True)
class Room:
    """How full an event is: chairs taken (confirmed and offered), claims waiting, people by the link."""

    capacity: int | None
    taken: int
    waiting: int
    """Parties and additions in the line that can sit one day (`able`)."""
    remote: int = 0
    """People who come by the link."""
    reserved: int = 0
    """Chairs that organisers keep, beside the capacity."""
    given: int = 0
    """How many of those they gave."""
    quota: Quota | None = None
    """What is left to the company of whoever asks; None where it has no limit, or nobody asks."""

    @property
    def free(self) -> int | None:
        """Seats left, None where there is no limit; never negative, even after the room was made smaller."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def excess(self) -> int:
        """How many more seats are taken than there are, after the room was made smaller."""
        return 0 if self.capacity is None else max(0, self.taken - self.capacity)

    @property
    def full(self) -> bool:
        """Whether a newcomer would have to wait."""
        return not self.fits(1)

    @property
    def left(self) -> int | None:
        """Seats left for whoever asks: those of their company, where these are fewer."""
        of_company = None if self.quota is None else self.quota.free
        return min((one for one in (self.free, of_company) if one is not None), default=None)

    def fits(self, seats: int) -> bool:
        """Whether a newcomer gets `seats` at once: room enough, and nobody waiting to be overtaken."""
        if seats > 0 and self.quota is not None and not self.quota.fits(seats):
            return False
        return seats <= 0 or self.capacity is None or (self.waiting == 0 and self.holds(seats))

    def with_more(self, chairs: int, remote: int = 0) -> "Room":
        """The same with so many more chairs taken by whoever asks, and people by the link; or fewer."""
        quota = self.quota and replace(self.quota, taken=self.quota.taken + chairs)
        return replace(self, taken=self.taken + chairs, remote=self.remote + remote, quota=quota)

    def holds(self, seats: int) -> bool:
        """Whether `seats` more are free for the head of the line."""
        return seats <= 0 or self.capacity is None or self.taken + seats <= self.capacity


def has_link(held: Rsvp) -> bool:
    """Whether the video link is for this member: for those alone who come by it, meanwhile or for good."""
    return held.remote and held.seats > 0


def link_decision(phase: Phase) -> "SeatDecision":
    """What becomes of somebody who comes by the link: they do, as long as there is something to follow."""
    return SeatDecision.CONFIRM if may_cancel(phase) else SeatDecision.CLOSED


class SeatDecision(StrEnum):
    """What becomes of seats that somebody wants now."""

    CONFIRM = "confirm"
    WAIT = "wait"
    REQUEST = "request"
    CLOSED = "closed"


def larger_than(capacity: int | None, party: int) -> bool:
    """Whether a party, counted whole, is larger than the event: it can never sit, so it never waits."""
    return capacity is not None and party > capacity


def seat_decision(phase: Phase, room: Room, seats: int) -> SeatDecision:
    """What becomes of `seats` wanted now by somebody who does not hold them.

    FACILITER: until the deadline everything changes freely; after it, one asks the organisers. Where no
    seat is left a place in the line takes the seat's stead.
    """
    if phase is Phase.OPEN:
        return SeatDecision.CONFIRM if room.fits(seats) else SeatDecision.WAIT
    return SeatDecision.REQUEST if phase is Phase.LATE else SeatDecision.CLOSED


def grant(room: Room, seats: int) -> SeatDecision:
    """What an organiser's yes to a late request gives: the seats, or the end of the line."""
    return SeatDecision.CONFIRM if room.fits(seats) else SeatDecision.WAIT


def may_cancel(phase: Phase) -> bool:
    """ "Not coming" and "I'll be late" are accepted until the event is over, deadline or not (FACILITER)."""
    return phase in (Phase.OPEN, Phase.LATE, Phase.STARTED)


def organisers_hear(phase: Phase) -> bool:
    """After the deadline the organisers are told of a cancellation at once: lists have been handed over."""
    return phase in (Phase.LATE, Phase.STARTED)


def able(capacity: int | None, line: Iterable[Claim], held: Mapping[MemberId, int]) -> list[Claim]:
    """Those in line who can sit one day, in order of arrival; `held` are their seats, held or offered.

    A party counts whole: what is held, and all that it waits for up to here. Larger than the event, which
    an organiser made smaller meanwhile, it keeps its place and stands in nobody's way.
    """
    party, found = dict(held), []
    for claim in sorted(line, key=lambda claim: claim.line):
        whole = party.get(claim.member_id, 0) + claim.seats
        party[claim.member_id] = whole
        if not larger_than(capacity, whole):
            found.append(claim)
    return found


def held_back(
    line: Iterable[Claim], most: int, taken: Mapping[CompanyId, int], company: Mapping[MemberId, CompanyId]
) -> list[Claim]:
    """Those of a line who wait for a chair of their company, in order of arrival; `line` is of those able.

    A claim waits for its company where it and those of its colleagues before it exceed what is left.
    """
    wanted, found = dict(taken), []
    for claim in sorted(line, key=lambda claim: claim.line):
        if (whose := company.get(claim.member_id)) is None:
            continue
        wanted[whose] = wanted.get(whose, 0) + claim.seats
        if wanted[whose] > most:
            found.append(claim)
    return found


def promotions(room: Room, line: Iterable[Claim], held: Mapping[MemberId, int]) -> Sequence[Claim]:
    """Who gets freed seats: from the head of the line of those able, as long as the next one fits whole."""
    promoted: list[Claim] = []
    taken = room.taken
    for claim in able(room.capacity, line, held):
        if room.capacity is not None and taken + claim.seats > room.capacity:
            break
        promoted.append(claim)
        taken += claim.seats
    return promoted


def rank(line: Iterable[Claim], claim: Claim) -> int:
    """Place in the line, counted from 1."""
    return 1 + sum(other.line < claim.line for other in line)


@dataclass(frozen=True, slots=True)
class Guests:
    """How a list of companions changes: how many stay, leave and are new."""

    kept: int
    removed: int
    added: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a new list of companions means: seats held from now on, and the way of those that are new."""

    seats: int
    added: int
    decision: SeatDecision


def change_companions(phase: Phase, room: Room, held: Rsvp, guests: Guests) -> Change:
    """What becomes of a party whose companions change.

    Giving seats back is always possible. New companions may sit where others of the same party leave,
    overtaking nobody; beyond that they find room all together or wait all together, and the seats held
    stay held (FACILITER: companions are confirmed like oneself). By the link everybody may come.
    """
    remaining = held.seats - guests.removed
    if held.remote:
        return Change(remaining + guests.added, guests.added, link_decision(phase))
    if not guests.added:
        return Change(remaining, 0, SeatDecision.CONFIRM if may_cancel(phase) else SeatDecision.CLOSED)
    more = guests.added - guests.removed
    swap = phase is Phase.OPEN and more <= 0
    chosen = SeatDecision.CONFIRM if swap else seat_decision(phase, _without(room, guests), guests.added)
    return Change(
        remaining + guests.added if chosen is SeatDecision.CONFIRM else remaining, guests.added, chosen
    )


def _without(room: Room, guests: Guests) -> Room:
    return room.with_more(-guests.removed)
