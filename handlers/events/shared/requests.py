"""Claims as they are made: a place in the line, or a request that the organisers are told of at once."""

from collections.abc import Sequence
from dataclasses import replace

from club.ids import ClaimId
from club.seating import Claim, ClaimKind, Stage
from handlers import names
from handlers.events.shared import outcomes as out
from handlers.events.shared.case import Case
from handlers.events.shared.seats import replace_representative, tell_organisers
from handlers.kit import organisers
from storage import guests as guest_rows
from storage import seats
from storage.guests import Guest
from storage.postings import Note, enqueue, subject_of


def moment_of(claim_id: ClaimId) -> str:
    """Which claim a posting is about; whatever bears it is drawn again when the claim changes."""
    return f"claim:{claim_id}"


def claim_of(moment: str) -> ClaimId:
    """Back from `moment_of`."""
    return ClaimId(int(moment.partition(":")[2]))


def open_claim(
    case: Case,
    kind: ClaimKind,
    stage: Stage,
    count: int,
    *,
    note: str = "",
    with_member: bool = True,
    guests: Sequence[Guest] = (),
) -> Claim:
    """A new claim of `count` seats with the guests who wait with it; a request is told of (FACILITER)."""
    claim = Claim(ClaimId(0), case.person.id, kind, stage, count, with_member, note=note, created_at=case.now)
    claim_id = seats.add_claim(case.session, case.event.id, claim)
    guest_rows.add_guests(case.session, case.event.id, case.person.id, guests, case.now, claim_id)
    if stage is Stage.REQUESTED:
        tell_of_request(case, claim_id)
    found = seats.get_claim(case.session, claim_id)
    assert found is not None
    return found[1]


def end_replacements(case: Case) -> None:
    """Who was asked for in the member's place no longer is: a later wish goes before."""
    earlier = [claim for claim in case.before.answer.claims if claim.kind is ClaimKind.REPLACEMENT]
    case.drop(earlier, Stage.WITHDRAWN, decided_at=case.now)


def take_back(case: Case) -> None:
    """The member comes in person again: whoever sat in the member's place no longer does."""
    end_replacements(case)
    replace_representative(case.session, case.event.id, case.person.id)
    case.hold(replace(case.before.rsvp, with_member=True, schedule=case.event.schedule))


def supersede(
    case: Case,
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
    claim = open_claim(case, old.kind, stage, count, note=words, with_member=with_member, guests=guests)
    guest_rows.move_claim_guests(case.session, old.id, claim.id)
    case.drop([old], Stage.WITHDRAWN, decided_at=case.now)
    return claim


def request(case: Case, *, changed: bool) -> out.RequestPending:
    """The organisers have a request of the member's before them, or it waits for one who can read it."""
    participation = case.after() if changed else case.before
    return out.RequestPending(participation, changed, organisers.heard(case.session, case.services))


def tell_of_request(case: Case, claim_id: ClaimId) -> None:
    """Queues a request's two messages: every organiser's, with the decision's buttons, and the member's."""
    session, event, moment = case.session, case.event, moment_of(claim_id)
    tell_organisers(session, case.services, event, names.REQUEST, moment, case.now, live=True)
    if case.person.slack_id:
        own = Note(names.REQUESTED, subject_of(event.id), case.person.slack_id, moment, live=True)
        enqueue(session, [own], case.now)
    case.touch()
