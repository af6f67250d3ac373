"""Sealed means sealed on the disk too: all copies of all files together do not tell who voted what."""

import secrets
from collections import defaultdict
from dataclasses import replace

from sqlalchemy import insert, text

from club.ballots import Ballot, Secrecy
from club.ids import MemberId
from club.sealing import BATCH
from club.urn import receipt
from club.votes import written
from handlers.choosing.shared.counting import BallotClosed, close_ballot
from handlers.choosing.shared.sealed import mix
from handlers.kit.services import Services
from storage.ballots import ATTENDANCE
from storage.sealing import PAPER
from storage.vault import ProcessVault
from storage.votes import Vote
from tests.handlers.choosing.results.attack import Disk, guesses
from tests.handlers.choosing.results.sealed_votes import ORDERS, by_chance, hits, sealed_ballot, voter_of
from tests.handlers.choosing.results.voting import founds, opens, topics, votes
from tests.stories.club import NOW

BALLOTS = 9


def keys(services: Services) -> list[bytes]:
    """Every private key that there is now."""
    assert isinstance(services.db.vault, ProcessVault)
    return [one.private_bytes_raw() for one in services.db.vault._keys.values()]


def test_no_byte_on_the_disk_says_what_was_voted_before_a_batch_of_five_goes_into_the_urn(
    services: Services,
) -> None:
    members = founds(services, 13)
    ballot, said, numbers = sealed_ballot(services, members)
    disk, private = Disk(services.db), set[bytes]()
    for at, member in enumerate(members):
        votes(services, ballot, member, said[at], numbers[at], at)
        private |= set(keys(services))
        disk.copies_all()
        mix(services, NOW, NOW)
        private |= set(keys(services))
        disk.copies_all()
    assert isinstance(close_ballot(services, ballot.id, NOW), BallotClosed)
    disk.copies_all()
    appeared = defaultdict(list)
    for number in numbers:
        first = next(at for at, copy in enumerate(disk.copies) if number.encode() in copy)
        appeared[first].append(number)
    assert sorted(map(len, appeared.values())) == [BATCH, 13 - BATCH]
    assert len(private) == 2
    assert not any(key in copy for key in private for copy in disk.copies)
    mix(services, NOW, NOW)
    assert keys(services) == [], "the keys are destroyed: no copy can ever be read"


def test_the_same_copies_of_a_writer_that_takes_no_care_tie_everybody_to_their_vote(
    services: Services,
) -> None:
    members = founds(services, 6)
    ballot, said, numbers = sealed_ballot(services, members)
    disk, whose = Disk(services.db), {}
    for at, member in enumerate(members):
        voter = voter_of(services, ballot, member)
        whose[voter] = written(said[at].marks)
        _writes_plainly(services, ballot, voter, member, numbers[at], whose[voter])
        disk.copies_all()
    assert guesses(disk.replays(), ORDERS["as they lie"], ORDERS["as they lie"]) == whose
    firsts = {next(at for at, copy in enumerate(disk.copies) if one.encode() in copy) for one in numbers}
    assert len(firsts) == 6, "each vote stands in the copy made right after it"


def _writes_plainly(
    services: Services, ballot: Ballot, voter: int, member: MemberId, number: str, marks: str
) -> None:
    """Who and what in one commit, with random ids and nothing that ties them."""
    present = {"id": secrets.token_hex(16), "ballot_id": ballot.id, "voter_id": voter, "cast_by": member}
    paper = {"id": secrets.token_hex(16), "ballot_id": ballot.id, "receipt": number, "weight": 1}
    with services.db.begin() as session:
        session.connection().execute(insert(ATTENDANCE), present)
        session.connection().execute(insert(PAPER), paper | {"marks": marks, "remarks": ""})


def test_with_every_copy_of_every_file_the_best_guess_is_no_better_than_chance_among_five(
    services: Services,
) -> None:
    found, tries = hits(services, BALLOTS)
    assert tries == 2 * BALLOTS
    assert {order for order, many in found.items() if by_chance(many, tries, 1 / BATCH) < 1e-6} == set()
    assert by_chance(tries, tries, 1 / BATCH) < 1e-6, "of one who knew, this would be seen"


def test_all_sealed_votes_of_a_ballot_are_of_one_length(one_services: Services) -> None:
    members = founds(one_services, 3)
    ballot = opens(one_services, Secrecy.SEALED, [replace(one, work_id=None) for one in topics(9)])
    full = {one.id: 111 for one in ballot.options}
    for at, said in enumerate(({}, {ballot.options[0].id: 1}, full)):
        votes(one_services, ballot, members[at], Vote(said, {}), receipt(bytes([at] * 5)), at)
    with one_services.db.read() as session:
        sizes = session.connection().execute(text("SELECT length(sealed) FROM sealed_paper")).scalars()
        assert len(set(sizes)) == 1


def test_a_weight_that_few_have_hides_among_no_others_and_waits_for_closing(
    one_services: Services,
) -> None:
    members = founds(one_services, 14)
    with one_services.db.begin() as session:
        session.connection().execute(text("UPDATE company SET weight = 3 WHERE id <= 2"))
    ballot, said, numbers = sealed_ballot(one_services, members)
    for at, member in enumerate(members):
        votes(one_services, ballot, member, said[at], numbers[at], at)
        mix(one_services, NOW, NOW)
        with one_services.db.read() as session:
            found = session.connection().execute(text("SELECT weight, count(*) FROM paper GROUP BY weight"))
            assert dict(map(tuple, found)) in ({}, {1: BATCH})
    assert isinstance(close_ballot(one_services, ballot.id, NOW), BallotClosed)
    with one_services.db.read() as session:
        found = session.connection().execute(text("SELECT weight, count(*) FROM paper GROUP BY weight"))
        assert dict(map(tuple, found)) == {1: 12, 3: 2}
