"""One member's business at one event, in one write transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from club.events import Event, Phase, State, phase
from club.ids import EventId, SlackId
from club.seating import Claim, Rsvp, Stage
from handlers.events.shared.outcomes import AnswerOutcome, Participation, Unknown
from handlers.events.shared.seats import drop_claims, hold, participation
from handlers.kit.services import Services
from storage.database import Session
from storage.events import lock_event
from storage.people import Person
from storage.postings import subject_of, touch, touch_all

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is applied to: the event is locked, and `before` holds until we write."""

    session: Session
    services: Services
    event: Event
    person: Person
    now: datetime
    before: Participation

    @property
    def phase(self) -> Phase:
        """The event's phase now."""
        return phase(self.event, self.now)

    def after(self) -> Participation:
        """What holds once this transaction has written."""
        return participation(self.session, self.event, self.person.id, self.now)

    def hold(self, rsvp: Rsvp) -> None:
        """Writes what the member holds."""
        hold(self.session, self.services, self.event, self.person, rsvp, self.now)

    def drop(self, claims: Iterable[Claim], stage: Stage, **decided: object) -> None:
        """Ends claims without granting them; whoever sees them, organisers included, sees that."""
        for claim in claims:
            drop_claims(self.session, [claim], stage, **decided)
            touch_all(self.session, subject_of(self.event.id), self.now, moment=f"claim:{claim.id}")

    def touch(self) -> None:
        """Has what the member and the channel see of the event drawn again."""
        mine = self.person.slack_id or SlackId("")
        touch(self.session, subject_of(self.event.id), mine, self.services.club.channel, self.now)


def decide(
    services: Services,
    event_id: EventId,
    person: Person,
    now: datetime,
    rule: Callable[[Case], AnswerOutcome],
) -> AnswerOutcome:
    """Applies a rule to a member's case at an event: committed when this returns, untouched if it raises."""
    return apply(services, event_id, person, now, rule)


def apply(
    services: Services, event_id: EventId, person: Person, now: datetime, rule: Callable[[Case], T]
) -> T | Unknown:
    """The same for a rule with outcomes of its own, such as the faults of a form."""
    with services.db.begin() as session:
        event = lock_event(session, event_id)
        if event is None or event.state is State.DRAFT:
            return Unknown()
        return rule(
            Case(session, services, event, person, now, participation(session, event, person.id, now))
        )
