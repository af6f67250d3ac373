"""Answering in somebody's name: by the rules of their own answer (FACILITER), with rights asked anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.events import Event, EventState, Phase, Ways, phase
from club.ids import EventId, MemberId
from club.seating import SeatDecision
from handlers import names
from handlers.events.shared import outcomes as out
from handlers.events.shared import requests
from handlers.events.shared.answering import answer_no, answer_yes
from handlers.events.shared.member_at_event import MemberAtEvent
from handlers.events.shared.reserved import give
from handlers.events.shared.seats import participation
from handlers.kit.services import Services
from storage.admission import list_representatives
from storage.database import Session
from storage.events import list_coming, lock_event
from storage.mail import of_members, queue_mail
from storage.people import Person, Role, get_person, is_charter_due
from storage.postings import Note, enqueue, subject_of

EVENTS, COLLEAGUES = 50, 50
"""In a form, at most."""


class Refusal(StrEnum):
    """Why nothing was written."""

    NOBODY = "nobody"
    """Who was chosen is no member any more."""
    NOT_YOURS = "not_yours"
    """Neither an organiser answers nor a colleague, as things are now."""
    ONESELF = "oneself"
    CHARTER = "charter"
    """Whoever reads Slack accepts the charter before they answer, and so before somebody does for them."""
    CANNOT_WAIT = "cannot_wait"
    """Seats are taken, or answers closed; who cannot act in Slack is passed over in lines and requests."""
    NO_LINK = "no_link"
    """By a link that the event does not have."""
    NO_RESERVED = "no_reserved"
    """On a reserved seat, of which there are none, or fewer than the party is."""


@dataclass(frozen=True, slots=True)
class Form:
    """What can be answered, and for whom."""

    events: Sequence[Event]
    colleagues: Sequence[Person]
    """For whom a member may answer; organisers search among all."""
    person: Person | None
    """For whom, where that is settled."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An answer for somebody."""

    event_id: EventId
    whom: MemberId
    coming: bool
    sure: bool = False
    """Whether seats that others wait for are given up."""
    remote: bool = False
    """Whether they come by the video link."""
    reserved: bool = False
    """Whether an organiser gives them a reserved seat."""


@dataclass(frozen=True, slots=True)
class AnsweredFor:
    """What it came to."""

    person: Person
    outcome: out.Held


def get_form(services: Services, by: Person, whom: MemberId | None, now: datetime) -> Form:
    """What the form offers this person."""
    with services.db.read() as session:
        coming = [one for one in list_coming(session, now) if phase(one, now) in (Phase.OPEN, Phase.LATE)]
        theirs = list_representatives(session, by.company_id) if by.company_id else []
        person = get_person(session, whom) if whom else None
    colleagues = [one for one in theirs if one.id != by.id]
    return Form(coming[:EVENTS], colleagues[:COLLEAGUES], person)


def answer(
    services: Services, wish: Wish, by: MemberId, now: datetime
) -> AnsweredFor | Refusal | out.Unknown:
    """Writes the answer in their name, and tells them; after the deadline a seat is asked for."""
    with services.db.begin() as session:
        event = lock_event(session, wish.event_id)
        if event is None or event.state is EventState.DRAFT:
            return out.Unknown()
        person, giver = get_person(session, wish.whom), get_person(session, by)
        if person is None or not person.active:
            return Refusal.NOBODY
        if refused := _refused(session, person, giver, now):
            return refused
        if wish.reserved and (giver is None or giver.role is not Role.ORGANISER):
            return Refusal.NOT_YOURS
        before = participation(session, event, person.id, now)
        theirs = MemberAtEvent(session, services, event, person, now, before, by)
        if wish.remote and event.ways is Ways.ON_SITE:
            return Refusal.NO_LINK
        if (
            wish.coming
            and not wish.reserved
            and not person.can_act
            and _must_wait(theirs, remote=wish.remote)
        ):
            return Refusal.CANNOT_WAIT
        outcome = give(theirs) if wish.reserved else _answered(theirs, wish)
        if outcome is None:
            return Refusal.NO_RESERVED
        _tell(theirs, outcome)
        return AnsweredFor(person, outcome)


def _refused(session: Session, person: Person, giver: Person | None, now: datetime) -> Refusal | None:
    """Whether this answer may be given, by roles and companies as they are now."""
    if giver is None or not giver.can_act:
        return Refusal.NOT_YOURS
    if giver.id == person.id:
        return Refusal.ONESELF
    colleague = giver.company_id is not None and giver.company_id == person.company_id
    if giver.role is not Role.ORGANISER and not colleague:
        return Refusal.NOT_YOURS
    bound = person.can_act and person.role is not Role.ORGANISER
    return Refusal.CHARTER if bound and is_charter_due(session, person.id, now) else None


def _must_wait(theirs: MemberAtEvent, *, remote: bool) -> bool:
    """Whether a yes would give no seat now."""
    held = theirs.before.answer.coming or theirs.before.answer.claims
    return not held and theirs.decide(1, remote=remote) in (SeatDecision.WAIT, SeatDecision.REQUEST)


def _answered(theirs: MemberAtEvent, wish: Wish) -> out.Held:
    if wish.coming:
        outcome = answer_yes(theirs, remote=wish.remote, sure=wish.sure)
    else:
        outcome = answer_no(theirs, sure=wish.sure)
    if isinstance(outcome, out.DeadlinePassed):
        outcome = requests.ask(theirs, "")
    assert not isinstance(outcome, out.Unknown), "the event is there"
    return outcome


def _tell(theirs: MemberAtEvent, outcome: out.Held) -> None:
    """The person hears of it, in Slack and by e-mail where they agreed; a request tells of itself."""
    changed = isinstance(outcome, out.Coming | out.NotComing | out.InLine) and outcome.changed
    if not changed:
        return
    subject, moment = subject_of(theirs.event.id), f"{theirs.by}:{theirs.now.isoformat()}"
    if theirs.person.slack_id:
        note = Note(names.ANSWERED_FOR, subject, theirs.person.slack_id, moment, live=True)
        enqueue(theirs.session, [note], theirs.now)
    else:
        who = of_members([theirs.person.id])
        queue_mail(theirs.session, names.ANSWERED_FOR, subject, moment, who, theirs.now)
