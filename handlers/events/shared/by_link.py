"""A party comes by the video link: instead of its chairs, or while it waits for them.

The caller opened the transaction and holds the event's lock (`member_at_event.participating`).
"""

from collections.abc import Sequence
from dataclasses import replace

from club.seating import Claim, ClaimKind, Rsvp, Says, Stage
from handlers.events.shared import outcomes as out
from handlers.events.shared.member_at_event import MemberAtEvent
from handlers.events.shared.requests import end_replacements, moment_of
from handlers.events.shared.seats import promote
from storage import guests as guest_rows
from storage import seats
from storage.postings import subject_of, touch_all


def follow(mine: MemberAtEvent, party: Claim) -> out.AnswerOutcome:
    """Chairs are waited or asked for: the party follows by the link meanwhile, and keeps its place."""
    joining = _additions(mine)
    if mine.before.offered and joining:
        return out.InLine(mine.before, changed=False)  # to be taken or passed first
    guest_rows.seat_guests(mine.session, party.id)
    _gather(mine, joining)
    whole = max(party.seats, 1) + sum(one.seats for one in joining)
    if joining:
        _wait_together(mine, party, joining, whole)
    mine.hold(Rsvp(Says.YES, whole, party.with_member, mine.event.schedule, remote=True))
    touch_all(mine.session, subject_of(mine.event.id), mine.now, moment=moment_of(party.id))
    return out.Coming(mine.after(), changed=True)


def _additions(mine: MemberAtEvent) -> Sequence[Claim]:
    return [claim for claim in mine.before.answer.claims if claim.kind is ClaimKind.ADDITION]


def _gather(mine: MemberAtEvent, joining: Sequence[Claim]) -> None:
    """Companions who waited on their own account come by the link, as the whole party does."""
    for claim in joining:
        guest_rows.seat_guests(mine.session, claim.id)
        seats.change_claim(mine.session, claim.id, Stage.GRANTED)
        touch_all(mine.session, subject_of(mine.event.id), mine.now, moment=moment_of(claim.id))


def _wait_together(mine: MemberAtEvent, party: Claim, joining: Sequence[Claim], whole: int) -> None:
    """The party waits whole, where the last of it waited: nobody is overtaken, and it is not split."""
    if all(claim.stage is Stage.WAITING for claim in joining):
        line = max(claim.line for claim in joining)
        seats.change_claim(mine.session, party.id, party.stage, seats=whole, line=line)
    else:
        seats.join_line(mine.session, mine.event.id, party.id)
        seats.change_claim(mine.session, party.id, Stage.WAITING, seats=whole)


def move(mine: MemberAtEvent, *, sure: bool) -> out.AnswerOutcome:
    """The party gives its chairs back and comes by the link, with those who waited to join it."""
    before = mine.before
    if before.others_waiting and not sure:
        return out.SeatsAwaited(before, remote=True)
    end_replacements(mine)
    joining = _additions(mine)
    _gather(mine, joining)
    whole = before.rsvp.seats + sum(claim.seats for claim in joining)
    mine.hold(replace(before.rsvp, says=Says.YES, seats=whole, schedule=mine.event.schedule, remote=True))
    mine.tell_fewer(before.rsvp.seats)
    promote(mine.session, mine.services, mine.event, mine.now)
    return out.Coming(mine.after(), changed=True)
