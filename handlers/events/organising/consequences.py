"""What a changed event means for those who wait or ask, in the transaction that saves it (FACILITER)."""

from dataclasses import replace
from datetime import datetime

from club.events import Event, Phase, Ways, phase, seats_are_offered
from club.followup import Matter
from club.ids import ClaimId, MemberId
from club.seating import LIVE, Claim, ClaimKind, Rsvp, Says, SeatDecision, Stage, grant
from handlers import names
from handlers.events.shared.requests import moment_of
from handlers.events.shared.seats import hold, list_able, promote, seat, tell, tell_organisers
from handlers.kit.services import Services
from storage.database import Session
from storage.followup import look_again
from storage.guests import unseat_guests
from storage.line import list_line
from storage.people import get_person, list_slack_ids
from storage.postings import Note, enqueue, subject_of
from storage.seats import add_claim, change_claim, get_answer, get_room, join_line, list_claims, save_rsvp
from storage.ways import list_holders


def settle(session: Session, services: Services, old: Event, new: Event, now: datetime) -> None:
    """Seats added go to those who wait; where answers are open again, requests are answered by the rules.

    What was offered, for the start was near, is given once it is far again.
    """
    if not seats_are_offered(new, now, services.club.offering):
        _give_offered(session, services, old, new, now)
    if new.ways is not old.ways and phase(new, now) is not Phase.OVER:
        _settle_ways(session, services, old, new, now)
    if (new.chairs, new.limits.company) != (old.chairs, old.limits.company):
        _tell_outgrown(session, services, old, new, now)
        promote(session, services, new, now)
    if phase(new, now) is Phase.OPEN and phase(old, now) is not Phase.OPEN:
        _answer_requests(session, services, old, new, now)
    elif new.starts_at != old.starts_at:
        asked = [claim.id for _, claim in list_claims(session, [Stage.REQUESTED], new.id)]
        look_again(session, Matter.LATE_REQUEST, asked, now)


def _settle_ways(session: Session, services: Services, old: Event, new: Event, now: datetime) -> None:
    """By the link alone there is room for everybody; on site alone, who came by it has a chair or waits."""
    if new.ways is Ways.REMOTE:
        for _, claim in list_claims(session, LIVE, new.id):
            decided = {"decided_at": now} if claim.stage is Stage.REQUESTED else {}
            _seat(session, services, old, new, claim, now, **decided)
        for member_id, held in list_holders(session, new.id, remote=False):
            _hold(session, services, new, member_id, held, now)
    elif new.ways is Ways.ON_SITE:
        for member_id, held in list_holders(session, new.id, remote=True):
            _take_chairs(session, services, new, member_id, held, now)
        promote(session, services, new, now)


def _hold(
    session: Session, services: Services, event: Event, member_id: MemberId, held: Rsvp, now: datetime
) -> None:
    person = get_person(session, member_id)
    assert person is not None, "who answered is never deleted"
    hold(session, services, event, person, held, now)


def _take_chairs(
    session: Session, services: Services, event: Event, member_id: MemberId, held: Rsvp, now: datetime
) -> None:
    """Chairs where they are free, to be confirmed as after a move; else a place in the line, or theirs."""
    waits = get_answer(session, event.id, member_id).claim(*LIVE)
    if waits is None and get_room(session, event, member_id).fits(held.seats):
        asked = replace(held, remote=False, schedule=event.schedule - 1)
        _hold(session, services, event, member_id, asked, now)
        return
    claim = Claim(
        ClaimId(0), member_id, ClaimKind.PARTY, Stage.WAITING, held.seats, held.with_member, created_at=now
    )
    claim_id = waits.id if waits else add_claim(session, event.id, claim)
    unseat_guests(session, event.id, member_id, claim_id)
    _hold(session, services, event, member_id, Rsvp(Says.YES, 0, schedule=event.schedule), now)


def _give_offered(session: Session, services: Services, old: Event, new: Event, now: datetime) -> None:
    for _, claim in list_claims(session, [Stage.OFFERED], new.id):
        _seat(session, services, old, new, claim, now)
        tell(session, new, claim, names.PROMOTED, now)


def _tell_outgrown(session: Session, services: Services, old: Event, new: Event, now: datetime) -> None:
    """A party larger than the event never sits: it keeps its place, and decides; organisers know of it."""
    fits = {claim.id for claim in list_able(session, new)}
    could = {claim.id for claim in list_able(session, old)}
    stuck = [one for one in list_line(session, new.id) if one.id in could - fits]
    people = list_slack_ids(session, [claim.member_id for claim in stuck])
    for claim in stuck:
        moment = f"{moment_of(claim.id)}:{now.isoformat()}"
        if claim.member_id in people:
            mine = Note(names.OUTGROWN, subject_of(new.id), people[claim.member_id], moment, live=True)
            enqueue(session, [mine], now)
        tell_organisers(session, services, new, names.OUTGROWN_TOLD, moment, now, live=False)


def _answer_requests(session: Session, services: Services, old: Event, new: Event, now: datetime) -> None:
    """Nobody has to be asked any more: by arrival, behind the line, each gets its seats or a place in it."""
    asked = [claim for _, claim in list_claims(session, [Stage.REQUESTED], new.id)]
    people = list_slack_ids(session, [claim.member_id for claim in asked])
    for claim in asked:
        if grant(get_room(session, new, claim.member_id), claim.seats) is SeatDecision.CONFIRM:
            _seat(session, services, old, new, claim, now, decided_at=now)
        else:
            _line_up(session, services, old, new, claim, now)
        if claim.member_id in people:
            note = Note(
                names.DECIDED, subject_of(new.id), people[claim.member_id], moment_of(claim.id), live=True
            )
            enqueue(session, [note], now)


def _seat(
    session: Session,
    services: Services,
    old: Event,
    new: Event,
    claim: Claim,
    now: datetime,
    **decided: object,
) -> None:
    """Gives the seats: wanted when the event was as before, they are to be confirmed like any others."""
    seat(session, services, new, claim, now, **decided)
    if claim.kind is ClaimKind.PARTY:
        held = get_answer(session, new.id, claim.member_id).rsvp
        save_rsvp(session, new.id, claim.member_id, replace(held, schedule=old.schedule), now)


def _line_up(
    session: Session, services: Services, old: Event, new: Event, claim: Claim, now: datetime
) -> None:
    join_line(session, new.id, claim.id)
    change_claim(session, claim.id, Stage.WAITING, decided_at=now)
    person = get_person(session, claim.member_id)
    if person and not get_answer(session, new.id, claim.member_id).coming:
        hold(session, services, new, person, Rsvp(Says.YES, 0, schedule=old.schedule), now)
