"""A vote entrusted to somebody else: to one, never on, never too many, taken back until it is used."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from club.ballots import Ballot, BallotState, Secrecy, Unit
from club.ids import MemberId, VoterId
from club.polling import ProxyBar, VotingBar
from handlers import names
from handlers.choosing.voting import entrusting, service
from handlers.choosing.voting.entrusting import Entrusted, NotEntrusted, TakenBack
from handlers.choosing.voting.service import Booth, Recorded, VoteRefusal
from storage.people import Person
from storage.proxies import get_holding
from tests.handlers.choosing.voting.polls import becomes, marks, opens, rows, ticket
from tests.handlers.events.guests.house import NOW, House


@pytest.fixture
def people(house: House) -> list[Person]:
    return [house.joins(name) for name in ("Ana Berger", "Luc Roy", "Eva Nilsson", "Noé Petit")]


def _opens(house: House, people: list[Person], most: int = 1) -> Ballot:
    return opens(house, people[0], unit=Unit.MEMBER, secrecy=Secrecy.CONFIDENTIAL, proxies=most)


def _entrust(house: House, ballot: Ballot, giver: Person, holder: MemberId) -> ProxyBar | None:
    done = entrusting.entrust(house.services, ballot.id, giver, holder, NOW)
    assert isinstance(done, Entrusted | NotEntrusted)
    return done.bar if isinstance(done, NotEntrusted) else None


def test_a_vote_is_entrusted_to_one_who_is_told_once(house: House, people: list[Person]) -> None:
    ana, luc, eva, noe = people
    ballot = _opens(house, people)
    assert _entrust(house, ballot, ana, luc.id) is None
    assert _entrust(house, ballot, ana, luc.id) is None
    assert house.told(NOW) == [(names.PROXY, luc.slack_id)]
    assert _entrust(house, ballot, ana, ana.id) is ProxyBar.SELF
    assert _entrust(house, ballot, eva, luc.id) is ProxyBar.FULL
    assert _entrust(house, ballot, eva, ana.id) is ProxyBar.PASSED_ON
    assert _entrust(house, ballot, luc, noe.id) is ProxyBar.HOLDS
    assert _entrust(house, ballot, eva, MemberId(10**6)) is ProxyBar.STRANGER
    late = house.joins("Zoé Martin")
    assert _entrust(house, ballot, eva, late.id) is ProxyBar.STRANGER
    assert _entrust(house, ballot, late, eva.id) is ProxyBar.NOT_ON_ROLL
    assert _entrust(house, ballot, ana, eva.id) is None  # another holder instead
    with house.services.db.read() as session:
        assert get_holding(session, ballot.id, luc.id).holds == 0
        assert get_holding(session, ballot.id, eva.id).holds == 1


def test_no_ballot_but_an_open_one_of_members_that_allows_it_has_proxies(
    house: House, people: list[Person]
) -> None:
    ana, luc, *_ = people
    company = opens(house, ana, proxies=1)
    none = _opens(house, people, most=0)
    closed = _opens(house, people)
    becomes(house, closed, BallotState.CLOSED)
    for ballot in (company, none, closed):
        assert _entrust(house, ballot, ana, luc.id) is ProxyBar.NONE_HERE


def test_the_holder_votes_for_each_and_the_giver_s_own_vote_replaces_it(
    house: House, people: list[Person]
) -> None:
    ana, luc, *_ = people
    ballot = _opens(house, people)
    _entrust(house, ballot, ana, luc.id)
    hers = ticket(house, ballot, ana)
    held = service.enter(house.services, ballot.id, hers.voter_id, luc, NOW)
    assert isinstance(held, Booth)
    assert not held.mine
    assert held.voter.name == "Ana Berger"
    own = service.enter(house.services, ballot.id, VoterId(0), luc, NOW)
    assert isinstance(own, Booth)
    assert own.voter.name == "Luc Roy"
    assert isinstance(service.cast(house.services, hers, luc, marks(ballot, "Vapeur"), NOW), Recorded)
    used = entrusting.take_back(house.services, ballot.id, ana, NOW)
    assert used == NotEntrusted(ProxyBar.USED, "Luc Roy")
    service.cast(house.services, hers, ana, marks(ballot, "Air comprimé"), NOW)
    ((attended,), (paper,)) = rows(house, ballot)
    assert attended["cast_by"] == ana.id
    gone = service.cast(house.services, hers, luc, marks(ballot, "Vapeur"), NOW)
    assert isinstance(gone, VoteRefusal)
    assert gone.bar is VotingBar.PROXY_GONE
    assert rows(house, ballot) == ([attended], [paper])
    assert _entrust(house, ballot, ana, luc.id) is ProxyBar.VOTED


def test_a_vote_taken_back_is_its_owner_s_again(house: House, people: list[Person]) -> None:
    ana, luc, *_ = people
    ballot = _opens(house, people)
    _entrust(house, ballot, ana, luc.id)
    hers = ticket(house, ballot, ana)
    assert entrusting.take_back(house.services, ballot.id, ana, NOW) == TakenBack()
    assert entrusting.take_back(house.services, ballot.id, ana, NOW) == TakenBack()
    gone = service.enter(house.services, ballot.id, hers.voter_id, luc, NOW)
    assert isinstance(gone, VoteRefusal)
    assert gone.bar is VotingBar.PROXY_GONE


def test_of_two_who_entrust_at_once_one_comes_after(house: House, people: list[Person]) -> None:
    ballot = _opens(house, people)
    ana, luc, eva, noe = people
    pairs = [(ana, luc), (luc, ana), (eva, luc), (noe, luc)]
    together = Barrier(len(pairs))

    def entrust(pair: tuple[Person, Person]) -> ProxyBar | None:
        together.wait(30)
        return _entrust(house, ballot, pair[0], pair[1].id)

    with ThreadPoolExecutor(len(pairs)) as pool:
        outcomes = list(pool.map(entrust, pairs))
    with house.services.db.read() as session:
        found = [get_holding(session, ballot.id, one.id) for one in people]
    assert sum(one.gave for one in found) == outcomes.count(None) >= 1
    assert all(one.holds <= 1 for one in found)
    assert not any(one.gave and one.holds for one in found)
