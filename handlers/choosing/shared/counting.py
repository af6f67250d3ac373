"""Closing a ballot, counting it and telling the result: what ballots, results and works share (CHOISIR).

A ballot closes in one transaction, which erases what a secret ballot must not keep. Its result is told in a
second one, once what was erased is also gone from the database's files: for an open ballot at once, else by
the sweep, for wiping a large file takes longer than a click may.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from club.ballots import Ballot, BallotState, Purpose, is_secret
from club.ids import BallotId, MemberId, OptionId, TopicId, WorkId
from club.tally import BallotResult, Paper, Settled, Tally, decide, tally
from club.topics import TopicStep
from club.urn import PublishedPaper, broken_down, digest, publishable
from handlers import names
from handlers.choosing.shared import sealed
from handlers.choosing.shared.figures import grades_of, reason_of
from handlers.choosing.shared.shown import organisers, show_changed
from handlers.choosing.shared.topics import DECIDED, record, record_votes
from handlers.kit.services import Services
from storage import sealing, urns
from storage.ballots import get_ballot, get_second, get_turnout, lock_ballot, save_ballot, subject_of_ballot
from storage.database import Session
from storage.electors import show_again
from storage.postings import Note, enqueue, touch_all
from storage.standing import take_place
from storage.told import ToldResults
from storage.topics import subject_of_topic
from storage.urns import ResultRecord
from storage.works import get_work

log = logging.getLogger(__name__)
_COUNTED = ToldResults["CountedBallot"]()


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """A result that was told, and how much of it may be shown."""

    ballot: Ballot
    result: BallotResult
    kept: ResultRecord
    detailed: bool
    """Whether figures may be shown; else winners and turnout only."""
    publishable: bool
    """Whether the urn may be handed out."""
    second: BallotId | None = None
    """The second consultation on it, where its quorum was missed."""

    @property
    def decided(self) -> bool:
        """Whether the ballot chose anything, or graded something."""
        return self.result.decided

    @property
    def missed(self) -> bool:
        """Whether so few voted that the statutes may want a second consultation, and there is none yet."""
        return not self.result.quorum_reached and self.second is None

    @property
    def pending(self) -> bool:
        """Whether the organisers have a tie to settle."""
        return self.result.settled is Settled.PENDING

    @property
    def pictured(self) -> bool:
        """Whether its picture may be posted. Not before a tie is settled: Slack changes no file in place, so
        the picture would go on showing an open tie beside the card that says how it ended, and in search and
        on phones even where it were deleted. Until then the card has the figures, and says what is awaited.
        The organisers' note is on the card alone.
        """
        return self.detailed and self.decided and not self.pending

    def title(self, option: OptionId) -> str:
        """An option's title."""
        return next(one.title for one in self.ballot.options if one.id == option)

    def titles(self, options: Iterable[OptionId]) -> list[str]:
        """Their titles, in that order."""
        return [self.title(option) for option in options]


@dataclass(frozen=True, slots=True)
class BallotClosed:
    """Closed now. `told`: the result is out; else it follows once the counting is done."""

    ballot: Ballot
    told: bool


@dataclass(frozen=True, slots=True)
class NotOpen:
    """There was nothing to close: closed before, cancelled, never opened, or no such ballot."""

    ballot: Ballot | None


@dataclass(frozen=True, slots=True)
class PapersUnreadable:
    """Sealed votes cannot be read here, and without them nothing is counted: the ballot stays open."""

    ballot: Ballot
    lost: int
    """How many must be cast again; 0: their key may still be on another machine."""


def close_ballot(
    services: Services, ballot_id: BallotId, now: datetime, *, reason: str = ""
) -> BallotClosed | NotOpen | PapersUnreadable:
    """Closes an open ballot, whatever the hour: no vote comes in any more, and secret ones lose their tie.

    `reason`: why it is closed before its time, unless that stands written. Doing it twice changes nothing.
    """
    with services.db.begin(long=True) as session:
        ballot = lock_ballot(session, ballot_id)
        if ballot is None or ballot.state is not BallotState.OPEN:
            return NotOpen(ballot)
        if not sealing.empty(session, services.db.vault, ballot_id):
            return PapersUnreadable(*sealed.reopen_lost(session, services, ballot, now))
        # A sweep may come late; no vote was taken after the hour that was announced.
        closed_at = min(now, ballot.closes_at or now)
        ballot = replace(
            ballot, state=BallotState.CLOSED, closed_at=closed_at, reason=reason or ballot.reason
        )
        secret = is_secret(ballot.rules)
        save_ballot(session, ballot)
        urns.close_urn(session, ballot_id, secret=secret)
        urns.save_count(session, ballot_id, get_turnout(session, ballot_id).roll)
        show_changed(session, services, ballot_id, now)
        show_again(session, subject_of_ballot(ballot_id), now)
        if not secret:
            _tell(session, services, ballot_id, now)
    return BallotClosed(ballot, told=not secret)


