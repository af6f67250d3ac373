"""One member's business at one event, in one write transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from club.events import Event, Phase, State, phase
from club.ids import EventId, SlackId
from club.seating import Claim, Rsvp, Stage
from handlers.events.shared.outcomes import Outcome, Standing, Unknown
from handlers.events.shared.seats import drop_claims, hold, standing
from handlers.kit.desk import Desk
from storage.database import Session
from storage.events import lock_event
from storage.people import Person
from storage.postings import subject_of, touch, touch_all

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is applied to: the event is locked, and `before` holds until we write."""

    session: Session
    desk: Desk
    event: Event
    person: Person
    now: datetime
    before: Standing

    @property
    def phase(self) -> Phase:
        """The event's phase now."""
        return phase(self.event, self.now)

    def after(self) -> Standing:
        """What holds once this transaction has written."""
        return standing(self.session, self.event, self.person.id, self.now)

    def hold(self, rsvp: Rsvp) -> None:
        """Writes what the member holds."""
        hold(self.session, self.desk, self.event, self.person, rsvp, self.now)

    def drop(self, claims: Iterable[Claim], stage: Stage, **decided: object) -> None:
        """Ends claims without granting them; whoever sees them, organisers included, sees that."""
        for claim in claims:
            drop_claims(self.session, [claim], stage, **decided)
            touch_all(self.session, subject_of(self.event.id), self.now, moment=f"claim:{claim.id}")

    def touch(self) -> None:
        """Has what the member and the channel see of the event drawn again."""
        mine = self.person.slack_id or SlackId("")
        touch(self.session, subject_of(self.event.id), mine, self.desk.club.channel, self.now)


def decide(
    desk: Desk, event_id: EventId, person: Person, now: datetime, rule: Callable[[Case], Outcome]
) -> Outcome:
    """Applies a rule to a member's case at an event: committed when this returns, untouched if it raises."""
    return apply(desk, event_id, person, now, rule)


def apply(
    desk: Desk, event_id: EventId, person: Person, now: datetime, rule: Callable[[Case], T]
) -> T | Unknown:
    """The same for a rule with outcomes of its own, such as the faults of a form."""
    with desk.db.begin() as session:
        event = lock_event(session, event_id)
        if event is None or event.state is State.DRAFT:
            return Unknown()
        return rule(Case(session, desk, event, person, now, standing(session, event, person.id, now)))
