"""Reading results, settling ties, adding a word: one transaction a function (article CHOISIR)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from club.ballots import UNSEEN, Ballot, BallotState, Secrecy
from club.ids import BallotId, OptionId, SlackId
from club.tally import Tally
from club.urn import PublishedPaper, publish
from handlers import names
from handlers.choosing.shared.counting import (
    CountedBallot,
    get_outcome,
    outcome_of,
    provisional,
    record_steps,
)
from handlers.choosing.shared.shown import show_changed
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from storage import urns
from storage.ballots import get_ballot, lock_ballot, save_ballot, subject_of_ballot
from storage.database import Session
from storage.people import Person
from storage.postings import Note, enqueue
from storage.urns import OpenVote

RESULTS = "results"
"""The list of them."""
SETTLED = "settled"
"""The moment of what the channel gets when a tie is settled: changes of the result make no sound, and its
picture was not posted before."""


class ResultOutcome(StrEnum):
    """What an act came to."""

    DONE = "done"
    GONE = "gone"
    """There is no such ballot, or members may not see it yet."""
    NOT_CLOSED = "not_closed"
    COUNTING = "counting"
    """Closed, and not told yet."""
    CANCELLED = "cancelled"
    NO_TIE = "no_tie"
    """Nothing is left to settle."""
    COUNT = "count"
    """Not as many were chosen as there are places."""
    NOT_PUBLISHED = "not_published"
    """So few votes that the urn would name the voters."""


@dataclass(frozen=True, slots=True)
class Running:
    """An open ballot that shows its figures as they come in."""

    ballot: Ballot
    tally: Tally


def find(services: Services, ballot_id: BallotId) -> CountedBallot | Running | ResultOutcome:
    """The result of a ballot, its figures so far, or why there is none to see."""
    with services.db.read() as session:
        if outcome := get_outcome(session, ballot_id):
            return outcome
        ballot = get_ballot(session, ballot_id)
        if ballot and ballot.state is BallotState.OPEN and ballot.rules.live:
            return Running(ballot, provisional(session, ballot))
        return missing(ballot)


def get_open(services: Services, ballot_id: BallotId) -> Ballot | None:
    """The ballot, as long as votes are taken."""
    with services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
    return ballot if ballot and ballot.state is BallotState.OPEN else None


def missing(ballot: Ballot | None) -> ResultOutcome:
    """Why a ballot has no result; what is only prepared is not there for members."""
    if ballot is None or ballot.state in UNSEEN:
        return ResultOutcome.GONE
    if ballot.state is BallotState.CANCELLED:
        return ResultOutcome.CANCELLED
    return ResultOutcome.COUNTING if ballot.state is BallotState.CLOSED else ResultOutcome.NOT_CLOSED


def list_outcomes(services: Services, asked: ListPosition, size: int = PAGE) -> Page[CountedBallot]:
    """A page of results, the last closed first; a page beyond the end is the last."""
    with services.db.read() as session:
        total = urns.count_published(session)
        at = asked.within(total, size)
        found = [get_outcome(session, one) for one in urns.list_published(session, size, at.number * size)]
    return Page.of([one for one in found if one], total, at, size)


def list_votes(
    services: Services, ballot_id: BallotId
) -> tuple[CountedBallot, list[OpenVote]] | ResultOutcome:
    """Who chose what, in an open ballot that is closed; in any other nobody is ever told."""
    with services.db.read() as session:
        outcome = get_outcome(session, ballot_id)
        if outcome is None or outcome.ballot.rules.secrecy is not Secrecy.OPEN:
            return missing(get_ballot(session, ballot_id)) if outcome is None else ResultOutcome.GONE
        return outcome, urns.list_votes(session, ballot_id)


def settle(
    services: Services, ballot_id: BallotId, chosen: Sequence[OptionId], by: Person, now: datetime
) -> ResultOutcome:
    """The organisers' choice among the tied; the first word holds, and everybody hears of it."""
    with services.db.begin() as session:
        lock_ballot(session, ballot_id)
        outcome = get_outcome(session, ballot_id)
        if outcome is None or not outcome.pending:
            return ResultOutcome.GONE if outcome is None else ResultOutcome.NO_TIE
        if not _settles(outcome, chosen, urns.list_papers(session, ballot_id)):
            return ResultOutcome.COUNT
        urns.save_settled(session, ballot_id, chosen, by.id, now)
        settled = get_outcome(session, ballot_id)
        assert settled is not None
        record_steps(session, services, settled, now, by=by.id)
        subject = subject_of_ballot(ballot_id)
        # A moment of its own: whatever picture went out before, this one is posted.
        kinds = [names.RESULT, names.RESULT_PICTURE] if settled.pictured else [names.RESULT]
        enqueue(session, [Note(kind, subject, services.club.channel, SETTLED) for kind in kinds], now)
        show_changed(session, services, ballot_id, now)
    return ResultOutcome.DONE


def _settles(outcome: CountedBallot, chosen: Sequence[OptionId], papers: Sequence[PublishedPaper]) -> bool:
    """Whether so many, and none but the tied, were chosen that nothing is left open."""
    try:
        kept = replace(outcome.kept, chosen=tuple(chosen))
        return not outcome_of(outcome.ballot, kept, papers).pending
    except ValueError:
        return False


def note(services: Services, ballot_id: BallotId, words: str, now: datetime) -> ResultOutcome:
    """The organisers' word on the outcome, shown with it; an empty one takes it back."""
    with services.db.begin() as session:
        ballot = lock_ballot(session, ballot_id)
        if ballot is None or get_outcome(session, ballot_id) is None:
            return missing(ballot)
        save_ballot(session, replace(ballot, note=words))
        show_changed(session, services, ballot_id, now)
    return ResultOutcome.DONE


def send_urn(services: Services, ballot_id: BallotId, to: SlackId, now: datetime) -> ResultOutcome:
    """Queues the published urn; asking several times within a minute sends it once."""
    with services.db.begin() as session:
        outcome = get_outcome(session, ballot_id)
        if outcome is None:
            return missing(get_ballot(session, ballot_id))
        if not outcome.publishable:
            return ResultOutcome.NOT_PUBLISHED
        minute = now.strftime("%Y-%m-%dT%H:%M")
        enqueue(session, [Note(names.RESULT_URN, subject_of_ballot(ballot_id), to, minute)], now)
    return ResultOutcome.DONE


def urn_of(session: Session, outcome: CountedBallot) -> str:
    """The file itself."""
    return publish(outcome.ballot, urns.list_papers(session, outcome.ballot.id), outcome.result)
