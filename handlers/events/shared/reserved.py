"""Chairs that organisers keep: given to somebody, counted apart, and theirs again once given back.

The caller opened the transaction and holds the event's lock (`member_at_event.participating`).
"""

from dataclasses import replace

from club.events import Phase, Ways
from club.seating import Claim, ClaimKind, Rsvp, Says
from handlers.events.shared import outcomes as out
from handlers.events.shared.member_at_event import MemberAtEvent
from handlers.events.shared.requests import moment_of
from handlers.events.shared.seats import promote, seat
from storage import seats
from storage.postings import subject_of, touch_all


def give(theirs: MemberAtEvent) -> out.Held | None:
    """The whole party sits on reserved chairs, whatever it held, awaited or asked for; None where too few are
    left for it."""
    before = theirs.before
    if theirs.phase not in (Phase.OPEN, Phase.LATE) or theirs.event.ways is Ways.REMOTE:
        return out.EventClosed(before)
    held, party = before.rsvp, _party(before)
    if before.answer.coming and not held.remote and held.kept == held.seats:
        return out.Coming(before, changed=False)
    needed = max(party.seats if party else held.seats, 1)
    if needed - held.kept > before.room.reserved - before.room.given:
        return None
    if party:
        by = {"decided_by": theirs.by, "decided_at": theirs.now}
        seat(theirs.session, theirs.services, theirs.event, party, theirs.now, **by)
        touch_all(theirs.session, subject_of(theirs.event.id), theirs.now, moment=moment_of(party.id))
        held = seats.get_answer(theirs.session, theirs.event.id, theirs.person.id).rsvp
    elif not before.answer.coming:
        held = Rsvp(Says.YES, 1)
    theirs.hold(replace(held, schedule=theirs.event.schedule, remote=False, reserved=needed))
    promote(theirs.session, theirs.services, theirs.event, theirs.now)
    return out.Coming(theirs.after(), changed=True)


def _party(before: out.Participation) -> Claim | None:
    return next((claim for claim in before.answer.claims if claim.kind is ClaimKind.PARTY), None)
