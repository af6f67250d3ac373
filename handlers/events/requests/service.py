"""Asking and deciding: one transaction a function. The first decision wins (article FACILITER)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from club.events import Phase
from club.ids import ClaimId, EventId
from club.seating import Claim, ClaimKind, Rsvp, Says, SeatDecision, Stage, grant, larger_than, seat_decision
from handlers import names
from handlers.events.requests.matter import Matter, decidable, look, whole
from handlers.events.shared import outcomes as out
from handlers.events.shared.case import Case, apply, decide
from handlers.events.shared.requests import end_replacements, moment_of, open_claim, request, take_back
from handlers.events.shared.seats import seat
from handlers.kit.blocks import PAGE
from handlers.kit.paging import within
from handlers.kit.services import Services
from storage import seats
from storage.database import Session
from storage.events import get_event
from storage.people import Person, get_person, list_slack_ids
from storage.postings import Note, enqueue, subject_of, touch_all


def ask(services: Services, event_id: EventId, person: Person, note: str, now: datetime) -> out.AnswerOutcome:
    """I ask for a seat; where answers are open again, I get one or a place in the line."""
    return decide(services, event_id, person, now, partial(_ask, note=note))


def held_already(before: out.Participation) -> out.AnswerOutcome | None:
    """What holds for somebody who has no request to make."""
    if before.returning:
        return out.RequestPending(before, changed=False)
    if before.replaced and before.phase in (Phase.OPEN, Phase.LATE):
        return None
    if before.answer.coming:
        return out.Coming(before, changed=False)
    if before.offered or before.waiting:
        return out.InLine(before, changed=False)
    return out.RequestPending(before, changed=False) if before.requested else None


def _ask(case: Case, *, note: str) -> out.AnswerOutcome:
    if held := held_already(case.before):
        return request(case, changed=False) if isinstance(held, out.RequestPending) else held
    if case.before.replaced:
        return _ask_back(case, note)
    match seat_decision(case.phase, case.before.room, 1):
        case SeatDecision.CONFIRM:
            case.hold(Rsvp(Says.YES, 1, schedule=case.event.schedule))
            return out.Coming(case.after(), changed=True)
        case SeatDecision.WAIT:
            open_claim(case, ClaimKind.PARTY, Stage.WAITING, 1)
            case.hold(Rsvp(Says.YES, 0, schedule=case.event.schedule))
            return out.InLine(case.after(), changed=True)
        case SeatDecision.REQUEST:
            open_claim(case, ClaimKind.PARTY, Stage.REQUESTED, 1, note=note)
            return request(case, changed=True)
    return out.Closed(case.before)


def _ask_back(case: Case, note: str) -> out.AnswerOutcome:
    """The seat held, for the member instead of a representative: a replacement like any other (FACILITER)."""
    if case.phase is Phase.OPEN:
        take_back(case)
        return out.Coming(case.after(), changed=True)
    end_replacements(case)
    open_claim(case, ClaimKind.REPLACEMENT, Stage.REQUESTED, 0, note=note)
    return request(case, changed=True)


class Verdict(StrEnum):
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


Ruling = Callable[[Case, Claim], Verdict]


def accept(services: Services, claim_id: ClaimId, organiser: Person, now: datetime) -> Verdict:
    """Gives the seats if they fit; else nothing is decided."""
    return _rule(services, claim_id, now, partial(_accept, by=organiser))


def put_in_line(services: Services, claim_id: ClaimId, organiser: Person, now: datetime) -> Verdict:
    """Gives a place at the end of the line; the seats themselves, should they have come free meanwhile."""
    return _rule(services, claim_id, now, partial(_put_in_line, by=organiser))


def decline(services: Services, claim_id: ClaimId, organiser: Person, reason: str, now: datetime) -> Verdict:
    """Refuses, with a reason that the member is told."""
    return _rule(services, claim_id, now, partial(_decline, by=organiser, reason=reason))


def _rule(services: Services, claim_id: ClaimId, now: datetime, ruling: Ruling) -> Verdict:
    with services.db.read() as session:
        found = seats.get_claim(session, claim_id)
        person = get_person(session, found[1].member_id) if found else None
    if found is None or person is None:
        return Verdict.GONE
    verdict = apply(services, found[0], person, now, partial(_if_open, claim_id=claim_id, ruling=ruling))
    return Verdict.GONE if isinstance(verdict, out.Unknown) else verdict


def _if_open(case: Case, *, claim_id: ClaimId, ruling: Ruling) -> Verdict:
    found = seats.get_claim(case.session, claim_id)  # again: it is read under the event's lock now
    assert found is not None, "a claim is never deleted"
    if found[1].stage is not Stage.REQUESTED:
        return Verdict.ALREADY
    if not decidable(case.event, case.now):
        return Verdict.CLOSED
    if not case.person.can_act:
        return Verdict.AWAY
    verdict = ruling(case, found[1])
    if verdict is Verdict.DECIDED:
        _tell(case, claim_id)
    return verdict


def _accept(case: Case, claim: Claim, *, by: Person) -> Verdict:
    if grant(case.before.room, claim.seats) is not SeatDecision.CONFIRM:
        return Verdict.FULL
    seat(case.session, case.services, case.event, claim, case.now, decided_by=by.id, decided_at=case.now)
    return Verdict.DECIDED


def _put_in_line(case: Case, claim: Claim, *, by: Person) -> Verdict:
    if grant(case.before.room, claim.seats) is SeatDecision.CONFIRM:
        return _accept(case, claim, by=by)
    if larger_than(case.event.capacity, whole(case.before.answer, claim)):
        return Verdict.TOO_LARGE
    seats.join_line(case.session, case.event.id, claim.id)
    seats.change_claim(case.session, claim.id, Stage.WAITING, decided_by=by.id, decided_at=case.now)
    if not case.before.answer.coming:
        case.hold(Rsvp(Says.YES, 0, schedule=case.event.schedule))
    return Verdict.DECIDED


def _decline(case: Case, claim: Claim, *, by: Person, reason: str) -> Verdict:
    case.drop([claim], Stage.DECLINED, decided_by=by.id, decided_at=case.now, reason=reason)
    return Verdict.DECIDED


def _tell(case: Case, claim_id: ClaimId) -> None:
    """The member by a new message; whoever sees the request sees the decision in its place."""
    subject, moment = subject_of(case.event.id), moment_of(claim_id)
    if case.person.slack_id:
        told = Note(names.DECIDED, subject, case.person.slack_id, moment, live=True)
        enqueue(case.session, [told], case.now)
    touch_all(case.session, subject, case.now, moment=moment)
    case.touch()


def get_matter(services: Services, claim_id: ClaimId, now: datetime) -> Matter | None:
    """A request as it stands."""
    with services.db.read() as session:
        return look(session, claim_id, now)


@dataclass(frozen=True, slots=True)
class Pending:
    """One page of what is to be decided, and how much there is in all."""

    matters: Sequence[Matter]
    total: int
    page: int


def list_pending(services: Services, page: int, now: datetime) -> Pending:
    """Undecided requests for events to come, the oldest first; a page beyond the end is the last."""
    with services.db.read() as session:
        ids = _pending(session, now)
        at = within(page, len(ids))
        seen = [look(session, claim_id, now) for claim_id in ids[at * PAGE : (at + 1) * PAGE]]
    return Pending([matter for matter in seen if matter], len(ids), at)


def count_pending(session: Session, now: datetime) -> int:
    """How many there are."""
    return len(_pending(session, now))


def _pending(session: Session, now: datetime) -> list[ClaimId]:
    """Of those who can act: the others' come back with them."""
    claims = seats.list_claims(session, [Stage.REQUESTED])
    events = {event_id: get_event(session, event_id) for event_id, _ in claims}
    coming = {event_id for event_id, event in events.items() if event and decidable(event, now)}
    present = list_slack_ids(session, [claim.member_id for _, claim in claims])
    return [one.id for event_id, one in claims if event_id in coming and one.member_id in present]
