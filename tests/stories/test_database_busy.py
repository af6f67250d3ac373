"""An SQLite file that another program holds, or without room: what a person reads, and that Prime goes on."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from sandbox.driver.person import Person
from scheduler.tick import _surviving as surviving
from tests.stories.club import Club
from tests.stories.said import GOING

PATIENCE = 10
"""Real seconds for what takes Prime two: a busy machine is no fault."""


@pytest.fixture
def club(sqlite_url: str) -> Iterator[Club]:
    made = Club(sqlite_url)
    made.box.ack_seconds = PATIENCE
    yield made
    made.stop()


@pytest.fixture
def ana(club: Club) -> Person:
    """Somebody before the card of an event; the outbox rests from now on."""
    return before_a_card(club)


def before_a_card(club: Club) -> Person:
    person = club.joins("Ana Berger")
    club.plans()
    person.opens("club-prime")
    club.box.settle = club.prime.background.finish
    return person


def recovered(club: Club, ana: Person) -> None:
    ana.clicks(GOING)
    club.settle()
    assert club.seats("Ana Berger") == 1
    ana.sees("1 personne vient")


def test_who_clicks_while_another_program_holds_the_file_is_told_that_nothing_was_saved(
    club: Club, ana: Person
) -> None:
    file = club.prime.services.db.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ana.clicks(GOING)
        ana.sees("Rien n’a été enregistré : Prime est occupé.")
        ana.types("/prime rsvp forum")
        ana.sees("Forum Chaleur fatale")
    assert club.seats("Ana Berger") == 0
    recovered(club, ana)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of three megabytes; only whoever may mount one has it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk of its own for this: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_who_clicks_while_the_disk_is_full_is_told_and_all_goes_on_when_there_is_room(
    small_disk: Path, migrated_file: Path
) -> None:
    file = small_disk / "club.db"
    shutil.copy(migrated_file, file)
    club = Club(f"sqlite:///{file}")
    try:
        ana = before_a_card(club)
        fill(small_disk)
        ana.clicks(GOING)
        ana.sees("Prime n’a plus de place sur son disque")
        assert club.seats("Ana Berger") == 0
        assert not club.prime.services.db.writable()
        surviving(club.prime.tick.sweep)()
        surviving(club.prime.tick.drain)()
        (small_disk / "filled").unlink()
        assert club.prime.services.db.writable()
        recovered(club, ana)
    finally:
        club.stop()


def fill(disk: Path) -> None:
    """Leaves no room, to the last byte; what SQLite has for its log already it may write over again."""
    with closing(sqlite3.connect(disk / "club.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (disk / "filled").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
