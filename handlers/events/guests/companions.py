"""A member's companions change: one transaction; who sits, waits or is asked for, `club.seating` says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from club.events import Phase, notice
from club.ids import ClaimId, EventId
from club.seating import (
    MOST_COMPANIONS,
    Claim,
    ClaimKind,
    Guests,
    Room,
    Rsvp,
    Says,
    SeatDecision,
    Stage,
    change_companions,
    larger_than,
    may_cancel,
    organisers_hear,
    seat_decision,
)
from handlers import names
from handlers.events.guests import form
from handlers.events.guests.anew import STAGE, ask_anew
from handlers.events.guests.checks import check
from handlers.events.guests.form import Fault, Faulty, Filled
from handlers.events.guests.plan import Plan, companions_of, compare, ids_of
from handlers.events.shared import outcomes as out
from handlers.events.shared.case import Case, apply
from handlers.events.shared.requests import moment_of, open_claim, request
from handlers.events.shared.seats import promote, tell_organisers
from handlers.kit.services import Services
from storage import guests as rows
from storage import seats
from storage.guests import Guest
from storage.people import Person
from storage.postings import subject_of, touch_all


@dataclass(frozen=True, slots=True)
class _Form:
    """What a rule works from."""

    case: Case
    plan: Plan
    filled: Filled


def change(
    services: Services, event_id: EventId, person: Person, filled: Filled, now: datetime
) -> out.AnswerOutcome | Faulty:
    """Companions come, leave, or are corrected, as the form says; nothing is saved where it has faults."""
    return apply(services, event_id, person, now, partial(_change, filled=filled))


def _change(case: Case, *, filled: Filled) -> out.AnswerOutcome | Faulty:
    before = case.before
    if not may_cancel(case.phase):
        return out.Closed(before)
    if before.offered:
        return out.InLine(before, changed=False)  # to be taken or passed first
    own = companions_of(before)
    plan = compare(own, filled)
    faults = check(case, filled, ids_of(own))
    if len(own) - len(plan.removed) + len(plan.added) > MOST_COMPANIONS:
        faults.setdefault(form.block(form.NAME, filled.entries[-1].slot), Fault.TOO_MANY)
    if _outgrows(_Form(case, plan, filled)):
        faults.setdefault(form.block(form.NAME, filled.people[-1].slot), Fault.TOO_LARGE)
    return Faulty(faults, case.event.capacity or 0) if faults else _settle(_Form(case, plan, filled))


def _outgrows(the: _Form) -> bool:
    """Whether the party grows larger than the event: it could never sit, and would hold up the line."""
    before, plan = the.case.before, the.plan
    alone = the.filled.choice == form.ALONE and not before.answer.coming and not before.answer.claims
    whole = 1 + len(companions_of(before)) - len(plan.removed) + len(plan.added)
    grows = len(plan.added) > len(plan.removed) and not alone
    return grows and larger_than(the.case.event.capacity, whole)


def _settle(the: _Form) -> out.AnswerOutcome | Faulty:
    before = the.case.before
    if before.answer.coming:
        return _seated(the)
    if the.case.phase is Phase.STARTED:
        return out.Closed(before)
    if party := _party_claim(before):
        return _waiting(the, party) if party.stage is Stage.WAITING else _requested(the, party)
    return _newcomer(the)


def _party_claim(before: out.Participation) -> Claim | None:
    return next((claim for claim in before.answer.claims if claim.kind is ClaimKind.PARTY), None)


def _seated(the: _Form) -> out.AnswerOutcome:
    """Seats are held: they stay, less those given back; what is added sits, waits or is asked for."""
    case, plan, held = the.case, the.plan, the.case.before.rsvp
    leaving = plan.leaving(None)
    guests = Guests(kept=held.companions - len(leaving), removed=len(leaving), added=len(plan.added))
    change = change_companions(case.phase, case.before.room, held, guests)
    if change.decision is SeatDecision.CLOSED:
        return out.Closed(case.before)
    _write(the)
    if change.decision is SeatDecision.CONFIRM:
        rows.add_guests(case.session, case.event.id, case.person.id, plan.added, case.now)
    if change.seats != held.seats:
        case.hold(replace(held, seats=change.seats))
    else:
        case.touch()
    if change.seats < held.seats:
        _give_back(case, held.seats - change.seats)
    if change.decision is not SeatDecision.CONFIRM:
        _claim(the, ClaimKind.ADDITION, STAGE[change.decision], plan.added)
    return _outcome(the, asked=change.decision is SeatDecision.REQUEST)


def _waiting(the: _Form, party: Claim) -> out.AnswerOutcome:
    """In line: who leaves makes the party smaller in its place; who is new goes to the end of the line.

    As many new ones as leave take their places: that overtakes nobody.
    """
    case, plan = the.case, the.plan
    leaving = plan.leaving(party.id)
    swap = len(plan.added) <= len(leaving)
    _write(the)
    if swap and plan.added:
        rows.add_guests(case.session, case.event.id, case.person.id, plan.added, case.now, party.id)
        count = party.seats - len(leaving) + len(plan.added)
        seats.change_claim(case.session, party.id, party.stage, seats=count)
    case.touch()
    asked = not swap and case.phase is Phase.LATE
    if not swap:
        _claim(the, ClaimKind.ADDITION, Stage.REQUESTED if asked else Stage.WAITING, plan.added)
    return _outcome(the, asked=asked)


def _requested(the: _Form, party: Claim) -> out.AnswerOutcome:
    """Asked for and not decided: a larger party is a request anew."""
    case, plan = the.case, the.plan
    _write(the)
    if not plan.added:
        case.touch()
        return request(case, changed=plan.changes)
    count = party.seats - len(plan.leaving(party.id)) + len(plan.added)
    chosen = ask_anew(
        case, party, count, note=the.filled.note, guests=plan.added, with_member=party.with_member
    )
    return _outcome(the, asked=chosen is SeatDecision.REQUEST)


def _newcomer(the: _Form) -> out.AnswerOutcome | Faulty:
    """Nothing held or claimed: the whole party sits, waits or is asked for together; never a part of it."""
    case = the.case
    guests = [] if the.filled.choice == form.ALONE else list(the.plan.added)
    needed = 1 + len(guests)
    if not the.plan.added:
        return Faulty({form.block(form.NAME, 0): Fault.NAME})
    chosen = seat_decision(case.phase, case.before.room, needed)
    if chosen is SeatDecision.CLOSED:
        return out.Closed(case.before)
    if chosen is SeatDecision.WAIT and not the.filled.choice and _short(case.before.room, needed):
        return out.Short(case.before, needed)
    if chosen is SeatDecision.CONFIRM:
        rows.add_guests(case.session, case.event.id, case.person.id, guests, case.now)
        case.hold(Rsvp(Says.YES, needed, schedule=case.event.schedule))
        return out.Coming(case.after(), changed=True)
    _claim(the, ClaimKind.PARTY, STAGE[chosen], guests, count=needed)
    if chosen is SeatDecision.WAIT:
        case.hold(Rsvp(Says.YES, 0, schedule=case.event.schedule))
    return _outcome(the, asked=chosen is SeatDecision.REQUEST)


def _short(room: Room, needed: int) -> bool:
    """Whether there are seats, too few for the party and waited for by nobody: then the party chooses."""
    return room.waiting == 0 and 0 < (room.free or 0) < needed


def _claim(
    the: _Form, kind: ClaimKind, stage: Stage, guests: Sequence[Guest], count: int | None = None
) -> Claim:
    seats_claimed = len(guests) if count is None else count
    return open_claim(the.case, kind, stage, seats_claimed, note=the.filled.note, guests=guests)


def _write(the: _Form) -> None:
    """Corrects, removes, and shrinks the claims that the removed ones waited with."""
    case, plan = the.case, the.plan
    for guest in plan.corrected:
        rows.change_guest(case.session, guest, case.person.id, case.now)
    rows.remove_guests(case.session, ids_of(plan.removed))
    for claim in case.before.answer.claims:
        if leaving := len(plan.leaving(claim.id)):
            _shrink(case, claim, leaving)
    for claim_id in {guest.claim_id for guest in plan.corrected if guest.claim_id}:
        _redraw(case, claim_id)


def _shrink(case: Case, claim: Claim, by: int) -> None:
    if by >= claim.seats:
        case.drop([claim], Stage.WITHDRAWN, decided_at=case.now)
        return
    seats.change_claim(case.session, claim.id, claim.stage, seats=claim.seats - by)
    _redraw(case, claim.id)


def _redraw(case: Case, claim_id: ClaimId) -> None:
    touch_all(case.session, subject_of(case.event.id), case.now, moment=moment_of(claim_id))


def _give_back(case: Case, count: int) -> None:
    """Seats given back late: the notice is kept, and the organisers hear of it (FACILITER)."""
    if not organisers_hear(case.phase):
        return
    seconds = int(notice(case.event, case.now).total_seconds())
    seats.note_cancelled(case.session, case.event.id, case.person.id, seconds)
    moment = f"member:{case.person.id}:{count}:{seconds}"
    tell_organisers(case.session, case.services, case.event, names.FEWER, moment, case.now, live=False)


def _outcome(the: _Form, *, asked: bool) -> out.AnswerOutcome:
    """What holds once freed places have gone to whoever is next in line, which may be the party itself."""
    case = the.case
    if the.plan.removed:
        promote(case.session, case.services, case.event, case.now)
    after = case.after()
    if asked:
        return request(case, changed=True)
    if after.waiting and (the.plan.added or not after.answer.coming):
        return out.InLine(after, changed=the.plan.changes)
    return out.Coming(after, changed=the.plan.changes)
