"""The voter's business at a ballot: entering the booth, casting, finding options; each in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from club.ballots import UNSEEN, Ballot, BallotState, Secrecy, in_order, may_change
from club.folding import fold
from club.ids import BallotId, VoterId
from club.polling import Entrusting, ProxyBar, VotingBar, bar_of, has_proxies, proxy_bar
from club.votes import VoteFault
from handlers.choosing.shared import sealed
from handlers.choosing.voting import form
from handlers.choosing.voting.form import FilledVote
from handlers.choosing.voting.ticket import NOBODY, Ticket
from handlers.kit.services import Services
from storage import proxies
from storage import votes as rows
from storage.ballots import get_ballot, list_ballots, lock_ballot
from storage.database import Session
from storage.people import Person, Role
from storage.sealing import KeyLostError
from storage.votes import Vote, Voter

MOST_FOUND = 99
"""Options that a search gives back: Slack takes a hundred, and one may be “nobody”."""


@dataclass(frozen=True, slots=True)
class Booth:
    """A ballot, and one vote in it that somebody may cast."""

    ballot: Ballot
    voter: Voter
    vote: Vote | None = None
    """The present choice, where it may be known."""
    mine: bool = True
    """Whether it is the voter's own, not one held by proxy."""


@dataclass(frozen=True, slots=True)
class VoteRefusal:
    """No vote is taken, and nothing was written."""

    bar: VotingBar
    ballot: Ballot | None = None
    voter: Voter | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The vote is in the urn."""

    booth: Booth
    blank: bool


@dataclass(frozen=True, slots=True)
class OptionMatches:
    """What a search in a form gives back."""

    ballot: Ballot
    things: Sequence[tuple[int, str]]
    """Options, or works, with their titles."""


@dataclass(frozen=True, slots=True)
class VoterStatus:
    """Where a member stands in an open ballot."""

    ballot: Ballot
    voters: Sequence[Voter]
    person: Person

    @property
    def own(self) -> Voter | None:
        """Their own vote, or their company's; None where they are not on the roll."""
        return next((one for one in self.voters if is_own(one, self.person)), None)

    @property
    def held(self) -> list[Voter]:
        """Other members' votes that they may cast."""
        return [one for one in self.voters if not is_own(one, self.person)]

    @property
    def no_proxy(self) -> ProxyBar | None:
        """What keeps the vote from being entrusted, whoever to."""
        if self.own is None:
            return ProxyBar.NOT_ON_ROLL
        case = Entrusting(self.own.cast is not None, len(self.held), holder_gave=False, holder_holds=0)
        return proxy_bar(self.ballot.rules, case)

    @property
    def may_entrust(self) -> bool:
        """Whether the form of a proxy is worth offering."""
        return self.no_proxy is None


def is_own(voter: Voter, person: Person) -> bool:
    """Whether a vote is this member's, or their company's."""
    company = voter.company_id is not None and voter.company_id == person.company_id
    return company or voter.member_id == person.id


def may_cast(voter: Voter, person: Person) -> bool:
    """Whether this member may cast it: as their own, their company's, or by proxy."""
    return is_own(voter, person) or (voter.holder_id == person.id and not voter.gone)


def list_places(services: Services, person: Person, now: datetime) -> list[VoterStatus]:
    """The open ballots and where the member stands in each; those that close first come first."""
    with services.db.read() as session:
        found = [one for one in list_ballots(session, BallotState.OPEN) if bar_of(one, now) is None]
        found.sort(key=lambda one: one.closes_at or now)
        return [VoterStatus(one, _voters(session, one.id, person), person) for one in found]


def get_place(
    services: Services, ballot_id: BallotId, person: Person, now: datetime
) -> VoterStatus | VoteRefusal:
    """Where the member stands in one ballot."""
    with services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
        bar = bar_of(ballot, now)
        if ballot is None or bar:
            return VoteRefusal(bar or VotingBar.UNKNOWN, ballot)
        return VoterStatus(ballot, _voters(session, ballot.id, person), person)


def _voters(session: Session, ballot_id: BallotId, person: Person) -> list[Voter]:
    return rows.list_voters(session, ballot_id, person.id, person.company_id)


def enter(
    services: Services, ballot_id: BallotId, voter_id: VoterId, person: Person, now: datetime
) -> Booth | VoteRefusal:
    """The booth of one's own vote, or of the vote named; or why there is none."""
    with services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
        bar = bar_of(ballot, now)
        if ballot is None or bar:
            return VoteRefusal(bar or VotingBar.UNKNOWN, ballot)
        voters = _voters(session, ballot.id, person)
        voter = next((one for one in voters if voter_id in (NOBODY, one.id)), None)
        return _booth(session, ballot, voter, person, by_name=voter_id != NOBODY)


def _booth(
    session: Session, ballot: Ballot, voter: Voter | None, person: Person, *, by_name: bool
) -> Booth | VoteRefusal:
    if voter is None:
        return VoteRefusal(_missing(ballot, by_name=by_name), ballot)
    if voter.cast and not may_change(ballot.rules):
        return VoteRefusal(VotingBar.SEALED, ballot, voter)
    vote = rows.get_vote(session, voter.cast.attendance_id) if voter.cast else None
    return Booth(ballot, voter, vote, is_own(voter, person))


