"""Votes that come in while the ballot is being closed: in the urn and confirmed, or neither."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from club.ballots import Secrecy, Unit
from club.polling import Bar
from handlers.kit.counting import close_ballot
from handlers.voting import service
from handlers.voting.service import Recorded, Refusal
from storage.people import Person
from tests.handlers.guests.house import NOW, House
from tests.handlers.voting.polls import marks, opens, rows, ticket

VOTERS = 12


@pytest.mark.parametrize("secrecy", [Secrecy.CONFIDENTIAL, Secrecy.SEALED])
def test_a_vote_that_meets_the_closing_is_counted_if_it_was_confirmed(house: House, secrecy: Secrecy) -> None:
    people = [house.joins(f"Membre {number}") for number in range(VOTERS)]
    ballot = opens(house, people[0], unit=Unit.MEMBER, secrecy=secrecy)
    tickets = [ticket(house, ballot, one, receipt=f"AAAA-{at:04}") for at, one in enumerate(people)]
    together = Barrier(VOTERS + 1)

    def cast(at: int) -> Recorded | Refusal | Person:
        together.wait(30)
        if at == VOTERS:
            close_ballot(house.desk, ballot.id, NOW)
            return people[0]
        return service.cast(house.desk, tickets[at], people[at], marks(ballot, "Vapeur"), NOW)

    with ThreadPoolExecutor(VOTERS + 1) as pool:
        outcomes = list(pool.map(cast, range(VOTERS + 1)))
    confirmed = {people[at].id for at, one in enumerate(outcomes) if isinstance(one, Recorded)}
    attended, papers = rows(house, ballot)
    assert {row["cast_by"] for row in attended} == confirmed
    assert len(papers) == len(confirmed)
    assert {one.bar for one in outcomes if isinstance(one, Refusal)} <= {Bar.CLOSED}
    assert not any(row["attendance_id"] or row["attendance_id"] == "" for row in papers)
