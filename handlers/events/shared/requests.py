"""Claims as they are made: a place in the line, or a request that the organisers are told of at once."""

from collections.abc import Sequence
from dataclasses import replace

from club.events import Phase
from club.followup import Matter
from club.ids import ClaimId
from club.seating import Claim, ClaimKind, Rsvp, Says, SeatDecision, Stage, larger_than
from handlers import names
from handlers.events.shared import outcomes as out
from handlers.events.shared.member_at_event import MemberAtEvent
from handlers.events.shared.seats import replace_representative, tell_organisers
from handlers.kit import organisers
from storage import guests as guest_rows
from storage import seats
from storage.followup import follow
from storage.guests import Guest
from storage.postings import Note, enqueue, subject_of


def moment_of(claim_id: ClaimId) -> str:
    """Which claim a posting is about; whatever bears it is drawn again when the claim changes."""
    return f"claim:{claim_id}"


def claim_of(moment: str) -> ClaimId:
    """Back from `moment_of`, and from what follows it up (`claim:7/2`)."""
    return ClaimId(int(moment.partition("/")[0].partition(":")[2]))


def open_claim(
    mine: MemberAtEvent,
    kind: ClaimKind,
    stage: Stage,
    count: int,
    *,
    note: str = "",
    with_member: bool = True,
    guests: Sequence[Guest] = (),
) -> Claim:
    """A new claim of `count` seats with the guests who wait with it; a request is told of (FACILITER)."""
    claim = Claim(ClaimId(0), mine.person.id, kind, stage, count, with_member, note=note, created_at=mine.now)
    claim_id = seats.add_claim(mine.session, mine.event.id, claim)
    guest_rows.add_guests(mine.session, mine.event.id, mine.person.id, guests, mine.now, claim_id)
    if mine.by:
        seats.note_asked_by(mine.session, claim_id, mine.by)
    if stage is Stage.REQUESTED:
        tell_of_request(mine, claim_id)
    found = seats.get_claim(mine.session, claim_id)
    assert found is not None
    return found[1]


def end_replacements(mine: MemberAtEvent) -> None:
    """Who was asked for in the member's place no longer is: a later wish goes before."""
    earlier = [claim for claim in mine.before.answer.claims if claim.kind is ClaimKind.REPLACEMENT]
    mine.drop(earlier, Stage.WITHDRAWN, decided_at=mine.now)


def take_back(mine: MemberAtEvent) -> None:
    """The member comes in person again: whoever sat in the member's place no longer does."""
    end_replacements(mine)
    replace_representative(mine.session, mine.event.id, mine.person.id)
    mine.hold(replace(mine.before.rsvp, with_member=True, schedule=mine.event.schedule))


def supersede(
    mine: MemberAtEvent,
    old: Claim,
    stage: Stage,
    count: int,
    *,
    with_member: bool,
    note: str = "",
    guests: Sequence[Guest] = (),
) -> Claim:
    """Another claim in the stead of one not decided yet: its guests move along, and more come.

    A claim that grew in place could be granted by a click on a copy that still showed the smaller one.
    """
    words = note or old.note
    claim = open_claim(mine, old.kind, stage, count, note=words, with_member=with_member, guests=guests)
    guest_rows.move_claim_guests(mine.session, old.id, claim.id)
    mine.drop([old], Stage.WITHDRAWN, decided_at=mine.now)
    return claim


def request(mine: MemberAtEvent, *, changed: bool) -> out.RequestPending:
    """The organisers have a request of the member's before them, or it waits for one who can read it."""
    participation = mine.after() if changed else mine.before
    return out.RequestPending(participation, changed, organisers.heard(mine.session, mine.services))


