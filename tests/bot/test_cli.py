"""The `prime` command, as an operator runs it."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import GUIDE
from storage.alone import served_by_us


@pytest.fixture(autouse=True)
def empty_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in GUIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_missing_settings_are_one_line_each_with_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split(":")[0] for line in told.err.splitlines()] == [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "PRIME_CHANNEL",
    ]


def test_http_asks_for_the_signing_secret(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--http"]) == 2
    assert "SLACK_SIGNING_SECRET" in capsys.readouterr().err


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["fly"],
        ["db"],
        ["run", "--port", "http"],
        ["demo", "--port", "65536"],
        ["import", "cats", "f.csv"],
    ],
)
def test_a_wrong_command_line_ends_with_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert "usage: prime" in capsys.readouterr().err


def test_a_database_that_is_none_is_one_line_with_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.db").write_text("not a database, " * 100, encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///notes.db")
    assert main(["db", "upgrade"]) == 1
    assert capsys.readouterr().err.strip() == "database sqlite:///notes.db: file is not a database"


def test_a_database_out_of_reach_is_one_line_without_its_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://prime:hush@127.0.0.1:1/prime?connect_timeout=2")
    assert main(["db", "upgrade"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("database postgresql+psycopg://prime:***@127.0.0.1:1/prime")
    assert "hush" not in told
    assert told.count("\n") == 1


def test_the_tables_are_made_and_made_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["db", "upgrade"]) == 0
    assert main(["db", "upgrade"]) == 0
    assert (tmp_path / "prime.db").stat().st_size > 0


def test_no_traceback_reaches_the_operator(tmp_path: Path) -> None:
    surroundings = {name: value for name, value in os.environ.items() if name not in GUIDE}
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "run"],
        cwd=tmp_path,
        env={**surroundings, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 3


def test_a_second_run_on_the_same_file_is_one_line_with_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "PRIME_CHANNEL": "C0PRIME"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with served_by_us("sqlite:///prime.db"):
        assert main(["run", "--http"]) == 1
    told = capsys.readouterr().err
    assert told == f"prime run: {tmp_path}/prime.db is served already, by process {os.getpid()}\n"
    assert not (tmp_path / "prime.db").exists()


def test_what_must_hold_of_the_database_is_asked_and_what_does_not_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("ok: ")
    with sqlite3.connect(tmp_path / "prime.db") as connection:
        connection.execute(
            "INSERT INTO member (name, email, role, state, function, accepted_version)"
            " VALUES ('Ana Berger', 'ana@example.org', 'member', 'admitted', '', 3)"
        )
    connection.close()
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("charter: a charter accepted without evidence of it: member (1)\n  1\n")
    assert "Ana" not in said


@pytest.mark.parametrize("command", [["db", "upgrade"], ["check"], ["outbox"]], ids=" ".join)
def test_a_database_of_a_newer_prime_is_one_line_and_left_alone(
    command: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["db", "upgrade"]) == 0
    with sqlite3.connect(tmp_path / "prime.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    capsys.readouterr()
    assert main(command) == 1
    said = capsys.readouterr().err
    assert said.startswith("database sqlite:///prime.db: made by a newer Prime (tables of revision 9999)")
    assert said.count("\n") == 1
