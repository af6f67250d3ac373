"""The power is cut while people click: what they were told, or shown, is there when the machine starts again.

A process is killed for it, and looked for is only what it had synced by then: `power_cut.c`.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("power_cut.c")
CLICKS = """
import sys
from threading import Thread
from sqlalchemy import event
from storage.database import Database
from storage.people import add_company, list_companies

db = Database(sys.argv[1])

def often(connection, _record):
    # Checkpoints come now and then in life, and here with every dozen commits.
    connection.execute("PRAGMA wal_autocheckpoint = 40")

event.listen(db.engine, "connect", often)

def clicks(who):
    at = 0
    while True:
        at += 1
        with db.interaction(), db.begin() as session:
            add_company(session, f"{who}-{at}")
        sys.stdout.write(f"{who}-{at}\\n")
        sys.stdout.flush()
        if at % 7 == 0:
            with db.interaction():
                with db.read() as session:
                    shown = [name for _, name in list_companies(session)]
                db.settle()
            sys.stdout.write("".join(f"{name}\\n" for name in shown))
            sys.stdout.flush()

for who in range(8):
    Thread(target=clicks, args=(who,)).start()
"""
CUTS = (1, 40, 150, 400)
"""After how many names told."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preloaded library. Where there is no C compiler, `test_log_sync.py` is all there is."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler (cc)")
    made = tmp_path_factory.mktemp("power") / "power_cut.so"
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", made, SOURCE, "-lpthread"], check=True)
    return made


def cut(
    url: str, library: Path, disk: Path, after: int, more: Mapping[str, str] | None = None
) -> tuple[set[str], set[str]]:
    """What was told until the power was cut, and what is there afterwards."""
    path = Path(url.removeprefix("sqlite:///"))
    disk.mkdir()
    shutil.copy(path, disk / path.name)
    surroundings = {**os.environ, "LD_PRELOAD": str(library), "DISK": str(disk), **(more or {})}
    command = [sys.executable, "-c", CLICKS, url]
    with subprocess.Popen(command, cwd=HERE, env=surroundings, stdout=subprocess.PIPE, text=True) as machine:
        assert machine.stdout is not None
        told = set[str]()
        while len(told) < after:
            told.add(machine.stdout.readline())
        machine.kill()
        told |= set(machine.stdout)  # what it had said already
    for written in disk.glob("*.new"):
        written.unlink()
    with closing(sqlite3.connect(disk / path.name)) as again:
        assert again.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = {name for (name,) in again.execute("SELECT name FROM company")}
    return {line.strip() for line in told if line.endswith("\n")}, found


@pytest.mark.parametrize("after", CUTS)
def test_what_people_were_told_is_there_after_a_power_cut(
    sqlite_url: str, library: Path, tmp_path: Path, after: int
) -> None:
    told, found = cut(sqlite_url, library, tmp_path / "disk", after)
    assert told <= found


def test_a_disk_that_lies_is_seen_through(sqlite_url: str, library: Path, tmp_path: Path) -> None:
    """The test above can fail."""
    told, found = cut(sqlite_url, library, tmp_path / "disk", 40, {"DISK_LIES": "1"})
    assert told - found
