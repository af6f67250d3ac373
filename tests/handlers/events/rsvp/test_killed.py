"""Commit, then acknowledge: what Slack was told is done, is on disk."""

from pathlib import Path

import pytest

from tests.soak.killing import MEMBERS, Round


@pytest.mark.parametrize("fatal", [1, 17])
def test_what_was_acknowledged_before_a_kill_is_there_after_it(tmp_path: Path, fatal: int) -> None:
    life = Round(tmp_path / "club.db", fatal)
    life.run()
    assert fatal <= len(life.acknowledged) < MEMBERS
    assert set(life.acknowledged) <= life.kept()
