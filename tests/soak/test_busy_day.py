"""Twenty-four hours of a busy club of 500, while Slack, the program, its clock and its database fail."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from storage.invariants import find_broken
from tests.databases import empty
from tests.soak.busy_day import BusyDay
from tests.soak.keeping import keep

pytestmark = pytest.mark.soak
PEOPLE = int(os.environ.get("PRIME_PEOPLE", "500"))
SEED = int(os.environ.get("PRIME_SEED", "0")) or Random().randrange(1, 1_000_000)
"""Printed; PRIME_SEED has the same acts and faults again."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path | None]:
    """A disk of its own, which can be filled; None for whoever may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_on_sqlite(
    migrated_file: Path, tmp_path: Path, disk: Path | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = (disk or tmp_path) / "club.db"
    shutil.copy(migrated_file, path)
    lived(BusyDay(f"sqlite:///{path}", PEOPLE, SEED, disk), capsys)


def test_on_postgresql(migrated_server: str, capsys: pytest.CaptureFixture[str]) -> None:
    empty(migrated_server)
    lived(BusyDay(migrated_server, PEOPLE, SEED), capsys)


def lived(day: BusyDay, capsys: pytest.CaptureFixture[str]) -> None:
    """The day, its night, and what must hold then."""
    try:
        day.lives()
        day.ends()
        broken = [one.says for one in find_broken(day.club.prime.services.db, day.club.clock.now())]
        lost, left, posted = day.lost(), day.waiting(), day.posted()
    finally:
        day.stop()
        keep("busy-day", day.url, day.club.clock.now())
    with capsys.disabled():
        print(
            f"\n{PEOPLE} members, seed {SEED}: acts {dict(day.told)}, {len(day.answers)} answers confirmed,"
        )
        print(
            f"    {len(day.topics)} topics, {len(day.voted)} companies’ votes, {posted} messages; "
            f"faults {dict(day.struck)}"
        )
    assert (broken, lost, left) == ([], [], 0)
    assert day.answers
    assert set(day.struck) >= {"slack_fails", "restarts", "clock_jumps"}
