"""Votes that come in while the ballot is being closed: each is counted, or refused by name; none is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from club.ballots import Secrecy
from club.ids import VoterId
from club.polling import VotingBar
from handlers.choosing.shared.counting import BallotClosed, close_ballot, get_outcome, publish_results
from handlers.choosing.voting import service
from handlers.choosing.voting.form import FilledVote
from handlers.choosing.voting.service import Booth, Recorded, VoteRefusal
from handlers.choosing.voting.ticket import Ticket
from handlers.kit.services import Services
from storage.people import get_person
from tests.handlers.choosing.results.voting import founds, opens, topics
from tests.stories.club import NOW

VOTERS, CLOSERS = 12, 2


@pytest.mark.parametrize("secrecy", [Secrecy.CONFIDENTIAL, Secrecy.SEALED])
def test_a_vote_at_the_instant_of_closing_is_counted_or_refused(services: Services, secrecy: Secrecy) -> None:
    members = founds(services, VOTERS)
    ballot = opens(services, secrecy, topics(2))
    with services.db.read() as session:
        people = [person for one in members if (person := get_person(session, one))]
    tickets = []
    for at, person in enumerate(people):
        booth = service.enter(services, ballot.id, VoterId(0), person, NOW)
        assert isinstance(booth, Booth)
        tickets.append(Ticket(ballot.id, booth.voter.id, receipt=f"AAAA-AA{at:02}"))
    together = Barrier(VOTERS + CLOSERS)

    def interaction(at: int) -> object:
        together.wait(30)
        if at >= VOTERS:
            return close_ballot(services, ballot.id, NOW)
        return service.cast(services, tickets[at], people[at], FilledVote({ballot.options[0].id: 1}), NOW)

    with ThreadPoolExecutor(VOTERS + CLOSERS) as pool:
        done = list(pool.map(interaction, range(VOTERS + CLOSERS)))
    publish_results(services, NOW)
    cast = sum(isinstance(one, Recorded) for one in done)
    assert {one.bar for one in done if isinstance(one, VoteRefusal)} <= {VotingBar.CLOSED}
    assert sum(isinstance(one, BallotClosed) for one in done) == 1
    with services.db.read() as session:
        outcome = get_outcome(session, ballot.id)
    assert outcome is not None
    assert outcome.result.votes == cast
    assert sum(one.score for one in outcome.result.tally.figures) == cast
