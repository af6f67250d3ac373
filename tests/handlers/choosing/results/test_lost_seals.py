"""Keys of sealed votes that are lost or elsewhere: nothing is counted without them, all are asked again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.engine import make_url

from club.ballots import Ballot, BallotState
from club.ids import SlackId
from handlers import names
from handlers.choosing.ballots import opening
from handlers.choosing.ballots.outcomes import BallotChange
from handlers.choosing.shared.counting import BallotClosed, PapersUnreadable, close_ballot
from handlers.choosing.shared.sealed import AGAIN, AWAITED, PATIENCE, count_held, mix
from handlers.choosing.voting import messages
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.kit.services import Services
from storage import sealing
from storage.ballots import get_ballot, lock_ballot, subject_of_ballot
from storage.database import Database
from storage.people import get_person_by_slack
from storage.postings import get_posting
from storage.sealing import KeyLostError
from storage.vault import IN_MEMORY, USUAL, MachineVault, Vault, kind_of
from storage.votes import get_sealed_vote
from tests.handlers.choosing.results.sealed_votes import sealed_ballot
from tests.handlers.choosing.results.voting import founds, votes
from tests.stories.club import CHANNEL, NOW

VOTERS = 12
CLOSING = NOW + timedelta(days=7)


class Poll:
    """A sealed ballot in which some have voted."""

    def __init__(self, services: Services, cast: int) -> None:
        self.services, self.members = services, founds(services, VOTERS)
        self.ballot, self.said, self.numbers = sealed_ballot(services, self.members)
        for at in range(cast):
            self.votes(at)
            mix(services, NOW, NOW)

    def votes(self, at: int, *, again: bool = False) -> None:
        number = self.numbers[at][:-1] + "Z" if again else self.numbers[at]
        votes(self.services, self.ballot, self.members[at], self.said[at], number, at)

    def starts_anew(self, vault: Vault | None = None) -> None:
        """Prime on the same database, with what is in this vault's memory."""
        self.services.db.dispose()
        self.services = replace(self.services, db=Database(self.services.db.url, vault=vault))

    def counts(self) -> tuple[int, int, int]:
        """Who attended, what is held back, what is in the urn."""
        with self.services.db.read() as session:
            tables = ("attendance", "sealed_paper", "paper")
            found = [session.connection().execute(text(f"SELECT count(*) FROM {one}")) for one in tables]
            attended, held, papers = (one.scalar_one() for one in found)
        return attended, held, papers

    def now(self) -> Ballot:
        with self.services.db.read() as session:
            found = get_ballot(session, self.ballot.id)
        assert found is not None
        return found

    def reads(self, kind: str, who: str, after: timedelta = timedelta(0)) -> Message | None:
        """What somebody is sent."""
        renderer = {
            names.VOTE_LOST: messages.vote_lost,
            names.VOTES_LOST: messages.votes_lost,
            names.VOTES_AWAY: messages.votes_away,
        }[kind]
        with self.services.db.read() as session:
            posting = get_posting(session, kind, subject_of_ballot(self.ballot.id), who)
            if posting is None:
                return None
            reader = get_person_by_slack(session, SlackId(who))
            return renderer(
                RenderContext(session, posting, reader, self.services.shared, NOW + after, self.services)
            )


