"""The demo's club as its tale leaves it: lived through by whichever worker asks first, and read by all."""

import fcntl
import json
import os
import shutil
from pathlib import Path

import pytest

from benchmarks.growth.seed import Seed, sown
from bot.demo.vault import KeptVault


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Seed:
    """Its file, of which tests take copies, and keys of their own for the votes that are sealed in it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # the run's: each worker has one of its own below it
    path, keys, vault = folder / "seed.db", folder / "seed.keys", KeptVault()
    with (folder / "seed.turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not keys.exists():
            _live(path, keys)
    vault.take(json.loads(keys.read_text()))
    return Seed(path, vault)


def _live(path: Path, keys: Path) -> None:
    with sown() as made:
        assert isinstance(made.vault, KeptVault)
        shutil.copy(made.path, path)
        keys.write_text(json.dumps(made.vault.carried()))
