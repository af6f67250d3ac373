"""Somebody comes in the member's place: one transaction."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from club.events import Phase
from club.ids import ClaimId, EventId
from club.seating import Claim, ClaimKind, Rsvp, Says, SeatDecision, Stage, seat_decision
from handlers.events.guests import form
from handlers.events.guests.anew import ask_anew
from handlers.events.guests.checks import check
from handlers.events.guests.form import Entry, Fault, Faulty, Filled, same_person
from handlers.events.guests.plan import ids_of
from handlers.events.shared import outcomes as out
from handlers.events.shared.case import Case, apply
from handlers.events.shared.requests import end_replacements, moment_of, open_claim, request
from handlers.events.shared.seats import replace_representative
from handlers.kit.services import Services
from storage import guests as rows
from storage import seats
from storage.guests import Guest
from storage.people import Person
from storage.postings import subject_of, touch_all


def representative_of(participation: out.Participation) -> Guest | None:
    """Who was named last to come in the member's place: still waiting or asked for, or else seated."""
    named = [guest for guest in participation.guests if guest.representative]
    return next((guest for guest in named if guest.claim_id), None) or participation.representative


@dataclass(frozen=True, slots=True)
class _Form:
    """What a rule works from."""

    case: Case
    guest: Guest
    note: str


def send(
    services: Services, event_id: EventId, person: Person, filled: Filled, now: datetime
) -> out.AnswerOutcome | Faulty:
    """Somebody comes in my place; nothing is saved where the form has faults."""
    return apply(services, event_id, person, now, partial(_send, filled=filled))


def _send(case: Case, *, filled: Filled) -> out.AnswerOutcome | Faulty:
    before = case.before
    if case.phase not in (Phase.OPEN, Phase.LATE):
        return out.Closed(before)
    if before.offered:
        return out.InLine(before, changed=False)  # to be taken or passed first
    if faults := _faults(case, filled):
        return Faulty(faults)
    entry = filled.people[0]
    if (named := representative_of(before)) and same_person(named, entry):
        return _correct(case, named, entry)
    return _name(_Form(case, replace(entry.guest(representative=True), id=None), filled.note))


def _faults(case: Case, filled: Filled) -> dict[str, Fault]:
    if not filled.people:
        return {form.block(form.NAME, 0): Fault.NAME}
    own = [guest for guest in case.before.guests if guest.representative]
    faults = check(case, filled, ids_of(own))
    if form.needs_reason(filled.people[0], case.person.company):
        faults.setdefault(form.block(form.WHY, 0), Fault.WHY)
    return faults


def _correct(case: Case, named: Guest, entry: Entry) -> out.AnswerOutcome:
    """The same person, of whom something is known better."""
    typed = entry.guest(representative=True)
    corrected = replace(typed, id=named.id)
    rows.change_guest(case.session, corrected, case.person.id, case.now)
    case.touch()
    if named.claim_id:
        moment = moment_of(named.claim_id)
        touch_all(case.session, subject_of(case.event.id), case.now, moment=moment)
    asked = {claim.id for claim in case.before.answer.claims if claim.stage is Stage.REQUESTED}
    return _outcome(case, asked=named.claim_id in asked)


def _name(the: _Form) -> out.AnswerOutcome:
    case, claims = the.case, the.case.before.answer.claims
    if case.before.answer.coming:
        return _swap(the) if case.phase is Phase.OPEN else _ask_swap(the)
    party = next((claim for claim in claims if claim.kind is ClaimKind.PARTY), None)
    return _swap_claim(the, party) if party else _newcomer(the)


def _swap(the: _Form) -> out.AnswerOutcome:
    """Until the deadline the seat held changes hands freely; the number of seats stays."""
    case = the.case
    replace_representative(case.session, case.event.id, case.person.id)
    end_replacements(case)
    _add(the, None)
    case.hold(replace(case.before.rsvp, with_member=False))
    return _outcome(case)


def _ask_swap(the: _Form) -> out.AnswerOutcome:
    """After the deadline the organisers are asked; the seat stays the member's until they say yes."""
    end_replacements(the.case)
    return _open(the, ClaimKind.REPLACEMENT, Stage.REQUESTED, 0)


def _swap_claim(the: _Form, party: Claim) -> out.AnswerOutcome:
    """In line the place is kept: nobody is overtaken. A request made already is made anew."""
    case = the.case
    gone = [guest for guest in case.before.guests if guest.representative and guest.claim_id == party.id]
    rows.remove_guests(case.session, ids_of(gone))
    if party.stage is Stage.WAITING:
        _add(the, party.id)
        seats.change_claim(case.session, party.id, party.stage, with_member=False)
        case.touch()
        return _outcome(case)
    chosen = ask_anew(case, party, party.seats, note=the.note, guests=[the.guest], with_member=False)
    return _outcome(case, asked=chosen is SeatDecision.REQUEST)


def _newcomer(the: _Form) -> out.AnswerOutcome:
    case = the.case
    match seat_decision(case.phase, case.before.room, 1):
        case SeatDecision.CONFIRM:
            _add(the, None)
            case.hold(Rsvp(Says.YES, 1, with_member=False, schedule=case.event.schedule))
            return _outcome(case)
        case SeatDecision.WAIT:
            case.hold(Rsvp(Says.YES, 0, schedule=case.event.schedule))
            return _open(the, ClaimKind.PARTY, Stage.WAITING, 1)
    return _open(the, ClaimKind.PARTY, Stage.REQUESTED, 1)


def _add(the: _Form, claim_id: ClaimId | None) -> None:
    case = the.case
    rows.add_guests(case.session, case.event.id, case.person.id, [the.guest], case.now, claim_id)


def _open(the: _Form, kind: ClaimKind, stage: Stage, count: int) -> out.AnswerOutcome:
    open_claim(the.case, kind, stage, count, note=the.note, with_member=False, guests=[the.guest])
    return _outcome(the.case, asked=stage is Stage.REQUESTED)


def _outcome(case: Case, *, asked: bool = False) -> out.AnswerOutcome:
    after = case.after()
    if asked:
        return request(case, changed=True)
    if after.waiting and not after.answer.coming:
        return out.InLine(after, changed=True)
    return out.Coming(after, changed=True)
