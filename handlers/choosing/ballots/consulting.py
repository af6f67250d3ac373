"""A second consultation: the same options and rules where the quorum was missed, and a new roll (CHOISIR)."""

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from fractions import Fraction

from club.ballots import EDITION, Ballot, BallotState, Grade, NoOpinion, Purpose, Rules
from club.ids import BallotId, MemberId
from handlers.choosing.ballots import form, opening
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome, Faults
from handlers.choosing.shared import counting
from handlers.choosing.shared.shown import show_changed
from handlers.kit.interaction import Interaction
from handlers.kit.services import Services
from storage.ballots import add_ballot, get_ballot, get_second, lock_ballot
from storage.database import Session

WITHOUT, OTHER = "none", "other"
ASKED = (form.CLOSE_DAY, form.CLOSE_TIME, form.QUORUM)


@dataclass(frozen=True, slots=True)
class ConsultationForm:
    """What the form of a second consultation says."""

    closes_at: datetime
    quorum: int | Fraction | None
    """None: without a quorum."""


def asked(interaction: Interaction, zone: tzinfo) -> ConsultationForm | Faults:
    """The form, or what cannot be read of it; a quorum typed beside “none” is none."""
    typed = {name: interaction.entered(name) for name in ASKED}
    if interaction.entered(form.QUORUM_KIND) != OTHER:
        typed[form.QUORUM] = ""
    return _read(form.BallotFormReader(typed, zone), wanted=interaction.entered(form.QUORUM_KIND) == OTHER)


def _read(reader: form.BallotFormReader, *, wanted: bool) -> ConsultationForm | Faults:
    closes = reader.instant(form.CLOSE_DAY, form.CLOSE_TIME)
    quorum = reader.quorum(wanted=wanted)
    if reader.faults or closes is None:
        return reader.faults
    return ConsultationForm(closes, quorum)


def missed(outcome: counting.CountedBallot | None, ballot: Ballot | None) -> BallotOutcome | None:
    """Why a ballot is not to be consulted on again; None where its quorum was missed."""
    if outcome is None:
        return BallotOutcome(BallotChange.GONE if ballot is None else BallotChange.NOT_COUNTED, ballot)
    if outcome.result.quorum_reached:
        return BallotOutcome(BallotChange.DECIDED, outcome.ballot)
    return (
        BallotOutcome(BallotChange.ALREADY_CONSULTED, outcome.ballot) if outcome.second is not None else None
    )


def find(services: Services, ballot_id: BallotId) -> Ballot | BallotOutcome:
    """The ballot whose quorum was missed, or why there is nothing to consult on again."""
    with services.db.read() as session:
        outcome = counting.get_outcome(session, ballot_id)
        refused = missed(outcome, get_ballot(session, ballot_id))
    return refused or _ballot(outcome)


def _ballot(outcome: counting.CountedBallot | None) -> Ballot:
    assert outcome is not None, "nothing is refused"
    return outcome.ballot


def consult_again(
    services: Services, ballot_id: BallotId, wish: ConsultationForm, by: MemberId, now: datetime
) -> BallotOutcome:
    """Opens a copy of the ballot, once; organisers who come second are told so."""
    with services.db.begin(long=True) as session:
        first = lock_ballot(session, ballot_id)
        if refused := missed(counting.get_outcome(session, ballot_id), first):
            return refused
        assert first is not None
        assert get_second(session, ballot_id) is None
        made = add_ballot(session, _copy(first, wish), by, now)
        outcome = _opened(session, services, made, by, now)
        if outcome.result is BallotChange.FAULTY:
            session.rollback()
            return outcome
        show_changed(session, services, ballot_id, now)
    return outcome


def _opened(
    session: Session, services: Services, ballot_id: BallotId, by: MemberId, now: datetime
) -> BallotOutcome:
    saved = get_ballot(session, ballot_id)
    assert saved is not None
    done = opening.open_asked(session, services, saved, now, by)
    if done.result is BallotChange.FAULTY:
        # The form of a second consultation has these fields alone.
        faults = {name if name in ASKED else form.CLOSE_DAY: fault for name, fault in done.faults.items()}
        return replace(done, faults=faults)
    return replace(done, result=BallotChange.CONSULTED) if done.result is BallotChange.OPENED else done


def _copy(first: Ballot, wish: ConsultationForm) -> Ballot:
    share = wish.quorum if isinstance(wish.quorum, Fraction) else Fraction(0)
    number = wish.quorum if isinstance(wish.quorum, int) else 0
    rules = replace(as_of_today(first), quorum=number, quorum_share=share)
    return replace(
        first,
        rules=rules,
        state=BallotState.DRAFT,
        opens_at=None,
        closes_at=wish.closes_at,
        closed_at=None,
        reason="",
        note="",
        second_of=first.id,
    )


def as_of_today(first: Ballot) -> Rules:
    """The rules of a ballot of the first edition, with the floors that a ballot has since."""
    rules = first.rules
    if rules.edition == EDITION:
        return rules
    missing = NoOpinion.ASIDE if first.purpose is Purpose.EVALUATION else NoOpinion.REJECT
    return replace(rules, edition=EDITION, floor=1, floor_grade=Grade.FAIR, no_opinion=missing)
