"""What organisers and members look at, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass

from club.ballots import UNSEEN, Ballot, BallotState, Option, Purpose, in_order
from club.ids import BallotId, TopicId
from handlers.choosing.ballots.outcomes import BallotLine
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from storage.ballots import Turnout, count_by_state, get_ballot, get_turnout, list_ballots, list_some
from storage.database import Session
from storage.electors import Attendant, list_roll
from storage.people import Person, Role
from storage.topics import get_topic

SHOWN, ROLL_PAGE = 10, 40
"""Options, and voters, a page of a modal."""
_FIRST = (
    BallotState.OPEN,
    BallotState.OPENING,
    BallotState.PLANNED,
    BallotState.DRAFT,
    BallotState.CLOSED,
    BallotState.CANCELLED,
)


@dataclass(frozen=True, slots=True)
class Offered:
    """An option as members read it before they vote."""

    title: str
    about: str
    topic_id: int | None
    work_id: int | None
    motion: Option | None = None
    """The resolution, where it is one."""


@dataclass(frozen=True, slots=True)
class Roll:
    """A page of the list of voters."""

    ballot: Ballot
    turnout: Turnout
    page: Page[Attendant]


def find(services: Services, ballot_id: BallotId, person: Person) -> Ballot | None:
    """A ballot with its options; one that is being prepared is there for organisers alone."""
    with services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
    hidden = ballot and ballot.state in UNSEEN and person.role is not Role.ORGANISER
    return None if hidden else ballot


def listing(services: Services, asked: ListPosition) -> Page[BallotLine]:
    """One page of all ballots: open ones first, then those to come, then those that are over."""
    with services.db.read() as session:
        counted = count_by_state(session)
        total = sum(counted.values())
        at = asked.within(total)
        shown = _some(session, counted, at.number * PAGE)
        return Page.of([BallotLine(one, get_turnout(session, one.id)) for one in shown], total, at)


def _some(session: Session, counted: Mapping[BallotState, int], skip: int) -> list[Ballot]:
    """A page's ballots, state after state: of none is more read than is shown."""
    found = list[Ballot]()
    for state in _FIRST:
        here = counted.get(state, 0)
        if skip < here and len(found) < PAGE:
            found += list_some(session, state, skip, PAGE - len(found))
        skip = max(0, skip - here)
    return found


def offered(services: Services, ballot: Ballot, person: Person, asked: ListPosition) -> Page[Offered]:
    """A page of the options in this voter's own order."""
    options = in_order(ballot, str(person.id))
    if ballot.purpose is Purpose.EVALUATION:
        options = list({one.work_id or one.title: one for one in options}.values())
    page = Page.cut(options, asked, SHOWN)
    if ballot.purpose is Purpose.MOTION:
        motions = [Offered(one.title, one.text or one.link, None, None, one) for one in page.items]
        return page.with_items(motions)
    found = []
    with services.db.read() as session:
        for one in page.items:
            topic = get_topic(session, TopicId(one.topic_id)) if one.topic_id is not None else None
            found.append(Offered(one.title, topic.description if topic else "", one.topic_id, one.work_id))
    return page.with_items(found)


def roll(services: Services, ballot: Ballot, person: Person, asked: ListPosition) -> Roll:
    """A page of who has voted; organisers see who has not, too. Never what."""
    cast_only = person.role is not Role.ORGANISER
    with services.db.read() as session:
        turnout = get_turnout(session, ballot.id)
        total = turnout.cast if cast_only else turnout.roll
        at = asked.within(total, ROLL_PAGE)
        shown = list_roll(session, ballot, at.number * ROLL_PAGE, ROLL_PAGE, cast_only=cast_only)
    return Roll(ballot, turnout, Page.of(shown, total, at, ROLL_PAGE))


def current(session: Session) -> list[BallotLine]:
    """Ballots that organisers still have in hand: open, planned, drafts."""
    found = list_ballots(session, BallotState.OPEN, *UNSEEN)
    found.sort(key=lambda one: _FIRST.index(one.state))
    return [BallotLine(one, get_turnout(session, one.id)) for one in found[:PAGE]]
