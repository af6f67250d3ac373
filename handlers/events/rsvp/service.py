"""Answers: one transaction a function. The rules are `club.seating`'s; the outbox tells what is decided."""

from dataclasses import replace
from datetime import datetime

from club.events import Phase, notice
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
from handlers.events.shared.member_at_event import MemberAtEvent, participating
from handlers.events.shared.requests import moment_of, request, supersede, take_back
from handlers.events.shared.seats import promote, seat, tell_organisers
from handlers.kit.organisers import Heard, heard
from handlers.kit.services import Services
from storage import guests, seats
from storage.people import Person
from storage.postings import subject_of, touch_all


def answer_yes(services: Services, event_id: EventId, person: Person, now: datetime) -> out.AnswerOutcome:
    """I am coming, myself: a seat, a place in the line, or the way to a request (FACILITER)."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        before = mine.before
        if before.offered:
            return _take(mine, before.offered)
        if before.answer.coming:
            return _already_coming(mine)
        if before.sent and mine.phase in (Phase.OPEN, Phase.LATE):
            return _come_instead(mine, before.sent)
        if before.waiting:
            return out.InLine(before, changed=False)
        if before.requested:
            return request(mine, changed=False)
        match seat_decision(mine.phase, before.room, 1):
            case SeatDecision.CONFIRM:
                return out.Coming(_sit(mine), changed=True)
            case SeatDecision.WAIT:
                return _wait(mine)
            case SeatDecision.REQUEST:
                return out.DeadlinePassed(before)
        return out.Closed(before)


def _come_instead(mine: MemberAtEvent, claim: Claim) -> out.AnswerOutcome:
    """Instead of whom one meant to send: the place in the line is kept, a request is made anew."""
    sent = (one for one in mine.before.guests if one.representative and one.claim_id == claim.id)
    guests.remove_guests(mine.session, [one.id for one in sent if one.id])
    if claim.stage is Stage.REQUESTED:
        supersede(mine, claim, claim.stage, claim.seats, with_member=True)
        return request(mine, changed=True)
    seats.change_claim(mine.session, claim.id, claim.stage, with_member=True)
    touch_all(mine.session, subject_of(mine.event.id), mine.now, moment=moment_of(claim.id))
    mine.touch()
    return out.InLine(mine.after(), changed=True)


def _sit(mine: MemberAtEvent) -> out.Participation:
    """One seat for the member. What holds then is known without asking again: this is the hottest path."""
    rsvp = Rsvp(Says.YES, 1, with_member=True, schedule=mine.event.schedule)
    mine.hold(rsvp)
    room = replace(mine.before.room, taken=mine.before.room.taken + 1)
    return out.Participation(mine.event, room, seats.Answer(rsvp), mine.now)


def _already_coming(mine: MemberAtEvent) -> out.AnswerOutcome:
    """Yes, said again: confirms a moved event; takes the seat back from a representative while one may."""
    if mine.before.replaced and mine.phase in (Phase.OPEN, Phase.LATE):
        return _return(mine)
    return _still_coming(mine)


def _still_coming(mine: MemberAtEvent) -> out.AnswerOutcome:
    """What is held holds for the event as it is now, wherever it was moved to."""
    held = mine.before.rsvp
    if held.schedule == mine.event.schedule or mine.phase not in (Phase.OPEN, Phase.LATE):
        return out.Coming(mine.before, changed=False)
    mine.hold(replace(held, schedule=mine.event.schedule))
    return out.Coming(mine.after(), changed=True)


def _return(mine: MemberAtEvent) -> out.AnswerOutcome:
    """In person after all: free until the deadline, then the organisers are asked."""
    if mine.phase is Phase.LATE:
        return request(mine, changed=False) if mine.before.returning else out.DeadlinePassed(mine.before)
    take_back(mine)
    return out.Coming(mine.after(), changed=True)


def _wait(mine: MemberAtEvent) -> out.AnswerOutcome:
    claim = Claim(ClaimId(0), mine.person.id, ClaimKind.PARTY, Stage.WAITING, seats=1, created_at=mine.now)
    seats.add_claim(mine.session, mine.event.id, claim)
    mine.hold(Rsvp(Says.YES, 0, schedule=mine.event.schedule))
    return out.InLine(mine.after(), changed=True)


def confirm_move(services: Services, event_id: EventId, person: Person, now: datetime) -> out.AnswerOutcome:
    """I am still coming, at the new date or place: the whole party, representative included."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        if mine.before.answer.coming:
            return _still_coming(mine)
    return answer_yes(services, event_id, person, now)


