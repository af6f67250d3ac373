"""Answers: one transaction a function. The rules are `club.seating`'s; the outbox tells what is decided."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from club.events import Event, Phase, notice
from club.ids import ClaimId, EventId
from club.seating import (
    Claim,
    ClaimKind,
    Rsvp,
    Says,
    SeatDecision,
    Stage,
    may_cancel,
    organisers_hear,
    seat_decision,
)
from handlers import names
from handlers.events.rsvp.messages import SEATED, SEATLESS
from handlers.events.shared import outcomes as out
from handlers.events.shared.case import Case, decide
from handlers.events.shared.requests import moment_of, request, supersede, take_back
from handlers.events.shared.seats import promote, seat, tell_organisers
from handlers.kit.organisers import Heard, heard
from handlers.kit.services import Services
from storage import guests, seats
from storage.attendance import Party, list_parties
from storage.people import Person
from storage.postings import subject_of, touch_all


def answer_yes(services: Services, event_id: EventId, person: Person, now: datetime) -> out.AnswerOutcome:
    """I am coming, myself: a seat, a place in the line, or the way to a request (FACILITER)."""
    return decide(services, event_id, person, now, _yes)


def _yes(case: Case) -> out.AnswerOutcome:
    before = case.before
    if before.offered:
        return _take(case, before.offered)
    if before.answer.coming:
        return _already_coming(case)
    if before.sent and case.phase in (Phase.OPEN, Phase.LATE):
        return _come_instead(case, before.sent)
    if claim := before.waiting or before.requested:
        return (
            out.InLine(before, changed=False)
            if claim.stage is Stage.WAITING
            else request(case, changed=False)
        )
    match seat_decision(case.phase, before.room, 1):
        case SeatDecision.CONFIRM:
            return out.Coming(_sit(case), changed=True)
        case SeatDecision.WAIT:
            return _wait(case)
        case SeatDecision.REQUEST:
            return out.DeadlinePassed(before)
    return out.Closed(before)


def _come_instead(case: Case, claim: Claim) -> out.AnswerOutcome:
    """Instead of whom one meant to send: the place in the line is kept, a request is made anew."""
    sent = (one for one in case.before.guests if one.representative and one.claim_id == claim.id)
    guests.remove_guests(case.session, [one.id for one in sent if one.id])
    if claim.stage is Stage.REQUESTED:
        supersede(case, claim, claim.stage, claim.seats, with_member=True)
        return request(case, changed=True)
    seats.change_claim(case.session, claim.id, claim.stage, with_member=True)
    touch_all(case.session, subject_of(case.event.id), case.now, moment=moment_of(claim.id))
    case.touch()
    return out.InLine(case.after(), changed=True)


def _sit(case: Case) -> out.Participation:
    """One seat for the member. What holds then is known without asking again: this is the hottest path."""
    rsvp = Rsvp(Says.YES, 1, with_member=True, schedule=case.event.schedule)
    case.hold(rsvp)
    room = replace(case.before.room, taken=case.before.room.taken + 1)
    return out.Participation(case.event, room, seats.Answer(rsvp), case.now)


def _already_coming(case: Case) -> out.AnswerOutcome:
    """Yes, said again: confirms a moved event; takes the seat back from a representative while one may."""
    held = case.before.rsvp
    if case.phase not in (Phase.OPEN, Phase.LATE):
        return out.Coming(case.before, changed=False)
    if case.before.replaced:
        return _return(case)
    if held.schedule == case.event.schedule:
        return out.Coming(case.before, changed=False)
    case.hold(replace(held, schedule=case.event.schedule))
    return out.Coming(case.after(), changed=True)


def _return(case: Case) -> out.AnswerOutcome:
    """In person after all: free until the deadline, then the organisers are asked."""
    if case.phase is Phase.LATE:
        return request(case, changed=False) if case.before.returning else out.DeadlinePassed(case.before)
    take_back(case)
    return out.Coming(case.after(), changed=True)


def _wait(case: Case) -> out.AnswerOutcome:
    claim = Claim(ClaimId(0), case.person.id, ClaimKind.PARTY, Stage.WAITING, seats=1, created_at=case.now)
    seats.add_claim(case.session, case.event.id, claim)
    case.hold(Rsvp(Says.YES, 0, schedule=case.event.schedule))
    return out.InLine(case.after(), changed=True)


def confirm_move(services: Services, event_id: EventId, person: Person, now: datetime) -> out.AnswerOutcome:
    """I am still coming, at the new date or place: the whole party, representative included."""
    return decide(services, event_id, person, now, _confirm_move)


def _confirm_move(case: Case) -> out.AnswerOutcome:
    held = case.before.rsvp
    if not case.before.answer.coming:
        return _yes(case)
    if held.schedule == case.event.schedule or case.phase not in (Phase.OPEN, Phase.LATE):
        return out.Coming(case.before, changed=False)
    case.hold(replace(held, schedule=case.event.schedule))
    return out.Coming(case.after(), changed=True)


def answer_no(
    services: Services, event_id: EventId, person: Person, now: datetime, *, sure: bool = False
) -> out.AnswerOutcome:
    """I am not coming: always accepted. Seats that others wait for are given up only when `sure`."""
    return decide(services, event_id, person, now, partial(_no, sure=sure))


def _no(case: Case, *, sure: bool) -> out.AnswerOutcome:
    before = case.before
    if not may_cancel(case.phase):
        return out.Closed(before)
    if before.rsvp.says is Says.NO and not before.answer.claims:
        return out.NotComing(before, changed=False)
    if before.answer.coming and before.others_waiting and not sure:
        return out.SeatsAwaited(before)
    case.drop(before.answer.claims, Stage.WITHDRAWN)
    if before.guests:
        guests.remove_party(case.session, case.event.id, case.person.id)
    told = _decline(case)
    if not before.room.waiting and not before.answer.claims:
        return out.NotComing(_gone(case), changed=True, heard=told)
    if before.answer.coming or before.offered or before.waiting:
        promote(case.session, case.services, case.event, case.now)
    return out.NotComing(case.after(), changed=True, heard=told)


def _gone(case: Case) -> out.Participation:
    """Nobody waits and nothing was claimed: what holds now is known without asking again."""
    room = replace(case.before.room, taken=case.before.room.taken - case.before.rsvp.seats)
    return out.Participation(case.event, room, seats.Answer(_no_seat(case)), case.now)


def _no_seat(case: Case) -> Rsvp:
    return Rsvp(Says.NO, 0, schedule=case.event.schedule)


def _decline(case: Case) -> Heard | None:
    """Writes the no; what the organisers hear of it.

    After the deadline they hear of every no at once, whether a seat was held or not, and its notice is kept
    (FACILITER); before it, the notice of seats given back alone.
    """
    case.hold(_no_seat(case))
    coming, told = case.before.answer.coming, organisers_hear(case.phase)
    if coming or told:
        seconds = int(notice(case.event, case.now).total_seconds())
        seats.note_cancelled(case.session, case.event.id, case.person.id, seconds)
    if not told:
        return None
    moment = f"{SEATED if coming else SEATLESS}:{case.person.id}:{case.now.isoformat()}"
    return tell_organisers(case.session, case.services, case.event, names.LEFT, moment, case.now, live=False)


def be_late(
    services: Services, event_id: EventId, person: Person, now: datetime, minutes: int
) -> out.AnswerOutcome:
    """I shall be late by `minutes`: always accepted, and passed on at once (FACILITER)."""
    return decide(services, event_id, person, now, partial(_late, minutes=minutes))


def _late(case: Case, *, minutes: int) -> out.AnswerOutcome:
    if not may_cancel(case.phase):
        return out.Closed(case.before)
    if not case.before.answer.coming:
        return out.NothingHeld(case.before)
    if case.before.rsvp.late_minutes == minutes:
        return out.WillBeLate(case.before, minutes, heard(case.session, case.services))
    seconds = int(notice(case.event, case.now).total_seconds())
    seats.note_late(case.session, case.event.id, case.person.id, minutes, seconds)
    moment = f"member:{case.person.id}:{minutes}:{case.now.isoformat()}"
    told = tell_organisers(case.session, case.services, case.event, names.LATE, moment, case.now, live=False)
    case.touch()
    return out.WillBeLate(case.after(), minutes, told)


def withdraw(services: Services, event_id: EventId, person: Person, now: datetime) -> out.AnswerOutcome:
    """Leaves the line and takes requests back; seats held stay held."""
    return decide(services, event_id, person, now, _withdraw)


def _withdraw(case: Case) -> out.AnswerOutcome:
    before = case.before
    if not before.answer.claims:
        return out.Coming(before, False) if before.answer.coming else out.NothingHeld(before)
    case.drop(before.answer.claims, Stage.WITHDRAWN)
    told = _leave_line(case) if before.rsvp.says is Says.YES else None
    return _left(case, told, Stage.WAITING if before.waiting else before.answer.claims[0].stage)


def _leave_line(case: Case) -> Heard | None:
    """Seats held stay; without one, leaving the line is a no. What the organisers hear of it."""
    if not case.before.answer.coming:
        return _decline(case)
    case.touch()
    return None


def _left(case: Case, told: Heard | None, stage: Stage) -> out.AnswerOutcome:
    promote(case.session, case.services, case.event, case.now)
    after = case.after()
    return out.Coming(after, True, stage) if after.answer.coming else out.NotComing(after, True, told)


def take_offer(services: Services, claim_id: ClaimId, person: Person, now: datetime) -> out.AnswerOutcome:
    """I take the seats offered."""
    return _on_offer(services, claim_id, person, now, _take)


def pass_offer(services: Services, claim_id: ClaimId, person: Person, now: datetime) -> out.AnswerOutcome:
    """I pass: the seats go to the next in line."""
    return _on_offer(services, claim_id, person, now, _pass)


def _on_offer(
    services: Services,
    claim_id: ClaimId,
    person: Person,
    now: datetime,
    rule: Callable[[Case, Claim], out.AnswerOutcome],
) -> out.AnswerOutcome:
    with services.db.read() as session:
        found = seats.get_claim(session, claim_id)
    if found is None or found[1].member_id != person.id:
        return out.Unknown()
    return decide(services, found[0], person, now, partial(_if_offered, claim_id=claim_id, rule=rule))


def _if_offered(
    case: Case, *, claim_id: ClaimId, rule: Callable[[Case, Claim], out.AnswerOutcome]
) -> out.AnswerOutcome:
    for claim in case.before.answer.claims:
        if claim.id == claim_id and claim.stage is Stage.OFFERED and case.phase is not Phase.CANCELLED:
            return rule(case, claim)
    if case.before.answer.coming:
        return out.Coming(case.before, changed=False)
    return out.NothingHeld(case.before)


def _take(case: Case, claim: Claim) -> out.AnswerOutcome:
    if claim.offer_until and claim.offer_until <= case.now:
        return out.NothingHeld(case.before)
    seat(case.session, case.services, case.event, claim, case.now)
    return out.Coming(case.after(), changed=True)


def _pass(case: Case, claim: Claim) -> out.AnswerOutcome:
    coming = case.before.answer.coming
    # Companions who wait on their own account come with somebody: without a seat held, they do not.
    case.drop([claim] if coming else case.before.answer.claims, Stage.WITHDRAWN)
    return _left(case, _leave_line(case), Stage.OFFERED)


def get_parties(services: Services, event: Event) -> list[Party]:
    """Everybody who answered."""
    with services.db.read() as session:
        return list_parties(session, event.id, event.schedule)
