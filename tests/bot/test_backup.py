"""Backups and what they are put back by: whole, checked, for their owner alone; and what refuses."""

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot import backup, restore
from bot.cli import main
from bot.clock import SystemClock
from bot.settings import GUIDE, GivenSettings
from storage import postgresql_copies, sqlite_copies
from storage.alone import served_by_us
from storage.contents import BackupFault
from storage.database import Database
from storage.people import add_company, list_companies
from storage.pg_tools import find_tools, surroundings

CLOCK = SystemClock()
NOW = CLOCK.now()


def given(url: str, tmp_path: Path) -> GivenSettings:
    return GivenSettings(database_url=url, prime_channel="C0PRIME", prime_ledger=str(tmp_path / "ledger"))


def add(url: str, *companies: str) -> None:
    db = Database(url)
    with db.begin() as session:
        for name in companies:
            add_company(session, name)
    db.dispose()


def names(url: str) -> list[str]:
    db = Database(url)
    with db.read() as session:
        found = [name for _, name in list_companies(session)]
    db.dispose()
    return found


def backed_up(url: str, target: Path, *, force: bool = False) -> int:
    return backup.run(target, given(url, target.parent), NOW, force=force, tools=None)


def put_back(url: str, source: Path) -> int:
    return restore.run(source, given(url, source.parent), CLOCK, None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup goes."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "club.backup"


def test_a_backup_is_whole_for_its_owner_alone_and_said_in_numbers(
    database_url: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(database_url, "Verrerie Ardoin", "Fonderie Brun")
    assert backed_up(database_url, file) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    assert "0 members, 0 events" in capsys.readouterr().out


def test_one_that_is_there_is_replaced_only_by_force(
    database_url: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("precious")
    assert backed_up(database_url, file) == 1
    assert capsys.readouterr().err == f"prime backup: {file} is there already; --force replaces it\n"
    assert file.read_text() == "precious"
    assert backed_up(database_url, file, force=True) == 0
    assert file.stat().st_size > len("precious")


def test_the_database_itself_is_no_place_for_its_backup(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    assert backed_up(sqlite_url, path, force=True) == 1
    assert "is the database itself" in capsys.readouterr().err
    assert names(sqlite_url) == []


def test_a_folder_that_is_not_there_is_said(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backed_up(sqlite_url, tmp_path / "nowhere" / "club.backup") == 1
    assert "No such file or directory" in capsys.readouterr().err


def test_while_others_write_the_copy_is_of_one_moment(sqlite_url: str, file: Path) -> None:
    """Companies come in pairs, each pair in a transaction: never is one of two in a copy."""
    add(sqlite_url, *(f"Company {number:05}" for number in range(3000)))
    goes, ends = Event(), Event()

    def writes() -> None:
        db = Database(sqlite_url)
        for number in range(100_000):
            with db.begin() as session:
                add_company(session, f"A {number}")
                add_company(session, f"B {number}")
            goes.set()
            if ends.is_set():
                break
        db.dispose()

    writer = Thread(target=writes)
    writer.start()
    assert goes.wait(10)
    try:
        for _ in range(5):
            assert backed_up(sqlite_url, file, force=True) == 0
            with closing(sqlite3.connect(file)) as copy:
                pairs = "SELECT count(*) FROM company WHERE name LIKE ?"
                (a,), (b,) = (copy.execute(pairs, (f"{one} %",)).fetchone() for one in "AB")
            assert a == b > 0
    finally:
        ends.set()
        writer.join(10)


def test_what_was_deleted_is_not_in_the_backup(sqlite_url: str, file: Path) -> None:
    add(sqlite_url, "Deleted And Gone")
    db = Database(sqlite_url)
    with db.begin() as session:
        session.connection().execute(text("DELETE FROM company"))
    db.dispose()
    assert backed_up(sqlite_url, file) == 0
    assert b"Deleted And Gone" not in file.read_bytes()


def test_sqlite_is_put_back_beside_what_it_replaces_without_a_stale_log(
    sqlite_url: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    add(sqlite_url, "Before")
    assert backed_up(sqlite_url, file) == 0
    with closing(sqlite3.connect(path)) as crashed:  # leaves a log behind
        crashed.execute("INSERT INTO company (name, folded) VALUES ('Since', 'since')")
        crashed.commit()
        log = Path(f"{path}-wal").read_bytes()
    Path(f"{path}-wal").write_bytes(log)
    assert put_back(sqlite_url, file) == 0
    assert names(sqlite_url) == ["Before"]
    (kept,) = path.parent.glob("club.db.before-*")
    assert str(kept) in capsys.readouterr().out
    assert names(f"sqlite:///{kept}") == ["Before", "Since"]
    assert not list(path.parent.glob(".*part*"))


def test_a_damaged_database_is_replaced_all_the_same(sqlite_url: str, file: Path) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    add(sqlite_url, "Before")
    assert backed_up(sqlite_url, file) == 0
    path.write_bytes(b"no database any more" * 1000)
    assert put_back(sqlite_url, file) == 0
    assert names(sqlite_url) == ["Before"]


def test_while_prime_runs_nothing_is_put_back(
    sqlite_url: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backed_up(sqlite_url, file) == 0
    add(sqlite_url, "Since")
    with served_by_us(sqlite_url):
        assert put_back(sqlite_url, file) == 1
    assert f"is served already, by process {os.getpid()}" in capsys.readouterr().err
    assert names(sqlite_url) == ["Since"]


def test_while_another_program_writes_nothing_is_put_back(
    sqlite_url: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sqlite_url.removeprefix("sqlite:///")
    assert backed_up(sqlite_url, file) == 0
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert put_back(sqlite_url, file) == 1
    assert "another program writes to it" in capsys.readouterr().err
    assert not list(Path(path).parent.glob("*.before-*"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_bytes(b"x" * 5000), "file is not a database"),
        (lambda path: path.write_bytes(b""), "not a database of Prime's"),
        (lambda path: path.unlink(), "no such file"),
        (
            lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
            "disk image is malformed",
        ),
        (lambda path: newer(path), "made by a newer Prime"),
    ],
    ids=["nonsense", "empty", "missing", "cut", "newer"],
)
def test_a_file_that_is_no_sound_backup_replaces_nothing(
    sqlite_url: str, file: Path, capsys: pytest.CaptureFixture[str], spoil: object, said: str
) -> None:
    assert backed_up(sqlite_url, file) == 0
    add(sqlite_url, "Since")
    spoil(file)  # type: ignore[operator]
    capsys.readouterr()
    assert put_back(sqlite_url, file) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert names(sqlite_url) == ["Since"]


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def test_a_backup_that_differs_from_the_database_is_thrown_away(sqlite_url: str, file: Path) -> None:
    found = sqlite_copies.look_into(Path(sqlite_url.removeprefix("sqlite:///")))
    with pytest.raises(BackupFault, match=r"not the same as the database \(member\)"):
        sqlite_copies.compare(found, type(found)(found.version, {**found.counts, "member": 7}), file)


def test_without_the_channel_nothing_is_put_back(
    sqlite_url: str, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in GUIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(file.parent)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    assert main(["backup", str(file)]) == 0
    assert main(["restore", str(file)]) == 1
    assert "PRIME_CHANNEL is missing" in capsys.readouterr().err
    assert main(["release"]) == 1
    assert capsys.readouterr().err == "prime release: nothing is held\n"


@pytest.fixture
def own_server(migrated_server: str, file: Path) -> Iterator[str]:
    """A PostgreSQL database of this test's own."""
    url = make_url(migrated_server)
    name = f"{url.database}_own"
    admin = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
        from storage.migrations import upgrade

        own = url.set(database=name).render_as_string(hide_password=False)
        upgrade(own)
        yield own
        ours = text("SELECT datname FROM pg_database WHERE datname LIKE :ours")
        for one in connection.execute(ours, {"ours": f"{name}%"}).scalars().all():
            connection.execute(text(f"DROP DATABASE {one} WITH (FORCE)"))
    admin.dispose()


def test_postgresql_is_put_back_beside_what_it_replaces_and_numbers_go_on_ahead(
    own_server: str, file: Path
) -> None:
    add(own_server, "Before")
    assert backed_up(own_server, file) == 0
    add(own_server, "Since")
    assert put_back(own_server, file) == 0
    assert names(own_server) == ["Before"]
    kept = make_url(own_server)
    with create_engine(own_server).connect() as connection:
        old = text("SELECT datname FROM pg_database WHERE datname LIKE :old")
        (aside,) = connection.execute(old, {"old": f"{kept.database}_before_%"}).scalars()
    assert names(kept.set(database=aside).render_as_string(hide_password=False)) == ["Before", "Since"]
    add(own_server, "After")
    with create_engine(own_server).connect() as connection:
        newest = connection.execute(text("SELECT max(id) FROM company")).scalar_one()
    assert newest > postgresql_copies.AHEAD


def test_while_anybody_is_connected_postgresql_puts_nothing_back(
    own_server: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backed_up(own_server, file) == 0
    running = Database(own_server)
    with running.read():
        assert put_back(own_server, file) == 1
    running.dispose()
    assert "1 connections to" in (told := capsys.readouterr().err)
    assert "(prime): stop every prime run first" in told


def test_a_dump_that_is_cut_is_no_backup(
    own_server: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backed_up(own_server, file) == 0
    file.write_bytes(file.read_bytes()[:-2000])
    assert put_back(own_server, file) == 1
    assert capsys.readouterr().err.startswith("prime restore: ")
    assert names(own_server) == []


def test_tools_that_are_missing_or_too_old_are_said(tmp_path: Path) -> None:
    with pytest.raises(BackupFault, match=r"no pg_dump and pg_restore in .*: install postgresql-client"):
        find_tools(15, tmp_path)
    for name in ("pg_dump", "pg_restore"):
        tool = tmp_path / name
        tool.write_text(f"#!{sys.executable}\nprint('{name} (PostgreSQL) 13.4 (Debian 13.4-1)')\n")
        tool.chmod(0o755)
    with pytest.raises(BackupFault, match=r"the server is PostgreSQL 15, but .*/pg_dump is of version 13"):
        find_tools(15, tmp_path)
    assert find_tools(13, tmp_path).dump == tmp_path / "pg_dump"


def test_a_password_goes_by_the_environment_alone() -> None:
    url = make_url("postgresql+psycopg://prime:hush@db.example/club?sslmode=require")
    assert surroundings(url) == {
        "PGHOST": "db.example",
        "PGUSER": "prime",
        "PGPASSWORD": "hush",
        "PGDATABASE": "club",
        "PGSSLMODE": "require",
    }


def test_a_copy_with_its_log_beside_it_is_read_whole(sqlite_url: str, file: Path) -> None:
    """Made by hand, while Prime ran."""
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path)) as running:
        running.execute("INSERT INTO company (name, folded) VALUES ('In the log', 'in the log')")
        running.commit()
        shutil.copy(path, file)
        shutil.copy(f"{path}-wal", f"{file}-wal")
    assert put_back(sqlite_url, file) == 0
    assert names(sqlite_url) == ["In the log"]
