"""Answers: one transaction a function. The rules are `club.seating`'s; the outbox tells what is decided."""

from datetime import datetime

from club.events import Phase, notice
from club.ids import ClaimId, EventId
from club.seating import (
    Claim,
    Says,
    Stage,
    may_cancel,
)
from handlers import names
from handlers.events.rsvp.parted import BecameParts, became_parts
from handlers.events.shared import answering
from handlers.events.shared import outcomes as out
from handlers.events.shared.answering import decline, still_coming, take
from handlers.events.shared.member_at_event import MemberAtEvent, participating
from handlers.events.shared.seats import promote, tell_organisers
from handlers.kit.organisers import OrganisersTold, heard
from handlers.kit.services import Services
from storage import seats
from storage.admission import list_confirmers
from storage.people import Person, Role
from storage.postings import Note, enqueue, subject_of


def answer_yes(
    services: Services,
    event_id: EventId,
    person: Person,
    now: datetime,
    *,
    remote: bool = False,
    sure: bool = False,
) -> out.AnswerOutcome:
    """I am coming, myself: a seat, a place in the line, or the way to a request (FACILITER).

    `remote`: by the link, where one may come either way; chairs that others wait for are given up only when
    `sure`.
    """
    with participating(services, event_id, person, now) as mine:
        return out.Unknown() if mine is None else answering.answer_yes(mine, remote=remote, sure=sure)


def answer_no(
    services: Services, event_id: EventId, person: Person, now: datetime, *, sure: bool = False
) -> out.AnswerOutcome:
    """I am not coming: always accepted. Seats that others wait for are given up only when `sure`."""
    with participating(services, event_id, person, now) as mine:
        return out.Unknown() if mine is None else answering.answer_no(mine, sure=sure)


def answer_asked(
    services: Services,
    event_id: EventId,
    person: Person,
    now: datetime,
    since: datetime | None,
    *,
    remote: bool = False,
) -> out.AnswerOutcome | BecameParts:
    """The same by the button of a message that was posted then, unless the event became parts since."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        return became_parts(mine, since) or answering.answer_yes(mine, remote=remote)


def decline_asked(
    services: Services, event_id: EventId, person: Person, now: datetime, since: datetime | None
) -> out.AnswerOutcome | BecameParts:
    """A no by such a button."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        return became_parts(mine, since) or answering.answer_no(mine, sure=False)


def confirm_move(services: Services, event_id: EventId, person: Person, now: datetime) -> out.AnswerOutcome:
    """I am still coming, at the new date or place: the whole party, representative included."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        if mine.before.answer.coming:
            return still_coming(mine)
    return answer_yes(services, event_id, person, now)


def be_late(
    services: Services, event_id: EventId, person: Person, now: datetime, minutes: int
) -> out.AnswerOutcome:
    """I shall be late by `minutes`: always accepted, and passed on at once (FACILITER)."""
    with participating(services, event_id, person, now) as mine:
        if mine is None:
            return out.Unknown()
        if not may_cancel(mine.phase):
            return out.EventClosed(mine.before)
        if not mine.before.answer.coming:
            return out.NothingHeld(mine.before)
        if mine.before.rsvp.late_minutes == minutes:
            return out.WillBeLate(mine.before, minutes, heard(mine.session, services))
        seconds = int(notice(mine.event, now).total_seconds())
        seats.note_late(mine.session, event_id, person.id, minutes, seconds)
        moment = f"member:{person.id}:{minutes}:{now.isoformat()}"
        told = tell_organisers(mine.session, services, mine.event, names.LATE, moment, now, live=False)
        _tell_hosts(mine, moment)
        mine.touch()
        return out.WillBeLate(mine.after(), minutes, told)


def _tell_hosts(mine: MemberAtEvent, moment: str) -> None:
    """Whoever receives them at their company's premises waits for them too."""
    company = mine.event.host_company_id
    hosts = list_confirmers(mine.session, company) if company is not None else []
    told = [
        one.slack_id
        for one in hosts
        if one.slack_id and one.id != mine.person.id and one.role is not Role.ORGANISER
    ]
    subject = subject_of(mine.event.id)
    enqueue(mine.session, [Note(names.LATE_HOST, subject, one, moment) for one in told], mine.now)


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


def _leave_line(mine: MemberAtEvent) -> OrganisersTold | None:
    """Seats held stay; without one, leaving the line is a no. What the organisers hear of it."""
    if not mine.before.answer.coming:
        return decline(mine)
    mine.touch()
    return None


def _left(mine: MemberAtEvent, told: OrganisersTold | None, stage: Stage) -> out.AnswerOutcome:
    promote(mine.session, mine.services, mine.event, mine.now)
    after = mine.after()
    return out.Coming(after, True, stage) if after.answer.coming else out.NotComing(after, True, told)


def take_offer(services: Services, claim_id: ClaimId, person: Person, now: datetime) -> out.AnswerOutcome:
    """I take the seats offered."""
    with participating(services, _event_of(services, claim_id, person), person, now) as mine:
        if mine is None:
            return out.Unknown()
        claim = _offered(mine, claim_id)
        return take(mine, claim) if claim else _not_offered(mine)


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