def tell_of_request(mine: MemberAtEvent, claim_id: ClaimId) -> None:
    """Queues a request's two messages: every organiser's, with the decision's buttons, and the member's.

    It is followed up until it is decided.
    """
    session, event, moment = mine.session, mine.event, moment_of(claim_id)
    follow(session, Matter.LATE_REQUEST, claim_id, mine.now)
    who = mine.person
    tell_organisers(
        session, mine.services, event, names.REQUEST, moment, mine.now, live=True, but=mine.by or who.id
    )
    if who.slack_id:
        own = Note(names.REQUESTED, subject_of(event.id), who.slack_id, moment, live=True)
        enqueue(session, [own], mine.now)
    mine.touch()


def ask(mine: MemberAtEvent, note: str) -> out.AnswerOutcome:
    """A seat is asked for; where answers are open again, it is given, or a place in the line."""
    if held := held_already(mine.before):
        return request(mine, changed=False) if isinstance(held, out.RequestPending) else held
    if mine.before.follows:
        outcome = come_on_site(mine)
        return _request_chairs(mine, note) if isinstance(outcome, out.DeadlinePassed) else outcome
    if mine.before.replaced:
        return _ask_back(mine, note)
    match mine.decide(1):
        case SeatDecision.CONFIRM:
            mine.hold(Rsvp(Says.YES, 1, schedule=mine.event.schedule))
            return out.Coming(mine.after(), changed=True)
        case SeatDecision.WAIT:
            open_claim(mine, ClaimKind.PARTY, Stage.WAITING, 1)
            mine.hold(Rsvp(Says.YES, 0, schedule=mine.event.schedule))
            return out.InLine(mine.after(), changed=True)
        case SeatDecision.REQUEST:
            open_claim(mine, ClaimKind.PARTY, Stage.REQUESTED, 1, note=note)
            return request(mine, changed=True)
    return out.EventClosed(mine.before)


def come_on_site(mine: MemberAtEvent) -> out.AnswerOutcome:
    """From the link to chairs, the whole party: it sits, or waits and follows by the link meanwhile."""
    before, held = mine.before, mine.before.rsvp
    if before.waiting:
        return out.InLine(before, changed=False)
    if before.requested:
        return request(mine, changed=False)
    if larger_than(mine.event.most_together, held.seats):
        return out.Short(before, held.seats)
    match mine.decide(held.seats):
        case SeatDecision.CONFIRM:
            mine.hold(replace(held, schedule=mine.event.schedule, remote=False))
            return out.Coming(mine.after(), changed=True)
        case SeatDecision.WAIT:
            open_claim(mine, ClaimKind.PARTY, Stage.WAITING, held.seats, with_member=held.with_member)
            mine.touch()
            return out.InLine(mine.after(), changed=True)
        case SeatDecision.REQUEST:
            return out.DeadlinePassed(before)
    return out.EventClosed(before)


def _request_chairs(mine: MemberAtEvent, note: str) -> out.AnswerOutcome:
    held = mine.before.rsvp
    open_claim(mine, ClaimKind.PARTY, Stage.REQUESTED, held.seats, note=note, with_member=held.with_member)
    return request(mine, changed=True)


def held_already(before: out.Participation) -> out.AnswerOutcome | None:
    """What holds for somebody who has no request to make."""
    if before.returning:
        return out.RequestPending(before, changed=False)
    if before.replaced and before.phase in (Phase.OPEN, Phase.LATE):
        return None
    if before.answer.coming and not before.follows:
        return out.Coming(before, changed=False)
    if before.offered or before.waiting:
        return out.InLine(before, changed=False)
    return out.RequestPending(before, changed=False) if before.requested else None


def _ask_back(mine: MemberAtEvent, note: str) -> out.AnswerOutcome:
    """The seat held, for the member instead of a representative: a replacement like any other (FACILITER)."""
    if mine.phase is Phase.OPEN:
        take_back(mine)
        return out.Coming(mine.after(), changed=True)
    end_replacements(mine)
    open_claim(mine, ClaimKind.REPLACEMENT, Stage.REQUESTED, 0, note=note)
    return request(mine, changed=True)