def publish_results(services: Services, now: datetime) -> None:
    """Tells the results of ballots that closed, once what they erased is gone from the files; else later."""
    with services.db.read() as session:
        waiting = urns.list_unpublished(session)
    if not waiting:
        return
    if not urns.scrub(services.db):
        log.warning(
            "results of %d ballots wait: what was erased could not be wiped from the files", len(waiting)
        )
        return
    for ballot_id in waiting:
        with services.db.begin(long=True) as session:
            lock_ballot(session, ballot_id)
            if ballot_id in urns.list_unpublished(session):
                _tell(session, services, ballot_id, now)


def _tell(session: Session, services: Services, ballot_id: BallotId, now: datetime) -> None:
    """The result goes to the channel, to the organisers and to those who proposed what was voted on."""
    urns.save_published(session, ballot_id, now)
    outcome = get_outcome(session, ballot_id)
    assert outcome is not None, "it was closed"
    subject = subject_of_ballot(ballot_id)
    # In the place of the ballot's card; where that is gone, as a message of its own.
    result = Note(names.RESULT, subject, services.club.channel, live=True)
    notes = [] if take_place(session, names.BALLOT_CARD, result, now) else [result]
    if outcome.pictured:
        notes.append(Note(names.RESULT_PICTURE, subject, services.club.channel))
    notes += [Note(names.RESULT_ORGANISER, subject, one, live=True) for one in organisers(session)]
    enqueue(session, notes, now)
    show_changed(session, services, ballot_id, now)
    record_steps(session, services, outcome, now)


def record_steps(
    session: Session, services: Services, outcome: CountedBallot, now: datetime, by: MemberId | None = None
) -> None:
    """What the vote means for each topic; while it decided nothing, their cards only are drawn again."""
    if not outcome.decided or outcome.pending:
        _show_topics(session, outcome.ballot, now)
        return
    ballot, result, t = outcome.ballot, outcome.result, services.shared
    if ballot.purpose is Purpose.EVALUATION:
        _record_evaluated(session, services, outcome, now)
        return
    steps = []
    for option in ballot.options:
        if option.topic_id is not None:
            step = TopicStep.CHOSEN if option.id in result.winners else TopicStep.NOT_CHOSEN
            reason = reason_of(t, ballot, result, option.id) if outcome.detailed else ""
            steps.append((TopicId(option.topic_id), step, reason))
    record_votes(session, ballot.id, steps, DECIDED, now, by=by)


def _show_topics(session: Session, ballot: Ballot, now: datetime) -> None:
    for option in ballot.options:
        if option.topic_id is not None:
            touch_all(session, subject_of_topic(TopicId(option.topic_id)), now)


def _record_evaluated(session: Session, services: Services, outcome: CountedBallot, now: datetime) -> None:
    """The topics that the works came from: once for each work, whatever it was judged by (ÉVALUER)."""
    ballot, t = outcome.ballot, services.shared
    for work_id in sorted({one.work_id for one in ballot.options if one.work_id is not None}):
        work = get_work(session, WorkId(work_id))
        if work and work.topic_id is not None:
            reason = grades_of(t, ballot, outcome.result, work_id) if outcome.detailed else ""
            record(
                session, services, work.topic_id, TopicStep.EVALUATED, now, other_id=work.id, reason=reason
            )


def get_outcome(session: Session, ballot_id: BallotId) -> CountedBallot | None:
    """The result of a ballot, counted from its papers; None until it is told."""
    ballot, kept = get_ballot(session, ballot_id), urns.get_kept(session, ballot_id)
    if ballot is None or ballot.state is not BallotState.CLOSED or kept.published_at is None:
        return None
    key = (ballot, kept)
    outcome = _COUNTED.get(session, key, lambda: outcome_of(*key, urns.list_papers(session, ballot_id)))
    return outcome if outcome.decided else replace(outcome, second=get_second(session, ballot_id))


def outcome_of(ballot: Ballot, kept: ResultRecord, papers: Sequence[PublishedPaper]) -> CountedBallot:
    """The result of these papers; ValueError where the organisers chose what they could not."""
    counted, options = _papers(papers), [one.id for one in ballot.options]
    mixed = digest(ballot.salt, papers)
    result = decide(ballot.rules, options, counted, kept.voters, kept.chosen, mixed)
    return CountedBallot(
        ballot, result, kept, broken_down(ballot.rules, counted), publishable(ballot.rules, counted)
    )


def provisional(session: Session, ballot: Ballot) -> Tally:
    """The figures of an open, live ballot so far; `ballot` with its options."""
    papers = _papers(urns.list_papers(session, ballot.id))
    return tally(ballot.rules, [one.id for one in ballot.options], papers)


def _papers(papers: Sequence[PublishedPaper]) -> list[Paper]:
    return [Paper(one.marks, one.weight) for one in papers]
