"""A request not decided yet, made anew with other people."""

from collections.abc import Sequence

from club.seating import Claim, Rsvp, Says, SeatDecision, Stage
from handlers.events.shared.member_at_event import MemberAtEvent
from handlers.events.shared.requests import supersede
from handlers.events.shared.seats import seat
from storage.guests import Guest

STAGE = {SeatDecision.WAIT: Stage.WAITING, SeatDecision.REQUEST: Stage.REQUESTED}


def ask_anew(
    mine: MemberAtEvent, party: Claim, count: int, *, note: str, guests: Sequence[Guest], with_member: bool
) -> SeatDecision:
    """The party's request with what it is now; where answers are open again it sits or waits instead."""
    chosen = mine.decide(count)
    stage = STAGE.get(chosen, Stage.WAITING)
    claim = supersede(mine, party, stage, count, note=note, guests=guests, with_member=with_member)
    if chosen is SeatDecision.CONFIRM:
        seat(mine.session, mine.services, mine.event, claim, mine.now)
    elif chosen is SeatDecision.WAIT:
        mine.hold(Rsvp(Says.YES, 0, schedule=mine.event.schedule))
    return chosen
