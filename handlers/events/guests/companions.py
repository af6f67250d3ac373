"""A member's companions change: one transaction; who sits, waits or is asked for, `club.seating` says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from club.events import Phase
from club.ids import ClaimId, EventId
from club.seating import (
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
)
from handlers.events.guests import form
from handlers.events.guests.anew import STAGE, ask_anew
from handlers.events.guests.checks import check
from handlers.events.guests.form import FilledGuests, GuestFault, GuestsFaulty
from handlers.events.guests.plan import Plan, companions_of, compare, ids_of
from handlers.events.shared import outcomes as out
from handlers.events.shared.member_at_event import MemberAtEvent, participating
from handlers.events.shared.requests import moment_of, open_claim, request, supersede
from handlers.events.shared.seats import promote
from handlers.kit.services import Services
from storage import guests as rows
from storage import seats
from storage.guests import Guest
from storage.people import Person
from storage.postings import subject_of, touch_all


@dataclass(frozen=True, slots=True)
class _Form:
    """What a rule works from."""

    mine: MemberAtEvent
    plan: Plan
    filled: FilledGuests


def change(
    services: Services, event_id: EventId, person: Person, filled: FilledGuests, now: datetime
) -> out.AnswerOutcome | GuestsFaulty:
    """Companions come, leave, or are corrected, as the form says; nothing is saved where it has faults."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        if not may_cancel(mine.phase):
            return out.EventClosed(mine.before)
        if mine.before.offered:
            return out.InLine(mine.before, changed=False)  # to be taken or passed first
        the = _Form(mine, compare(companions_of(mine.before), filled), filled)
        if faults := _faults(the):
            return GuestsFaulty(faults, mine.event)
        return _settle(the)


def _faults(the: _Form) -> dict[str, GuestFault]:
    own, plan, filled = companions_of(the.mine.before), the.plan, the.filled
    faults = check(the.mine, filled, ids_of(own))
    most = the.mine.event.may_bring(the.mine.services.club.companions)
    if plan.added and len(own) - len(plan.removed) + len(plan.added) > most:
        faults.setdefault(form.block(form.NAME, filled.entries[-1].slot), GuestFault.TOO_MANY)
    if _outgrows(the):
        faults.setdefault(form.block(form.NAME, filled.people[-1].slot), GuestFault.TOO_LARGE)
    return faults


def _outgrows(the: _Form) -> bool:
    """Whether the party grows larger than the event: it could never sit, and would hold up the line."""
    before, plan = the.mine.before, the.plan
    alone = the.filled.choice == form.ALONE and not before.answer.coming and not before.answer.claims
    whole = 1 + len(companions_of(before)) - len(plan.removed) + len(plan.added)
    grows = len(plan.added) > len(plan.removed) and not alone
    by_link = before.has_link or (not before.answer.coming and the.mine.event.is_remote(the.filled.remote))
    free = by_link and _party_claim(before) is None
    return grows and not free and larger_than(the.mine.event.most_together, whole)


def _settle(the: _Form) -> out.AnswerOutcome | GuestsFaulty:
    before = the.mine.before
    if before.answer.coming:
        return _seated(the)
    if the.mine.phase is Phase.STARTED:
        return out.EventClosed(before)
    if party := _party_claim(before):
        return _waiting(the, party) if party.stage is Stage.WAITING else _requested(the, party)
    return _newcomer(the)


def _party_claim(before: out.Participation) -> Claim | None:
    return next((claim for claim in before.answer.claims if claim.kind is ClaimKind.PARTY), None)


def _seated(the: _Form) -> out.AnswerOutcome:
    """Seats are held: they stay, less those given back; what is added sits, waits or is asked for."""
    mine, plan, held = the.mine, the.plan, the.mine.before.rsvp
    leaving = plan.leaving(None)
    guests = Guests(kept=held.companions - len(leaving), removed=len(leaving), added=len(plan.added))
    change = change_companions(mine.phase, mine.before.room, held, guests)
    if change.decision is SeatDecision.CLOSED:
        return out.EventClosed(mine.before)
    _write(the)
    if change.decision is SeatDecision.CONFIRM:
        rows.add_guests(mine.session, mine.event.id, mine.person.id, plan.added, mine.now)
    if change.seats != held.seats:
        mine.hold(replace(held, seats=change.seats))
    else:
        mine.touch()
    if held.remote:
        _resize(mine, change.seats)
    elif change.seats < held.seats:
        mine.tell_fewer(held.seats - change.seats)
    if change.decision is not SeatDecision.CONFIRM:
        _claim(the, ClaimKind.ADDITION, STAGE[change.decision], plan.added)
    return _outcome(the, asked=change.decision is SeatDecision.REQUEST)


def _resize(mine: MemberAtEvent, count: int) -> None:
    """The chairs that a party waits for which follows by the link are as many as it is.

    A larger one goes to the end of the line: nobody is overtaken.
    """
    party = _party_claim(mine.before)
    if party is None or party.seats == count:
        return
    if count > party.seats:
        supersede(mine, party, party.stage, count, with_member=mine.before.rsvp.with_member)
        return
    seats.change_claim(mine.session, party.id, party.stage, seats=count)
    _redraw(mine, party.id)


