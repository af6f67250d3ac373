"""Somebody comes in the member's place: one transaction."""

from dataclasses import dataclass, replace
from datetime import datetime

from club.events import Phase
from club.ids import ClaimId, EventId
from club.seating import Claim, ClaimKind, Rsvp, Says, SeatDecision, Stage
from handlers.events.guests import form
from handlers.events.guests.anew import ask_anew
from handlers.events.guests.checks import check
from handlers.events.guests.form import FilledGuests, GuestEntry, GuestFault, GuestsFaulty, same_person
from handlers.events.guests.plan import ids_of
from handlers.events.shared import outcomes as out
from handlers.events.shared.member_at_event import MemberAtEvent, participating
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

    mine: MemberAtEvent
    guest: Guest
    note: str
    remote: bool = False


def send(
    services: Services, event_id: EventId, person: Person, filled: FilledGuests, now: datetime
) -> out.AnswerOutcome | GuestsFaulty:
    """Somebody comes in my place; nothing is saved where the form has faults."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        if mine.phase not in (Phase.OPEN, Phase.LATE):
            return out.EventClosed(mine.before)
        if mine.before.offered:
            return out.InLine(mine.before, changed=False)  # to be taken or passed first
        if faults := _faults(mine, filled):
            return GuestsFaulty(faults)
        entry = filled.people[0]
        if (named := representative_of(mine.before)) and same_person(named, entry):
            return _correct(mine, named, entry)
        guest = replace(entry.guest(representative=True), id=None)
        return _name(_Form(mine, guest, filled.note, filled.remote))


def _faults(mine: MemberAtEvent, filled: FilledGuests) -> dict[str, GuestFault]:
    if not filled.people:
        return {form.block(form.NAME, 0): GuestFault.NAME}
    own = [guest for guest in mine.before.guests if guest.representative]
    faults = check(mine, filled, ids_of(own))
    if form.needs_reason(filled.people[0], mine.person.company):
        faults.setdefault(form.block(form.WHY, 0), GuestFault.WHY)
    return faults


def _correct(mine: MemberAtEvent, named: Guest, entry: GuestEntry) -> out.AnswerOutcome:
    """The same person, of whom something is known better."""
    typed = entry.guest(representative=True)
    corrected = replace(typed, id=named.id)
    rows.change_guest(mine.session, corrected, mine.person.id, mine.now)
    mine.touch()
    if named.claim_id:
        moment = moment_of(named.claim_id)
        touch_all(mine.session, subject_of(mine.event.id), mine.now, moment=moment)
    asked = {claim.id for claim in mine.before.answer.claims if claim.stage is Stage.REQUESTED}
    return _outcome(mine, asked=named.claim_id in asked)


def _name(the: _Form) -> out.AnswerOutcome:
    mine, claims = the.mine, the.mine.before.answer.claims
    if mine.before.answer.coming:
        free = mine.phase is Phase.OPEN or mine.before.has_link  # no list names who follows by the link
        return _swap(the) if free else _ask_swap(the)
    party = next((claim for claim in claims if claim.kind is ClaimKind.PARTY), None)
    return _swap_claim(the, party) if party else _newcomer(the)


def _swap(the: _Form) -> out.AnswerOutcome:
    """Until the deadline the seat held changes hands freely; the number of seats stays."""
    mine = the.mine
    replace_representative(mine.session, mine.event.id, mine.person.id)
    end_replacements(mine)
    _add(the, None)
    mine.hold(replace(mine.before.rsvp, with_member=False))
    return _outcome(mine)


def _ask_swap(the: _Form) -> out.AnswerOutcome:
    """After the deadline the organisers are asked; the seat stays the member's until they say yes."""
    end_replacements(the.mine)
    return _open(the, ClaimKind.REPLACEMENT, Stage.REQUESTED, 0)


def _swap_claim(the: _Form, party: Claim) -> out.AnswerOutcome:
    """In line the place is kept: nobody is overtaken. A request made already is made anew."""
    mine = the.mine
    gone = [guest for guest in mine.before.guests if guest.representative and guest.claim_id == party.id]
    rows.remove_guests(mine.session, ids_of(gone))
    if party.stage is Stage.WAITING:
        _add(the, party.id)
        seats.change_claim(mine.session, party.id, party.stage, with_member=False)
        mine.touch()
        return _outcome(mine)
    chosen = ask_anew(mine, party, party.seats, note=the.note, guests=[the.guest], with_member=False)
    return _outcome(mine, asked=chosen is SeatDecision.REQUEST)


def _newcomer(the: _Form) -> out.AnswerOutcome:
    mine = the.mine
    match mine.decide(1, remote=the.remote):
        case SeatDecision.CONFIRM:
            _add(the, None)
            remote = mine.event.is_remote(the.remote)
            mine.hold(Rsvp(Says.YES, 1, with_member=False, schedule=mine.event.schedule, remote=remote))
            return _outcome(mine)
        case SeatDecision.WAIT:
            mine.hold(Rsvp(Says.YES, 0, schedule=mine.event.schedule))
            return _open(the, ClaimKind.PARTY, Stage.WAITING, 1)
    return _open(the, ClaimKind.PARTY, Stage.REQUESTED, 1)


def _add(the: _Form, claim_id: ClaimId | None) -> None:
    mine = the.mine
    rows.add_guests(mine.session, mine.event.id, mine.person.id, [the.guest], mine.now, claim_id)


def _open(the: _Form, kind: ClaimKind, stage: Stage, count: int) -> out.AnswerOutcome:
    open_claim(the.mine, kind, stage, count, note=the.note, with_member=False, guests=[the.guest])
    return _outcome(the.mine, asked=stage is Stage.REQUESTED)


def _outcome(mine: MemberAtEvent, *, asked: bool = False) -> out.AnswerOutcome:
    after = mine.after()
    if asked:
        return request(mine, changed=True)
    if after.waiting and not after.answer.coming:
        return out.InLine(after, changed=True)
    return out.Coming(after, changed=True)
