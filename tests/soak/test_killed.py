"""Fifty kills in the middle of clicks."""

from pathlib import Path

import pytest

from storage.database import Database
from storage.invariants import find_broken
from tests.soak.keeping import keep
from tests.soak.killing import MEMBERS, Round
from tests.stories.club import NOW

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("number", range(50))
def test_no_acknowledged_answer_is_lost(tmp_path: Path, number: int) -> None:
    life = Round(tmp_path / "club.db", fatal=1 + (number * 7) % (MEMBERS - 8))
    life.run()
    assert life.acknowledged
    assert set(life.acknowledged) <= life.kept()
    database = Database(f"sqlite:///{tmp_path / 'club.db'}")
    assert find_broken(database, NOW) == []
    database.dispose()
    keep(f"killed-{number}", f"sqlite:///{tmp_path / 'club.db'}", NOW)