def _waiting(the: _Form, party: Claim) -> out.AnswerOutcome:
    """In line: who leaves makes the party smaller in its place; who is new goes to the end of the line.

    As many new ones as leave take their places: that overtakes nobody.
    """
    mine, plan = the.mine, the.plan
    leaving = plan.leaving(party.id)
    swap = len(plan.added) <= len(leaving)
    _write(the)
    if swap and plan.added:
        rows.add_guests(mine.session, mine.event.id, mine.person.id, plan.added, mine.now, party.id)
        count = party.seats - len(leaving) + len(plan.added)
        seats.change_claim(mine.session, party.id, party.stage, seats=count)
    mine.touch()
    asked = not swap and mine.phase is Phase.LATE
    if not swap:
        _claim(the, ClaimKind.ADDITION, Stage.REQUESTED if asked else Stage.WAITING, plan.added)
    return _outcome(the, asked=asked)


def _requested(the: _Form, party: Claim) -> out.AnswerOutcome:
    """Asked for and not decided: a larger party is a request anew."""
    mine, plan = the.mine, the.plan
    _write(the)
    if not plan.added:
        mine.touch()
        return request(mine, changed=plan.changes)
    count = party.seats - len(plan.leaving(party.id)) + len(plan.added)
    chosen = ask_anew(
        mine, party, count, note=the.filled.note, guests=plan.added, with_member=party.with_member
    )
    return _outcome(the, asked=chosen is SeatDecision.REQUEST)


def _newcomer(the: _Form) -> out.AnswerOutcome | GuestsFaulty:
    """Nothing held or claimed: the whole party sits, waits or is asked for together; never a part of it."""
    mine = the.mine
    guests = [] if the.filled.choice == form.ALONE else list(the.plan.added)
    needed = 1 + len(guests)
    if not the.plan.added:
        return GuestsFaulty({form.block(form.NAME, 0): GuestFault.NAME})
    chosen, remote = mine.decide(needed, remote=the.filled.remote), mine.event.is_remote(the.filled.remote)
    if chosen is SeatDecision.CLOSED:
        return out.EventClosed(mine.before)
    if chosen is SeatDecision.WAIT and not the.filled.choice and _short(mine.before.room, needed):
        return out.Short(mine.before, needed)
    if chosen is SeatDecision.CONFIRM:
        rows.add_guests(mine.session, mine.event.id, mine.person.id, guests, mine.now)
        mine.hold(Rsvp(Says.YES, needed, schedule=mine.event.schedule, remote=remote))
        return out.Coming(mine.after(), changed=True)
    _claim(the, ClaimKind.PARTY, STAGE[chosen], guests, count=needed)
    if chosen is SeatDecision.WAIT:
        mine.hold(Rsvp(Says.YES, 0, schedule=mine.event.schedule))
    return _outcome(the, asked=chosen is SeatDecision.REQUEST)


def _short(room: Room, needed: int) -> bool:
    """Whether there are seats, too few for the party and waited for by nobody: then the party chooses."""
    waited_for = room.waiting or (room.quota and room.quota.waiting)
    return not waited_for and 0 < (room.left or 0) < needed


def _claim(
    the: _Form, kind: ClaimKind, stage: Stage, guests: Sequence[Guest], count: int | None = None
) -> Claim:
    seats_claimed = len(guests) if count is None else count
    return open_claim(the.mine, kind, stage, seats_claimed, note=the.filled.note, guests=guests)


def _write(the: _Form) -> None:
    """Corrects, removes, and shrinks the claims that the removed ones waited with."""
    mine, plan = the.mine, the.plan
    for guest in plan.corrected:
        rows.change_guest(mine.session, guest, mine.person.id, mine.now)
    rows.remove_guests(mine.session, ids_of(plan.removed))
    for claim in mine.before.answer.claims:
        if leaving := len(plan.leaving(claim.id)):
            _shrink(mine, claim, leaving)
    for claim_id in {guest.claim_id for guest in plan.corrected if guest.claim_id}:
        _redraw(mine, claim_id)


def _shrink(mine: MemberAtEvent, claim: Claim, by: int) -> None:
    if by >= claim.seats:
        mine.drop([claim], Stage.WITHDRAWN, decided_at=mine.now)
        return
    seats.change_claim(mine.session, claim.id, claim.stage, seats=claim.seats - by)
    _redraw(mine, claim.id)


def _redraw(mine: MemberAtEvent, claim_id: ClaimId) -> None:
    touch_all(mine.session, subject_of(mine.event.id), mine.now, moment=moment_of(claim_id))


def _outcome(the: _Form, *, asked: bool) -> out.AnswerOutcome:
    """What holds once freed places have gone to whoever is next in line, which may be the party itself."""
    mine = the.mine
    if the.plan.removed:
        promote(mine.session, mine.services, mine.event, mine.now)
    after = mine.after()
    if asked:
        return request(mine, changed=True)
    if after.waiting and (the.plan.added or not after.answer.coming):
        return out.InLine(after, changed=the.plan.changes)
    return out.Coming(after, changed=the.plan.changes)
