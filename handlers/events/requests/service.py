"""Asking and deciding: one transaction a function. The first decision wins (article FACILITER)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.ids import ClaimId, EventId
from club.seating import Claim, Rsvp, Says, SeatDecision, Stage, grant, larger_than
from handlers import names
from handlers.events.requests.matter import RequestMatter, decidable, look, whole
from handlers.events.shared import outcomes as out
from handlers.events.shared import requests
from handlers.events.shared.member_at_event import MemberAtEvent, participating
from handlers.events.shared.requests import moment_of
from handlers.events.shared.seats import seat
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from storage import seats
from storage.attendance import list_asked, list_requests
from storage.database import Session
from storage.people import Person, get_person
from storage.postings import Note, enqueue, subject_of, touch_all

LIST = "requests"
"""What is to be decided."""
FIRST = ListPosition(LIST)


def ask(services: Services, event_id: EventId, person: Person, note: str, now: datetime) -> out.AnswerOutcome:
    """I ask for a seat; where answers are open again, I get one or a place in the line."""
    with participating(services, event_id, person, now) as mine:
        return out.Unknown() if mine is None else requests.ask(mine, note)


class RequestOutcome(StrEnum):
    """What an organiser's click came to."""

    DECIDED = "decided"
    ALREADY = "already"
    """Decided or withdrawn before: that holds."""
    FULL = "full"
    """Accepting was clicked, and the seats are gone: nothing is decided."""
    TOO_LARGE = "too_large"
    """The line was clicked, and the party is larger than the event: nothing is decided."""
    CLOSED = "closed"
    """The event has started or was cancelled."""
    GONE = "gone"
    AWAY = "away"
    """Whoever asks cannot act now: nothing is decided, and the request comes back with them."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A request that can be decided now; its event is locked."""

    theirs: MemberAtEvent
    claim: Claim

    @property
    def fits(self) -> bool:
        """Whether the seats asked for are free."""
        return grant(self.theirs.before.room, self.claim.seats) is SeatDecision.CONFIRM

    def seat(self, organiser: Person) -> None:
        """Gives the seats."""
        at, now = self.theirs, self.theirs.now
        seat(at.session, at.services, at.event, self.claim, now, decided_by=organiser.id, decided_at=now)

    def tell(self) -> RequestOutcome:
        """The member by a new message; whoever sees the request sees the decision in its place."""
        at, subject, moment = self.theirs, subject_of(self.theirs.event.id), moment_of(self.claim.id)
        if at.person.slack_id:
            told = Note(names.DECIDED, subject, at.person.slack_id, moment, live=True)
            enqueue(at.session, [told], at.now)
        touch_all(at.session, subject, at.now, moment=moment)
        at.touch()
        return RequestOutcome.DECIDED


@contextmanager
def deciding(services: Services, claim_id: ClaimId, now: datetime) -> Iterator[Undecided | RequestOutcome]:
    """A write transaction about a request; or the verdict, where there is nothing to decide."""
    with services.db.read() as session:
        found = seats.get_claim(session, claim_id)
        person = get_person(session, found[1].member_id) if found else None
    if found is None or person is None:
        yield RequestOutcome.GONE
        return
    with participating(services, found[0], person, now) as theirs:
        yield RequestOutcome.GONE if theirs is None else _undecided(theirs, claim_id)


def _undecided(theirs: MemberAtEvent, claim_id: ClaimId) -> Undecided | RequestOutcome:
    found = seats.get_claim(theirs.session, claim_id)  # again: it is read under the event's lock now
    assert found is not None, "a claim is never deleted"
    if found[1].stage is not Stage.REQUESTED:
        return RequestOutcome.ALREADY
    if not decidable(theirs.event, theirs.now):
        return RequestOutcome.CLOSED
    return Undecided(theirs, found[1]) if theirs.person.can_act else RequestOutcome.AWAY


def accept(services: Services, claim_id: ClaimId, organiser: Person, now: datetime) -> RequestOutcome:
    """Gives the seats if they fit; else nothing is decided."""
    with deciding(services, claim_id, now) as asked:
        if isinstance(asked, RequestOutcome):
            return asked
        if not asked.fits:
            return RequestOutcome.FULL
        asked.seat(organiser)
        return asked.tell()


def put_in_line(services: Services, claim_id: ClaimId, organiser: Person, now: datetime) -> RequestOutcome:
    """Gives a place at the end of the line; the seats themselves, should they have come free meanwhile."""
    with deciding(services, claim_id, now) as asked:
        if isinstance(asked, RequestOutcome):
            return asked
        theirs, claim = asked.theirs, asked.claim
        if asked.fits:
            asked.seat(organiser)
            return asked.tell()
        if larger_than(theirs.event.most_together, whole(theirs.before.answer, claim)):
            return RequestOutcome.TOO_LARGE
        seats.join_line(theirs.session, theirs.event.id, claim_id)
        seats.change_claim(theirs.session, claim_id, Stage.WAITING, decided_by=organiser.id, decided_at=now)
        if not theirs.before.answer.coming:
            theirs.hold(Rsvp(Says.YES, 0, schedule=theirs.event.schedule))
        return asked.tell()


def decline(
    services: Services, claim_id: ClaimId, organiser: Person, reason: str, now: datetime
) -> RequestOutcome:
    """Refuses, with a reason that the member is told."""
    with deciding(services, claim_id, now) as asked:
        if isinstance(asked, RequestOutcome):
            return asked
        decided = {"decided_by": organiser.id, "decided_at": now, "reason": reason}
        asked.theirs.drop([asked.claim], Stage.DECLINED, **decided)
        return asked.tell()


def get_matter(services: Services, claim_id: ClaimId, now: datetime) -> RequestMatter | None:
    """A request as it stands."""
    with services.db.read() as session:
        return look(session, claim_id, now)


def list_pending(services: Services, now: datetime, asked: ListPosition = FIRST) -> Page[RequestMatter]:
    """Undecided requests for events to come, the oldest first; a page beyond the end is the last."""
    with services.db.read() as session:
        coming = list_asked(session, now)
        at = asked.within(sum(coming.values()))
        ids = list_requests(session, list(coming), at.number * PAGE, PAGE)
        seen = [look(session, claim_id, now) for claim_id in ids]
    return Page.of([matter for matter in seen if matter], sum(coming.values()), at)


def count_pending(session: Session, now: datetime) -> int:
    """How many there are: of those who can act, for the others' come back with them."""
    return sum(list_asked(session, now).values())
