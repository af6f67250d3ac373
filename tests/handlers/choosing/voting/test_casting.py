"""Who may cast a vote, and what is written: twice, at once, too late, with what is not on the ballot."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from club.ballots import Ballot, BallotState, Secrecy
from club.ids import OptionId, VoterId
from club.polling import VotingBar
from handlers.choosing.voting import service
from handlers.choosing.voting.form import FilledVote
from handlers.choosing.voting.service import Recorded, VoteRefusal
from handlers.choosing.voting.ticket import Ticket
from storage.people import Membership, Person, change_member
from tests.handlers.choosing.voting.polls import becomes, foreign, marks, opens, rows, ticket
from tests.handlers.events.guests.house import NOW, House

LATE = NOW + timedelta(days=7)
RECEIPT = "K7QF-9M2X"


@pytest.mark.parametrize("secrecy", [Secrecy.CONFIDENTIAL, Secrecy.SEALED])
def test_two_colleagues_at_once_make_one_vote(house: House, secrecy: Secrecy) -> None:
    people = [house.joins(f"Membre {number}") for number in range(8)]
    ballot = opens(house, people[0], secrecy=secrecy)
    tickets = [ticket(house, ballot, one, receipt=f"AAAA-AAA{at}") for at, one in enumerate(people)]
    together = Barrier(len(people))

    def cast(at: int) -> Recorded | VoteRefusal:
        together.wait(30)
        chosen = marks(ballot, ("Vapeur", "Air comprimé")[at % 2])
        return service.cast(house.services, tickets[at], people[at], chosen, NOW)

    with ThreadPoolExecutor(len(people)) as pool:
        outcomes = list(pool.map(cast, range(len(people))))
    attended, papers = rows(house, ballot)
    assert len(attended) == len(papers) == 1
    if secrecy is Secrecy.CONFIDENTIAL:
        assert all(isinstance(one, Recorded) for one in outcomes)
        return
    lost = [one for one in outcomes if isinstance(one, VoteRefusal)]
    assert [one.bar for one in lost] == [VotingBar.SEALED] * 7
    (won,) = [at for at, one in enumerate(outcomes) if isinstance(one, Recorded)]
    assert attended[0]["cast_by"] == people[won].id
    assert papers[0]["receipt"] == tickets[won].receipt


def test_a_sealed_vote_sent_twice_is_one_success_and_another_comes_too_late(house: House) -> None:
    ana, luc = house.joins("Ana Berger"), house.joins("Luc Roy")
    ballot = opens(house, ana, secrecy=Secrecy.SEALED)
    mine = ticket(house, ballot, ana, receipt=RECEIPT)
    other = mine._replace(receipt="AAAA-AAAA")
    chosen = marks(ballot, "Vapeur")
    assert isinstance(service.cast(house.services, mine, ana, chosen, NOW), Recorded)
    before = rows(house, ballot)
    assert isinstance(service.cast(house.services, mine, ana, chosen, NOW), Recorded)
    assert isinstance(service.cast(house.services, mine, ana, chosen, LATE), Recorded)
    _is_refused(house, mine, ana, marks(ballot, "Air comprimé"), VotingBar.SEALED)
    _is_refused(house, other, ana, chosen, VotingBar.SEALED)
    _is_refused(house, mine, luc, chosen, VotingBar.SEALED)
    assert rows(house, ballot) == before


def _is_refused(house: House, mine: Ticket, person: Person, filled: FilledVote, bar: VotingBar) -> None:
    refused = service.cast(house.services, mine, person, filled, NOW)
    assert isinstance(refused, VoteRefusal)
    assert refused.bar is bar


def test_a_change_keeps_one_row_of_each_and_says_who_made_it(house: House) -> None:
    ana, luc = house.joins("Ana Berger"), house.joins("Luc Roy")
    ballot = opens(house, ana)
    mine = ticket(house, ballot, ana)
    service.cast(house.services, mine, ana, marks(ballot, "Vapeur"), NOW)
    (attended,), (paper,) = rows(house, ballot)
    later = NOW + timedelta(hours=1)
    service.cast(house.services, mine, luc, marks(ballot, "Air comprimé"), later)
    (again,), (changed,) = rows(house, ballot)
    assert again == attended | {"cast_by": luc.id, "cast_at": later}
    assert changed == paper | {"marks": changed["marks"]}
    assert changed["marks"] != paper["marks"]


BARS = {
    BallotState.DRAFT: VotingBar.UNKNOWN,
    BallotState.PLANNED: VotingBar.NOT_OPEN,
    BallotState.OPENING: VotingBar.NOT_OPEN,
    BallotState.CLOSED: VotingBar.CLOSED,
    BallotState.CANCELLED: VotingBar.CANCELLED,
}


def test_a_ballot_that_is_not_open_takes_no_vote(house: House) -> None:
    ana = house.joins("Ana Berger")
    ballot = opens(house, ana)
    mine = ticket(house, ballot, ana)
    for state, bar in BARS.items():
        becomes(house, ballot, state)
        _is_refused(house, mine, ana, marks(ballot, "Vapeur"), bar)
        entered = service.enter(house.services, ballot.id, VoterId(0), ana, NOW)
        assert isinstance(entered, VoteRefusal)
        assert entered.bar is bar
    assert rows(house, ballot) == ([], [])


def test_who_is_not_on_the_roll_casts_nothing(house: House) -> None:
    ana, eva = house.joins("Ana Berger"), house.joins("Eva Nilsson", "ALLICE")
    ballot = opens(house, ana)
    late = house.joins("Noé Petit", "Fonderie Rhône")
    chosen, of_ana = marks(ballot, "Vapeur"), ticket(house, ballot, ana)
    for person in (eva, late):
        _is_refused(house, of_ana, person, chosen, VotingBar.NOT_ON_ROLL)
    entered = service.enter(house.services, ballot.id, VoterId(0), late, NOW)
    assert isinstance(entered, VoteRefusal)
    assert entered.bar is VotingBar.NOT_ON_ROLL
    with house.services.db.begin() as session:
        change_member(session, ana.id, company_id=None, state=Membership.LEFT.value)
    _is_refused(house, of_ana, replace(ana, company_id=None), chosen, VotingBar.NOT_ON_ROLL)
    assert rows(house, ballot) == ([], [])


def test_the_closing_itself_is_too_late(house: House) -> None:
    ana = house.joins("Ana Berger")
    ballot = opens(house, ana)
    mine, chosen = ticket(house, ballot, ana), marks(ballot, "Vapeur")
    late = service.cast(house.services, mine, ana, chosen, LATE)
    assert isinstance(late, VoteRefusal)
    assert late.bar is VotingBar.CLOSED
    assert isinstance(service.cast(house.services, mine, ana, chosen, LATE - timedelta(seconds=1)), Recorded)


def test_what_no_form_sends_is_refused_and_stands_in_no_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ana = house.joins("Ana Berger")
    ballot, other = opens(house, ana), opens(house, ana)
    mine = ticket(house, ballot, ana)
    first = ballot.options[0].id
    _is_refused(house, mine, ana, foreign(marks(ballot, "Vapeur")), VotingBar.FOREIGN)
    _is_refused(house, mine, ana, marks(other, "Vapeur"), VotingBar.FOREIGN)
    _is_refused(house, mine, ana, FilledVote({first: 2}), VotingBar.FORGED)
    _is_refused(house, mine, ana, marks(ballot, "Vapeur", "Air comprimé", "Chaleur fatale"), VotingBar.FORGED)
    _is_refused(house, mine, ana, FilledVote({first: 1}, {7: "mot"}), VotingBar.FOREIGN)
    _is_refused(house, mine, ana, FilledVote({OptionId(-1): 1}), VotingBar.FOREIGN)
    _is_refused(house, mine._replace(voter_id=VoterId(10**6)), ana, marks(ballot), VotingBar.NOT_ON_ROLL)
    other_voter = ticket(house, other, ana).voter_id
    _is_refused(house, mine._replace(voter_id=other_voter), ana, marks(ballot), VotingBar.NOT_ON_ROLL)
    assert rows(house, ballot) == ([], [])
    assert isinstance(service.cast(house.services, mine, ana, marks(ballot, "Vapeur"), NOW), Recorded)
    said = " ".join(record.getMessage() for record in caplog.records)
    assert not any(str(key) in said for key in _choices(ballot))


def _choices(ballot: Ballot) -> list[str]:
    return [f'"{option.id}":1' for option in ballot.options]
