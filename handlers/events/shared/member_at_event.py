"""One member at one event, in one write transaction: what answers are decided on."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from club.events import Event, EventState, Phase, notice, phase
from club.ids import EventId, MemberId, SlackId
from club.seating import Claim, Rsvp, SeatDecision, Stage, link_decision, organisers_hear, seat_decision
from handlers import names
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.seats import answer, drop_claims, participation, tell_organisers
from handlers.kit.services import Services
from storage.database import Session
from storage.events import lock_event
from storage.people import Person
from storage.postings import subject_of, touch, touch_all
from storage.seats import note_cancelled


@dataclass(frozen=True, slots=True)
class MemberAtEvent:
    """A member at an event that is locked: `before` holds until we write."""

    session: Session
    services: Services
    event: Event
    person: Person
    now: datetime
    before: Participation
    by: MemberId | None = None
    """Who answers in the member's name; None where they do themself."""
    files: bool = True
    """Whether each answer brings its calendar file; else one file has all of a series."""

    @property
    def phase(self) -> Phase:
        """The event's phase now."""
        return phase(self.event, self.now)

    def decide(self, count: int, *, remote: bool = False) -> SeatDecision:
        """What becomes of so many seats wanted now: chairs, or by the link."""
        if self.event.is_remote(remote):
            return link_decision(self.phase)
        return seat_decision(self.phase, self.before.room, count)

    def after(self) -> Participation:
        """What holds once this transaction has written."""
        return participation(self.session, self.event, self.person.id, self.now)

    def hold(self, rsvp: Rsvp) -> None:
        """Writes what the member holds, by an answer."""
        who, now = self.person, self.now
        answer(self.session, self.services, self.event, who, rsvp, now, self.by, files=self.files)

    def drop(self, claims: Iterable[Claim], stage: Stage, **decided: object) -> None:
        """Ends claims without granting them; whoever sees them, organisers included, sees that."""
        for claim in claims:
            drop_claims(self.session, [claim], stage, **decided)
            touch_all(self.session, subject_of(self.event.id), self.now, moment=f"claim:{claim.id}")

    def tell_fewer(self, count: int) -> None:
        """Seats given back late: the notice is kept, and the organisers hear of it (FACILITER)."""
        if not organisers_hear(self.phase):
            return
        seconds = int(notice(self.event, self.now).total_seconds())
        note_cancelled(self.session, self.event.id, self.person.id, seconds)
        moment = f"member:{self.person.id}:{count}:{seconds}"
        tell_organisers(self.session, self.services, self.event, names.FEWER, moment, self.now, live=False)

    def touch(self) -> None:
        """Has what the member and the channel see of the event drawn again."""
        mine = self.person.slack_id or SlackId("")
        touch(self.session, subject_of(self.event.id), mine, self.services.club.channel, self.now)


@contextmanager
def participating(
    services: Services, event_id: EventId | None, person: Person, now: datetime
) -> Iterator[MemberAtEvent | None]:
    """A write transaction about a member at an event: committed when the block ends, undone if it raises.

    The event stays locked until then, so that who sits where is decided by one at a time. None, with nothing
    locked, where there is no such event or it is not published.
    """
    with services.db.begin() as session:
        event = lock_event(session, event_id) if event_id else None
        if event is None or event.state is EventState.DRAFT:
            yield None
        else:
            before = participation(session, event, person.id, now)
            yield MemberAtEvent(session, services, event, person, now, before)