@pytest.fixture
def poll(services: Services) -> Iterator[Poll]:
    """Eleven of twelve have voted: five votes are in the urn, six are held back."""
    made = Poll(services, VOTERS - 1)
    yield made
    made.services.db.dispose()


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory."""
    if kind_of(USUAL) not in IN_MEMORY:
        pytest.skip("no folder in memory")
    with TemporaryDirectory(dir=USUAL) as folder:
        yield Path(folder)


def test_votes_whose_key_is_lost_are_asked_for_again_and_the_rest_stands(one_services: Services) -> None:
    poll = Poll(one_services, VOTERS - 1)
    assert poll.counts() == (11, 6, 5)
    poll.starts_anew()
    late = CLOSING - timedelta(hours=3)
    mix(poll.services, late, late)
    mix(poll.services, late, late)
    assert poll.counts() == (5, 0, 5)
    assert poll.now().closes_at == late + AGAIN
    told = [at for at in range(VOTERS) if poll.reads(names.VOTE_LOST, f"U{at:03}")]
    assert len(told) == 6
    said = poll.reads(names.VOTE_LOST, f"U{told[0]:03}")
    assert said is not None
    assert "est à déposer à nouveau" in str(said.blocks)
    assert "son reçu ne vaut plus" in str(said.blocks)
    organiser = poll.reads(names.VOTES_LOST, "U000")
    assert organiser is not None
    assert "6 votes scellés ont été perdus" in str(organiser.blocks).replace("\u00a0", " ")
    with poll.services.db.read() as session:
        assert get_posting(session, names.BALLOT_EXTENDED, subject_of_ballot(poll.ballot.id), CHANNEL)
    for at in told:
        poll.votes(at, again=True)
    assert poll.reads(names.VOTE_LOST, f"U{told[0]:03}") is None, "who has voted again is not asked"
    assert isinstance(close_ballot(poll.services, poll.ballot.id, late + AGAIN), BallotClosed)
    assert poll.counts() == (11, 0, 11)
    poll.services.db.dispose()


def test_a_ballot_is_not_closed_over_lost_votes_and_the_organiser_hears_why(one_services: Services) -> None:
    poll = Poll(one_services, 7)
    poll.starts_anew()
    outcome = opening.close(poll.services, poll.ballot.id, "", NOW)
    assert (outcome.result, outcome.count) == (BallotChange.LOST, 7)
    assert poll.now().state is BallotState.OPEN
    assert opening.close(poll.services, poll.ballot.id, "", NOW).result is BallotChange.CLOSED
    poll.services.db.dispose()


def test_whoever_votes_first_after_the_key_is_lost_is_not_sealed_to_it(one_services: Services) -> None:
    poll = Poll(one_services, 3)
    poll.starts_anew()
    with pytest.raises(KeyLostError):
        poll.votes(5)
    assert poll.counts() == (3, 3, 0), "nothing was written"
    mix(poll.services, NOW, NOW)
    poll.votes(5)
    assert poll.counts() == (1, 1, 0)
    poll.services.db.dispose()


def test_a_restart_of_prime_alone_loses_nothing(services: Services, memory: Path) -> None:
    poll = Poll(replace(services, db=Database(services.db.url, vault=MachineVault(memory))), 8)
    poll.starts_anew(MachineVault(memory))
    assert count_held(poll.services) == 8
    for at in range(8, VOTERS):
        poll.votes(at)
        mix(poll.services, NOW, NOW)
    assert isinstance(close_ballot(poll.services, poll.ballot.id, NOW), BallotClosed)
    assert poll.counts() == (VOTERS, 0, VOTERS)
    mix(poll.services, NOW, NOW)
    (ours,) = memory.iterdir()
    assert list(ours.iterdir()) == [], "no key is left"
    poll.services.db.dispose()


def test_a_key_that_a_crash_left_is_destroyed_and_old_copies_open_with_none_that_is_left(
    services: Services, memory: Path
) -> None:
    poll = Poll(replace(services, db=Database(services.db.url, vault=MachineVault(memory))), 9)
    poll.votes(9)
    with poll.services.db.begin(long=True) as session:
        ballot = lock_ballot(session, poll.ballot.id)
        assert ballot is not None
        old = sealing.mix(session, poll.services.db.vault, ballot)
    assert old is not None
    poll.starts_anew(MachineVault(memory))  # killed after the commit, before the key was destroyed
    assert poll.services.db.vault.find(old) is not None
    mix(poll.services, NOW, NOW)
    assert poll.services.db.vault.find(old) is None
    assert poll.counts() == (10, 5, 5)
    assert isinstance(close_ballot(poll.services, poll.ballot.id, NOW), BallotClosed)
    poll.services.db.dispose()


def test_a_key_on_another_machine_is_waited_for_and_then_its_votes_are_asked_for_again(poll: Poll) -> None:
    if poll.services.db.sqlite:
        pytest.skip("one file is on one machine")
    first = poll.services.db.vault
    poll.starts_anew()  # another machine: its vault is not the first's
    mix(poll.services, NOW, NOW)
    assert poll.counts() == (11, 6, 5)
    for late in (timedelta(0), PATIENCE):
        closed = close_ballot(poll.services, poll.ballot.id, CLOSING + late)
        assert isinstance(closed, PapersUnreadable)
        assert closed.lost == 0
        waits = poll.reads(names.VOTES_AWAY, "U000", CLOSING + late - NOW)
        assert (waits is not None) is (late == PATIENCE)
    second = poll.services.db.vault
    poll.starts_anew(first)
    assert isinstance(close_ballot(poll.services, poll.ballot.id, CLOSING + PATIENCE), BallotClosed)
    assert poll.counts() == (11, 0, 11)
    poll.starts_anew(second)


def test_a_machine_that_does_not_come_back_holds_nothing_up_for_ever(poll: Poll) -> None:
    if poll.services.db.sqlite:
        pytest.skip("one file is on one machine")
    poll.starts_anew()
    closed = close_ballot(poll.services, poll.ballot.id, CLOSING + AWAITED)
    assert isinstance(closed, PapersUnreadable)
    assert closed.lost == 6
    assert poll.now().closes_at == CLOSING + AWAITED + AGAIN


def test_another_machine_may_seal_to_a_key_that_only_the_first_can_use(poll: Poll) -> None:
    if poll.services.db.sqlite:
        pytest.skip("one file is on one machine")
    first = poll.services.db.vault
    poll.starts_anew()
    poll.votes(11)
    assert poll.counts() == (12, 7, 5)
    poll.starts_anew(first)
    assert isinstance(close_ballot(poll.services, poll.ballot.id, CLOSING), BallotClosed)
    assert poll.counts() == (12, 0, 12)


def test_a_vote_that_was_tampered_with_is_asked_for_again(poll: Poll) -> None:
    with poll.services.db.begin() as session:
        held = sealing.HELD
        one = select(func.min(held.c.attendance_id)).scalar_subquery()
        session.connection().execute(update(held).where(held.c.attendance_id == one).values(sealed=bytes(99)))
    closed = close_ballot(poll.services, poll.ballot.id, NOW)
    assert isinstance(closed, PapersUnreadable)
    assert closed.lost == 1
    assert poll.counts() == (10, 5, 5)
    assert isinstance(close_ballot(poll.services, poll.ballot.id, NOW), BallotClosed)
    assert poll.counts() == (10, 0, 10)


def test_a_restored_backup_asks_again_for_what_no_key_opens_any_more(
    one_services: Services, tmp_path: Path
) -> None:
    poll = Poll(one_services, 9)
    path = Path(str(make_url(poll.services.db.url).database))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(tmp_path / "backup.db"),))
    for at in (9, 10):
        poll.votes(at)
        mix(poll.services, NOW, NOW)
    vault = poll.services.db.vault
    poll.services.db.dispose()
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    (tmp_path / "backup.db").rename(path)
    poll.services = replace(poll.services, db=Database(poll.services.db.url, vault=vault))
    assert poll.counts() == (9, 9, 0), "as it was"
    mix(poll.services, NOW, NOW)
    assert poll.counts() == (0, 0, 0), "their key was destroyed when the first five went into the urn"
    assert poll.reads(names.VOTES_LOST, "U000") is not None
    poll.services.db.dispose()


def test_a_ballot_that_is_called_off_forgets_what_is_held_back(poll: Poll) -> None:
    assert opening.cancel(poll.services, poll.ballot.id, "motif", NOW).result is BallotChange.CANCELLED
    assert poll.counts() == (11, 0, 0)
    mix(poll.services, NOW, NOW)
    with poll.services.db.read() as session:
        assert sealing.list_seals(session) == []


def test_votes_that_were_in_the_urn_before_votes_were_held_back_are_counted_with_the_others(
    poll: Poll,
) -> None:
    ballot = poll.ballot.id
    with poll.services.db.begin() as session:
        connection = session.connection()
        for table in ("sealed_paper", "ballot_seal", "paper"):
            connection.execute(text(f"DELETE FROM {table}"))
        for at in range(11):  # as the version before wrote them
            row = {"id": f"{at:032}", "ballot_id": ballot, "receipt": f"OLD{at:02}", "weight": 1}
            connection.execute(insert(sealing.PAPER), row | {"marks": "{}", "remarks": ""})
    poll.votes(11)
    assert isinstance(close_ballot(poll.services, ballot, NOW), BallotClosed)
    assert poll.counts() == (12, 0, 12)


def test_the_very_same_vote_sent_twice_is_found_whether_it_is_held_back_or_in_the_urn(poll: Poll) -> None:
    with poll.services.db.read() as session:
        attended = session.connection().execute(text("SELECT id FROM attendance")).scalars().all()
        found = [
            {
                number
                for number in poll.numbers
                if get_sealed_vote(session, poll.services.db.vault, poll.ballot.id, one, number)
            }
            for one in attended
        ]
        vote = get_sealed_vote(session, poll.services.db.vault, poll.ballot.id, attended[0], "NONE")
    assert vote is None
    assert sorted(map(len, found)) == [1] * 6 + [5] * 5, "in the urn any receipt is: whose it is, is not told"


def test_two_receipts_that_are_alike_lose_no_vote(one_services: Services) -> None:
    poll = Poll(one_services, 0)
    poll.numbers = ["AAAA-AAAA"] * VOTERS
    for at in range(VOTERS):
        poll.votes(at)
    mix(poll.services, NOW, NOW)
    assert isinstance(close_ballot(poll.services, poll.ballot.id, NOW), BallotClosed)
    assert poll.counts() == (VOTERS, 0, VOTERS)
