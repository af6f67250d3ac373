"""Commit, then confirm: a vote with a receipt is in the urn."""

from pathlib import Path

import pytest

from storage.vault import IN_MEMORY, USUAL, kind_of
from tests.soak.ballot_killing import BallotRound
from tests.soak.killing import MEMBERS


@pytest.mark.skipif(kind_of(USUAL) not in IN_MEMORY, reason="no folder in memory for keys")
def test_what_was_confirmed_before_a_kill_is_in_the_urn_after_it(tmp_path: Path) -> None:
    life = BallotRound(tmp_path / "club.db", fatal=9)
    life.run()
    assert 9 <= len(life.receipts) < MEMBERS
    assert life.confirmed().items() <= life.urn.items()
