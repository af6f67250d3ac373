"""The resolutions of a ballot that is being prepared: added, changed, taken out. A transaction a function."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.ballots import MOST_OPTIONS, Ballot, Option, Purpose
from club.ids import BallotId, OptionId
from club.readiness import OpeningFault, motion_faults
from handlers.choosing.ballots import form, opening
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome, BallotTrouble
from handlers.kit.return_to import revision
from handlers.kit.services import Services
from storage.ballots import get_ballot, lock_ballot, set_options
from storage.database import Session


@dataclass(frozen=True, slots=True)
class MotionDraft:
    """What a form of resolutions was opened on."""

    ballot_id: BallotId
    revision: str


def find(services: Services, ballot_id: BallotId) -> Ballot | BallotOutcome:
    """The ballot, or why its resolutions do not change."""
    with services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
    return _refused(ballot) or _there(ballot)


def _there(ballot: Ballot | None) -> Ballot:
    assert ballot is not None, "nothing is refused"
    return ballot


def _refused(ballot: Ballot | None) -> BallotOutcome | None:
    if refused := opening.not_prepared(ballot):
        return refused
    motions = ballot is not None and ballot.purpose is Purpose.MOTION
    return None if motions else BallotOutcome(BallotChange.NO_MOTION, ballot)


def save(services: Services, draft: MotionDraft, place: int, motion: Option) -> BallotOutcome:
    """A resolution in place of the one with that number, or as the last one (0)."""
    faults = {form.FIELD_OF[fault]: fault for fault in motion_faults(motion)}

    def changed(motions: Sequence[Option]) -> Sequence[Option]:
        if not 0 < place <= len(motions):
            return [*motions, motion]
        kept = replace(motions[place - 1], title=motion.title, text=motion.text, link=motion.link)
        return [*motions[: place - 1], kept, *motions[place:]]

    with services.db.begin() as session:
        ballot = lock_ballot(session, draft.ballot_id)
        if refused := _refused(ballot):
            return refused
        if faults:
            return BallotOutcome(BallotChange.FAULTY, ballot, faults=faults)
        return _change(session, _there(ballot), draft, changed(_there(ballot).options))


def drop(services: Services, draft: MotionDraft, place: int) -> BallotOutcome:
    """Takes one out; a ballot may be left without any, and does not open then."""
    with services.db.begin() as session:
        ballot = lock_ballot(session, draft.ballot_id)
        if refused := _refused(ballot):
            return refused
        motions = _there(ballot).options
        left = [one for at, one in enumerate(motions, 1) if at != place]
        return _change(session, _there(ballot), draft, left)


def _change(session: Session, ballot: Ballot, draft: MotionDraft, motions: Sequence[Option]) -> BallotOutcome:
    if revision(ballot) != draft.revision:
        return BallotOutcome(BallotChange.FAULTY, ballot, faults={form.QUESTION: BallotTrouble.CHANGED})
    if len(motions) > MOST_OPTIONS:
        return BallotOutcome(
            BallotChange.FAULTY, ballot, faults={form.QUESTION: OpeningFault.TOO_MANY_OPTIONS}
        )
    set_options(session, ballot.id, motions)
    return BallotOutcome(BallotChange.MOTIONS_CHANGED, get_ballot(session, ballot.id))


def typed(fields: Sequence[str]) -> Option:
    """What the form of a resolution says: question, text, link."""
    title, text, link = fields
    return Option(OptionId(0), title, text=text, link=link)
