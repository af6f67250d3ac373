"""A hundred kills in the middle of a sealed ballot."""

from pathlib import Path

import pytest

from storage.vault import IN_MEMORY, USUAL, kind_of
from tests.soak.ballot_killing import BallotRound
from tests.soak.keeping import keep
from tests.soak.killing import MEMBERS
from tests.stories.club import NOW

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(kind_of(USUAL) not in IN_MEMORY, reason="no folder in memory for keys"),
]


@pytest.mark.parametrize("number", range(100))
def test_no_confirmed_vote_is_lost(tmp_path: Path, number: int) -> None:
    life = BallotRound(tmp_path / "club.db", fatal=1 + (number * 7) % (MEMBERS - 8))
    life.run()
    assert life.receipts
    assert life.confirmed().items() <= life.urn.items()
    keep(f"ballot-{number}", f"sqlite:///{tmp_path / 'club.db'}", NOW)
