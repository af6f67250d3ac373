"""Entrusting one's vote to another member, and taking it back; each in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from club.ballots import Ballot
from club.followup import Matter, Whom
from club.ids import BallotId, MemberId, VoterId
from club.polling import Entrusting, ProxyBar, bar_of, has_proxies, proxy_bar
from handlers import names
from handlers.kit.following import Ear, Waiting
from handlers.kit.services import Services
from storage import proxies
from storage import votes as rows
from storage.ballots import get_ballot, lock_ballot, subject_of_ballot
from storage.database import Session
from storage.followup import FollowUp, follow
from storage.people import Person, get_person
from storage.postings import Note, enqueue
from storage.votes import Voter


@dataclass(frozen=True, slots=True)
class Entrusted:
    """The other votes for this member now."""

    holder: Person


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The vote is its owner's."""


@dataclass(frozen=True, slots=True)
class NotEntrusted:
    """Nothing changed; `name` is who holds the vote, where that is the reason."""

    bar: ProxyBar
    name: str = ""


def entrust(
    services: Services, ballot_id: BallotId, person: Person, holder_id: MemberId, now: datetime
) -> Entrusted | NotEntrusted:
    """The member's vote goes to the holder, who is told; an earlier holder loses it."""
    with services.db.begin() as session:
        ballot = lock_ballot(session, ballot_id, share=True)
        if ballot is None or bar_of(ballot, now) or not has_proxies(ballot.rules):
            return NotEntrusted(ProxyBar.NONE_HERE)
        if holder_id == person.id:
            return NotEntrusted(ProxyBar.SELF)
        # Both, so that two who entrust at once, to each other or to a third, take turns.
        proxies.lock_voters_of(session, ballot.id, (person.id, holder_id))
        return _entrust(session, ballot, person, get_person(session, holder_id), now)


def _entrust(
    session: Session, ballot: Ballot, person: Person, holder: Person | None, now: datetime
) -> Entrusted | NotEntrusted:
    mine = proxies.get_holding(session, ballot.id, person.id)
    voter = rows.get_voter(session, ballot.id, mine.voter_id) if mine.voter_id else None
    if voter is None:
        return NotEntrusted(ProxyBar.NOT_ON_ROLL)
    if holder is None or not holder.active:
        return NotEntrusted(ProxyBar.STRANGER)
    theirs = proxies.get_holding(session, ballot.id, holder.id)
    if theirs.voter_id is None:
        return NotEntrusted(ProxyBar.STRANGER)
    if not holder.can_act:
        return NotEntrusted(ProxyBar.AWAY)
    if voter.holder_id == holder.id and voter.cast is None:
        return Entrusted(holder)
    case = Entrusting(voter.cast is not None, mine.holds, theirs.gave, theirs.holds)
    if bar := proxy_bar(ballot.rules, case):
        return NotEntrusted(bar)
    _hand_over(session, ballot, voter, holder, now)
    return Entrusted(holder)


def _hand_over(session: Session, ballot: Ballot, voter: Voter, holder: Person, now: datetime) -> None:
    if voter.holder_id is not None:
        proxies.remove_proxy(session, ballot.id, voter.id)
    proxies.add_proxy(session, ballot.id, voter.id, holder.id, now)
    follow(session, Matter.PROXY, voter.id, now, anew=True)
    rows.touch_concerned(session, ballot.id, voter, now)
    if holder.slack_id:
        moment = f"{voter.id}:{now.isoformat()}"
        note = Note(names.PROXY, subject_of_ballot(ballot.id), holder.slack_id, moment, live=True)
        enqueue(session, [note], now)


def take_back(
    services: Services, ballot_id: BallotId, person: Person, now: datetime
) -> TakenBack | NotEntrusted:
    """The vote is the member's again, unless its holder has cast it."""
    with services.db.begin() as session:
        ballot = lock_ballot(session, ballot_id, share=True)
        if ballot is None or bar_of(ballot, now):
            return NotEntrusted(ProxyBar.NONE_HERE)
        mine = proxies.get_holding(session, ballot.id, person.id)
        voter = rows.lock_voter(session, ballot.id, mine.voter_id) if mine.voter_id else None
        if voter is None:
            return NotEntrusted(ProxyBar.NOT_ON_ROLL)
        if voter.holder_id is not None and voter.cast and voter.cast.by_id == voter.holder_id:
            return NotEntrusted(ProxyBar.USED, voter.holder)
        if proxies.remove_proxy(session, ballot.id, voter.id):
            rows.touch_concerned(session, ballot.id, voter, now)
        return TakenBack()


def waiting(session: Session, _services: Services, one: FollowUp, now: datetime) -> Waiting | None:
    """An entrusted vote until its holder casts it."""
    ballot_id = proxies.get_ballot_of(session, VoterId(one.ref))
    ballot = get_ballot(session, ballot_id) if ballot_id else None
    voter = rows.get_voter(session, ballot.id, VoterId(one.ref)) if ballot else None
    if ballot is None or voter is None or voter.cast or bar_of(ballot, now):
        return None
    holder = get_person(session, voter.holder_id) if voter.holder_id else None
    ear = Ear(names.PROXY_DUE, [holder] if holder and holder.can_act else [])
    return Waiting(subject_of_ballot(ballot.id), str(voter.id), ballot.closes_at, {Whom.TURN: ear})