def _missing(ballot: Ballot, *, by_name: bool) -> VotingBar:
    """Why a vote is not there to be cast: a named one was entrusted once."""
    return VotingBar.PROXY_GONE if by_name and has_proxies(ballot.rules) else VotingBar.NOT_ON_ROLL


def preview(services: Services, ballot_id: BallotId, person: Person) -> Booth | VoteRefusal:
    """The booth as any voter would find it, whatever the ballot's state; nothing can be cast in it."""
    with services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
    if ballot is None or not ballot.options:
        return VoteRefusal(VotingBar.UNKNOWN, ballot)
    name = person.company or person.name
    return Booth(ballot, Voter(NOBODY, None, None, 1, name, None, "", None))


def cast(
    services: Services, ticket: Ticket, person: Person, filled: FilledVote, now: datetime
) -> Recorded | VoteRefusal:
    """Puts a vote into the urn, or says why not; the same form sent again is the same success."""
    try:
        return _cast(services, ticket, person, filled, now)
    except KeyLostError:  # found by the first who votes then
        sealed.recover(services, ticket.ballot_id, now)
        return _cast(services, ticket, person, filled, now)


def _cast(
    services: Services, ticket: Ticket, person: Person, filled: FilledVote, now: datetime
) -> Recorded | VoteRefusal:
    with services.db.begin() as session:
        ballot = lock_ballot(session, ticket.ballot_id, share=True)
        bar = bar_of(ballot, now)
        if ballot is None or bar not in (None, VotingBar.CLOSED):
            return VoteRefusal(bar or VotingBar.UNKNOWN, ballot)
        voter = rows.lock_voter(session, ballot.id, ticket.voter_id)
        if voter is None or not may_cast(voter, person):
            return VoteRefusal(_missing(ballot, by_name=True), ballot)
        if voter.cast and ballot.rules.secrecy is Secrecy.SEALED:
            return _again(session, services, Booth(ballot, voter), ticket, person, filled)
        if bar := bar or _forged(ballot, filled):
            return VoteRefusal(bar, ballot)
        booth = Booth(ballot, voter, filled.vote, is_own(voter, person))
        return _put(session, services, booth, ticket, person, now)


def _forged(ballot: Ballot, filled: FilledVote) -> VotingBar | None:
    """The form has told its own faults already: what is still wrong here, no form has sent."""
    wrong = {slip.wrong for slip in form.slips(ballot, filled)}
    if VoteFault.FOREIGN in wrong or form.forged(ballot, filled) is VoteFault.FOREIGN:
        return VotingBar.FOREIGN
    return VotingBar.FORGED if wrong else None


def _again(
    session: Session, services: Services, booth: Booth, ticket: Ticket, person: Person, filled: FilledVote
) -> Recorded | VoteRefusal:
    """A sealed vote is there already: the very one, sent twice, or another that comes too late."""
    cast, ballot = booth.voter.cast, booth.ballot
    assert cast is not None
    if ticket.receipt and cast.by_id == person.id:
        where = (session, services.db.vault, ballot.id, cast.attendance_id, ticket.receipt)
        if rows.get_sealed_vote(*where) == filled.vote:
            return Recorded(booth, blank=filled.vote.blank)
    return VoteRefusal(VotingBar.SEALED, ballot, booth.voter)


def _put(
    session: Session, services: Services, booth: Booth, ticket: Ticket, person: Person, now: datetime
) -> Recorded:
    ballot, voter, vote = booth.ballot, booth.voter, booth.vote
    assert vote is not None
    if voter.member_id == person.id and voter.holder_id is not None:
        proxies.remove_proxy(session, ballot.id, voter.id)  # who votes themself takes the vote back
    vault, channel, receipt = services.db.vault, services.club.channel, ticket.receipt
    rows.cast(session, ballot, voter, person.id, vote, now, receipt=receipt, vault=vault, channel=channel)
    return Recorded(booth, blank=vote.blank)


def is_free(services: Services, ballot_id: BallotId, receipt: str) -> bool:
    """Whether no paper bears this receipt yet."""
    with services.db.read() as session:
        return rows.get_vote_by_receipt(session, ballot_id, receipt) is None


def find_options(services: Services, ballot_id: BallotId, words: str, person: Person) -> OptionMatches | None:
    """Options, or works, whose title holds the words, in this voter's order; None for no such ballot.

    One that is still being prepared is the organisers' alone.
    """
    with services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
    hidden = ballot is not None and ballot.state in UNSEEN
    if ballot is None or (hidden and person.role is not Role.ORGANISER):
        return None
    wanted = fold(words).split()
    works = form.shape_of(ballot) is form.Shape.PICKED_WORKS
    found: dict[int, str] = {}
    for option in in_order(ballot, str(person.id)):
        title = fold(option.title)
        if all(word in title for word in wanted):
            found.setdefault((option.work_id or 0) if works else option.id, option.title)
    return OptionMatches(ballot, list(found.items())[:MOST_FOUND])