def answer_no(
    services: Services, event_id: EventId, person: Person, now: datetime, *, sure: bool = False
) -> out.AnswerOutcome:
    """I am not coming: always accepted. Seats that others wait for are given up only when `sure`."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        before = mine.before
        if not may_cancel(mine.phase):
            return out.Closed(before)
        if before.rsvp.says is Says.NO and not before.answer.claims:
            return out.NotComing(before, changed=False)
        if before.answer.coming and before.others_waiting and not sure:
            return out.SeatsAwaited(before)
        mine.drop(before.answer.claims, Stage.WITHDRAWN)
        if before.guests:
            guests.remove_party(mine.session, event_id, person.id)
        told = _decline(mine)
        if not before.room.waiting and not before.answer.claims:
            return out.NotComing(_gone(mine), changed=True, heard=told)
        if before.answer.coming or before.offered or before.waiting:
            promote(mine.session, services, mine.event, now)
        return out.NotComing(mine.after(), changed=True, heard=told)


def _gone(mine: MemberAtEvent) -> out.Participation:
    """Nobody waits and nothing was claimed: what holds now is known without asking again."""
    room = replace(mine.before.room, taken=mine.before.room.taken - mine.before.rsvp.seats)
    return out.Participation(mine.event, room, seats.Answer(_no_seat(mine)), mine.now)


def _no_seat(mine: MemberAtEvent) -> Rsvp:
    return Rsvp(Says.NO, 0, schedule=mine.event.schedule)


def _decline(mine: MemberAtEvent) -> Heard | None:
    """Writes the no; what the organisers hear of it.

    After the deadline they hear of every no at once, whether a seat was held or not, and its notice is kept
    (FACILITER); before it, the notice of seats given back alone.
    """
    mine.hold(_no_seat(mine))
    coming, told = mine.before.answer.coming, organisers_hear(mine.phase)
    if coming or told:
        seconds = int(notice(mine.event, mine.now).total_seconds())
        seats.note_cancelled(mine.session, mine.event.id, mine.person.id, seconds)
    if not told:
        return None
    moment = f"{SEATED if coming else SEATLESS}:{mine.person.id}:{mine.now.isoformat()}"
    return tell_organisers(mine.session, mine.services, mine.event, names.LEFT, moment, mine.now, live=False)


def be_late(
    services: Services, event_id: EventId, person: Person, now: datetime, minutes: int
) -> out.AnswerOutcome:
    """I shall be late by `minutes`: always accepted, and passed on at once (FACILITER)."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        if not may_cancel(mine.phase):
            return out.Closed(mine.before)
        if not mine.before.answer.coming:
            return out.NothingHeld(mine.before)
        if mine.before.rsvp.late_minutes == minutes:
            return out.WillBeLate(mine.before, minutes, heard(mine.session, services))
        seconds = int(notice(mine.event, now).total_seconds())
        seats.note_late(mine.session, event_id, person.id, minutes, seconds)
        moment = f"member:{person.id}:{minutes}:{now.isoformat()}"
        told = tell_organisers(mine.session, services, mine.event, names.LATE, moment, now, live=False)
        mine.touch()
        return out.WillBeLate(mine.after(), minutes, told)


def withdraw(services: Services, event_id: EventId, person: Person, now: datetime) -> out.AnswerOutcome:
    """Leaves the line and takes requests back; seats held stay held."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        before = mine.before
        if not before.answer.claims:
            return out.Coming(before, False) if before.answer.coming else out.NothingHeld(before)
        mine.drop(before.answer.claims, Stage.WITHDRAWN)
        told = _leave_line(mine) if before.rsvp.says is Says.YES else None
        return _left(mine, told, Stage.WAITING if before.waiting else before.answer.claims[0].stage)


def _leave_line(mine: MemberAtEvent) -> Heard | None:
    """Seats held stay; without one, leaving the line is a no. What the organisers hear of it."""
    if not mine.before.answer.coming:
        return _decline(mine)
    mine.touch()
    return None


def _left(mine: MemberAtEvent, told: Heard | None, stage: Stage) -> out.AnswerOutcome:
    promote(mine.session, mine.services, mine.event, mine.now)
    after = mine.after()
    return out.Coming(after, True, stage) if after.answer.coming else out.NotComing(after, True, told)


def take_offer(services: Services, claim_id: ClaimId, person: Person, now: datetime) -> out.AnswerOutcome:
    """I take the seats offered."""
    with participating(services, _event_of(services, claim_id, person), person, now) as mine:
        if mine is None:
            return out.Unknown()
        claim = _offered(mine, claim_id)
        return _take(mine, claim) if claim else _not_offered(mine)


def pass_offer(services: Services, claim_id: ClaimId, person: Person, now: datetime) -> out.AnswerOutcome:
    """I pass: the seats go to the next in line."""
    with participating(services, _event_of(services, claim_id, person), person, now) as mine:
        if mine is None:
            return out.Unknown()
        claim = _offered(mine, claim_id)
        if claim is None:
            return _not_offered(mine)
        coming = mine.before.answer.coming
        # Companions who wait on their own account come with somebody: without a seat held, they do not.
        mine.drop([claim] if coming else mine.before.answer.claims, Stage.WITHDRAWN)
        return _left(mine, _leave_line(mine), Stage.OFFERED)


def _event_of(services: Services, claim_id: ClaimId, person: Person) -> EventId | None:
    """The event of a claim; None where it is not this person's."""
    with services.db.read() as session:
        found = seats.get_claim(session, claim_id)
    return found[0] if found and found[1].member_id == person.id else None


def _offered(mine: MemberAtEvent, claim_id: ClaimId) -> Claim | None:
    """The claim, while it is an offer that can be answered."""
    if mine.phase is Phase.CANCELLED:
        return None
    offers = (claim for claim in mine.before.answer.claims if claim.stage is Stage.OFFERED)
    return next((claim for claim in offers if claim.id == claim_id), None)


def _not_offered(mine: MemberAtEvent) -> out.AnswerOutcome:
    """What holds for somebody who answers an offer that stands no longer."""
    if mine.before.answer.coming:
        return out.Coming(mine.before, changed=False)
    return out.NothingHeld(mine.before)


def _take(mine: MemberAtEvent, claim: Claim) -> out.AnswerOutcome:
    if claim.offer_until and claim.offer_until <= mine.now:
        return out.NothingHeld(mine.before)
    seat(mine.session, mine.services, mine.event, claim, mine.now)
    return out.Coming(mine.after(), changed=True)
