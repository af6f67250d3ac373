"""Two hundred random points at which a worker is killed or frozen: cards, reminders and files arrive once."""

import os
from pathlib import Path
from random import Random

import pytest

from storage.invariants import find_broken
from tests.databases import empty, sqlite_copy
from tests.soak.keeping import keep
from tests.stories.siege import Siege

pytestmark = pytest.mark.soak
POINTS = 200
SEED = int(os.environ.get("PRIME_SEED", "0")) or Random().randrange(1, 1_000_000)
"""Printed; PRIME_SEED has the same points struck again, though not the same instants between them."""


@pytest.mark.parametrize(("engine", "workers"), [("sqlite", 1), ("postgresql", 1), ("postgresql", 3)])
def test_nothing_is_lost_and_nothing_doubled(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    engine: str,
    workers: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    url = _database(request, tmp_path, engine)
    siege = Siege(url, tmp_path, workers, SEED)
    faults: list[str] = []
    for _ in range(POINTS):
        faults += siege.random.choice([siege.killed, siege.frozen])()
    faults += [one.says for one in find_broken(siege.club.prime.services.db, siege.club.clock.now())]
    siege.stop()
    keep(f"siege-{engine}-{workers}", url, siege.club.clock.now())
    with capsys.disabled():
        print(f"\n{engine}, {workers} at work, seed {SEED}: {siege.rounds} points, {siege.struck} struck;")
        print(f"    {siege.told} messages and files, lost or doubled: {len(faults)}")
    assert faults == []


def _database(request: pytest.FixtureRequest, folder: Path, engine: str) -> str:
    if engine == "sqlite":
        return sqlite_copy(request, folder)
    url: str = request.getfixturevalue("migrated_server")
    empty(url)
    return url
