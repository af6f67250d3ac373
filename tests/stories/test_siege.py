"""Workers killed and frozen in the middle of sending: a few points of those in `tests/soak/test_siege.py`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.siege import Siege

SEED = 2027
POINTS = 2
"""Of each way to be struck."""


@pytest.fixture
def siege(database_url: str, tmp_path: Path) -> Iterator[Siege]:
    """Processes that send, as many as may: one on SQLite, two on PostgreSQL."""
    workers = 1 if database_url.startswith("sqlite") else 2
    made = Siege(database_url, tmp_path, workers, SEED)
    yield made
    made.stop()


def test_a_killed_worker_neither_loses_nor_doubles_anything(siege: Siege) -> None:
    assert [fault for _ in range(POINTS) for fault in siege.killed()] == []


def test_a_frozen_worker_neither_loses_nor_doubles_anything(siege: Siege) -> None:
    assert [fault for _ in range(POINTS) for fault in siege.frozen()] == []


@pytest.mark.parametrize("step", ["conversations.open", "files.getUploadURLExternal", "upload"])
def test_whoever_wakes_between_two_steps_of_a_file_leaves_it_to_who_has_it_now(
    siege: Siege, step: str
) -> None:
    assert siege.frozen_at(step) == []
