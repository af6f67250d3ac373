"""Yes and no, whoever says it: the member, or somebody in their name. The rules are `club.seating`'s.

The caller opened the transaction and holds the event's lock (`member_at_event.participating`).
"""

from dataclasses import replace

from club.events import Phase, notice
from club.ids import ClaimId
from club.seating import (
    Claim,
    ClaimKind,
    Rsvp,
    Says,
    SeatDecision,
    Stage,
    may_cancel,
    organisers_hear,
)
from handlers import names
from handlers.events.shared import by_link
from handlers.events.shared import outcomes as out
from handlers.events.shared.member_at_event import MemberAtEvent
from handlers.events.shared.requests import come_on_site, moment_of, request, supersede, take_back
from handlers.events.shared.seats import promote, seat, tell_organisers
from handlers.kit.organisers import OrganisersTold
from storage import guests, seats
from storage.postings import subject_of, touch_all

SEATED, SEATLESS = "member", "seatless"
"""Who said no: somebody who held a seat, or not. The first part of the moment of what organisers are told."""


def answer_yes(mine: MemberAtEvent, *, remote: bool = False, sure: bool = False) -> out.AnswerOutcome:
    """They come, themself: a seat, a place in the line, or the way to a request (FACILITER).

    `remote`: by the link, where there are two ways; chairs that others wait for are given up only if `sure`.
    """
    return _by_link(mine, sure=sure) if mine.event.is_remote(remote) else _on_site(mine)


def _on_site(mine: MemberAtEvent) -> out.AnswerOutcome:
    before = mine.before
    if before.offered:
        return take(mine, before.offered)
    if before.follows:
        return come_on_site(mine)
    if before.answer.coming:
        return _already_coming(mine)
    if before.sent and mine.phase in (Phase.OPEN, Phase.LATE):
        return _come_instead(mine, before.sent)
    if before.waiting:
        return out.InLine(before, changed=False)
    if before.requested:
        return request(mine, changed=False)
    match mine.decide(1):
        case SeatDecision.CONFIRM:
            return out.Coming(_sit(mine), changed=True)
        case SeatDecision.WAIT:
            return _wait(mine)
        case SeatDecision.REQUEST:
            return out.DeadlinePassed(before)
    return out.EventClosed(before)


def _by_link(mine: MemberAtEvent, *, sure: bool) -> out.AnswerOutcome:
    """The link is never refused while there is something to follow."""
    before = mine.before
    if mine.decide(1, remote=True) is SeatDecision.CLOSED:
        return out.EventClosed(before)
    if not before.answer.coming:
        party = next((one for one in before.answer.claims if one.kind is ClaimKind.PARTY), None)
        return by_link.follow(mine, party) if party else out.Coming(_sit(mine, remote=True), changed=True)
    if not before.has_link:
        return by_link.move(mine, sure=sure)
    if before.replaced:
        take_back(mine)
        return out.Coming(mine.after(), changed=True)
    return still_coming(mine)


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


def _sit(mine: MemberAtEvent, *, remote: bool = False) -> out.Participation:
    """One seat for the member. What holds then is known without asking again: this is the hottest path."""
    rsvp = Rsvp(Says.YES, 1, with_member=True, schedule=mine.event.schedule, remote=remote)
    mine.hold(rsvp)
    if mine.event.asks.count:
        return mine.after()
    room = mine.before.room.with_more(rsvp.chairs, int(remote))
    return out.Participation(mine.event, room, seats.Answer(rsvp), mine.now)


def _already_coming(mine: MemberAtEvent) -> out.AnswerOutcome:
    """Yes, said again: confirms a moved event; takes the seat back from a representative while one may."""
    if mine.before.replaced and mine.phase in (Phase.OPEN, Phase.LATE):
        return _return(mine)
    return still_coming(mine)


def still_coming(mine: MemberAtEvent) -> out.AnswerOutcome:
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


def take(mine: MemberAtEvent, claim: Claim) -> out.AnswerOutcome:
    """The seats offered, taken while they are."""
    if claim.offer_until and claim.offer_until <= mine.now:
        return out.NothingHeld(mine.before)
    seat(mine.session, mine.services, mine.event, claim, mine.now)
    return out.Coming(mine.after(), changed=True)


def answer_no(mine: MemberAtEvent, *, sure: bool) -> out.AnswerOutcome:
    """They do not come: always accepted. Seats that others wait for are given up only when `sure`."""
    before = mine.before
    if not may_cancel(mine.phase):
        return out.EventClosed(before)
    if before.rsvp.says is Says.NO and not before.answer.claims:
        return out.NotComing(before, changed=False)
    if before.rsvp.chairs and before.others_waiting and not sure:
        return out.SeatsAwaited(before)
    mine.drop(before.answer.claims, Stage.WITHDRAWN)
    if before.guests:
        guests.remove_party(mine.session, mine.event.id, mine.person.id)
    told = decline(mine)
    if not before.others_waiting and not before.answer.claims:
        return out.NotComing(_gone(mine), changed=True, heard=told)
    if before.answer.coming or before.offered or before.waiting:
        promote(mine.session, mine.services, mine.event, mine.now)
    return out.NotComing(mine.after(), changed=True, heard=told)


def _gone(mine: MemberAtEvent) -> out.Participation:
    """Nobody waits and nothing was claimed: what holds now is known without asking again."""
    held, room = mine.before.rsvp, mine.before.room
    room = replace(room, given=room.given - held.kept)
    room = room.with_more(-held.chairs, -held.seats if held.remote else 0)
    return out.Participation(mine.event, room, seats.Answer(_no_seat(mine)), mine.now)


def _no_seat(mine: MemberAtEvent) -> Rsvp:
    return Rsvp(Says.NO, 0, schedule=mine.event.schedule)


def decline(mine: MemberAtEvent) -> OrganisersTold | None:
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
