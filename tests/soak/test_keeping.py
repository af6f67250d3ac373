"""`make soak` ends with `prime check` over what its runs made: red where one is broken, whatever they say."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import Database
from storage.people import add_member
from tests.soak.keeping import FOLDER, keep, main
from tests.stories.club import NOW

ROOT = Path(__file__).parents[2]
RUN = """
import pytest
from tests.soak.keeping import keep
from tests.stories.club import NOW

@pytest.mark.soak
def test_a_run_that_finds_nothing_itself():
    keep("trial", {url!r}, NOW)
"""
BREAKS = "INSERT INTO member (name, email, role, state, function, accepted_version) VALUES {}"
ANA = "('Ana', 'ana@example.org', 'member', 'admitted', '', 3)"


def spoil(url: str) -> None:
    """A charter accepted without evidence, written past Prime."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute(BREAKS.format(ANA))


def soaked(url: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """`make soak` of one run, which leaves this database."""
    run = folder / "test_trial.py"
    run.write_text(RUN.format(url=url), encoding="utf-8")
    given = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    args = f"PYTEST_ARGS=-c pyproject.toml {run}"
    asked = ["make", "--no-print-directory", "--assume-old=.venv/.dev-ready", "soak", args]
    return subprocess.run(asked, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


def test_make_soak_is_green_and_leaves_nothing_where_all_holds(sqlite_url: str, tmp_path: Path) -> None:
    done = soaked(sqlite_url, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 databases that the runs made, 0 of them" in done.stdout
    assert not list(tmp_path.glob("**/trial-*"))


def test_make_soak_is_red_and_names_what_is_broken(sqlite_url: str, tmp_path: Path) -> None:
    spoil(sqlite_url)
    done = soaked(sqlite_url, tmp_path)
    assert done.returncode != 0
    assert "1 passed" in done.stdout
    assert "charter: a charter accepted without evidence of it: member (1)" in done.stdout
    (kept,) = tmp_path.glob("**/trial-*.db")
    assert str(kept.parent) in done.stdout, "whoever looks into it is told where it lies"


def test_on_both_engines_a_copy_is_asked_and_none_at_all_is_a_fault(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(str(tmp_path)) == 0
    assert main(str(tmp_path), "--some") == 1
    folder = tmp_path / "kept"
    folder.mkdir()
    monkeypatch.setenv(FOLDER, str(folder))
    database = Database(database_url)
    with database.begin() as session:
        add_member(session, "Ana Berger", email="ana@example.org")
    database.dispose()
    keep("whole", database_url, NOW)
    assert main(str(folder), "--some") == 0
    assert "1 databases that the runs made, 0 of them" in capsys.readouterr().out
