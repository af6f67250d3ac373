"""Migrations: what they build, and that they may be applied again and by several at once."""

import multiprocessing
from pathlib import Path
from threading import Barrier, Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlmodel import SQLModel

from storage import migrations, tables
from tests.databases import empty

HEAD = ScriptDirectory.from_config(migrations.config()).get_current_head()
assert tables  # imported for its tables


def version(url: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    engine.dispose()
    assert len(found) == 1
    return str(found[0])


def test_migrations_build_exactly_the_tables_of_the_code(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        how = {"compare_type": True, "compare_server_default": True, "include_name": _ours}
        context = MigrationContext.configure(connection, opts=how)
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """The directory's index is each engine's own, and no table of the code."""
    return kind != "table" or not (name or "").startswith("find_")


def test_a_missing_column_would_be_noticed(sqlite_url: str) -> None:
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE rsvp DROP COLUMN late_notice"))
        found = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    engine.dispose()
    assert any(one[0] == "add_column" and one[3].name == "late_notice" for one in found)


def test_there_is_one_newest_revision_and_a_fresh_database_stands_at_it(database_url: str) -> None:
    assert version(database_url) == HEAD


def test_upgrading_again_changes_nothing(database_url: str) -> None:
    migrations.upgrade(database_url)
    migrations.upgrade(database_url)
    assert version(database_url) == HEAD


def test_an_sqlite_file_is_in_wal_mode_once_migrated(sqlite_url: str) -> None:
    engine = create_engine(sqlite_url)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
    engine.dispose()


def test_two_threads_that_start_at_once_both_find_the_newest_schema(tmp_path: Path) -> None:
    url, together, faults = f"sqlite:///{tmp_path / 'new.db'}", Barrier(2), list[Exception]()

    def start() -> None:
        together.wait(10)
        try:
            migrations.upgrade(url)
        except Exception as fault:  # noqa: BLE001 - handed to the test's own thread
            faults.append(fault)

    threads = [Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    assert version(url) == HEAD


def test_two_processes_that_start_at_once_both_find_the_newest_schema(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    spawning = multiprocessing.get_context("spawn")
    processes = [spawning.Process(target=migrations.upgrade, args=(url,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert version(url) == HEAD


def test_an_upgrade_that_breaks_leaves_nothing_half_done(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'taken.db'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE rsvp (somebody_elses INTEGER)"))
    with pytest.raises(Exception, match="rsvp"):
        migrations.upgrade(url)
    assert inspect(engine).get_table_names() == ["rsvp"]
    engine.dispose()


def test_calendars_that_had_a_file_are_known_to_have_one(tmp_path: Path) -> None:
    """Who holds a seat, and who was sent a file and said no since; not who said no from the start."""
    url = f"sqlite:///{tmp_path / 'older.db'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        command.upgrade(migrations.config(connection), "0003")
        for statement in _AN_OLDER_CLUB:
            connection.execute(text(statement))
    migrations.upgrade(url)
    with engine.connect() as connection:
        turns = connection.execute(
            text("SELECT member_id, calendar_turns FROM rsvp ORDER BY member_id")
        ).all()
    engine.dispose()
    assert [tuple(row) for row in turns] == [(1, 1), (2, 1), (3, 0)]


_AN_OLDER_CLUB = (
    "INSERT INTO event (id, uid, title, folded, kind, starts_at, ends_at, deadline, place, video_url, agenda,"
    " state, cancel_reason, sequence, schedule)"
    " VALUES (1, 'u', 'F', 'f', 'forum', 1, 2, 0, '', '', '', 'published', '', 0, 0)",
    *(
        "INSERT INTO member (id, name, slack_id, role, state, function, accepted_version)"
        f" VALUES ({n}, 'M{n}', 'U{n}', 'member', 'admitted', '', 0)"
        for n in (1, 2, 3)
    ),
    *(
        "INSERT INTO rsvp (event_id, member_id, says, seats, with_member, schedule, answered_at)"
        f" VALUES (1, {n}, '{says}', {seats}, 1, 0, 0)"
        for n, says, seats in ((1, "yes", 1), (2, "no", 0), (3, "no", 0))
    ),
    "INSERT INTO posting (kind, subject, recipient, moment, channel, ts, stage, attempts, live, fault)"
    " VALUES ('rsvp.ics', 'event:1', 'U2', 'sequence:0', 'D2', '1.2', 'sent', 1, 0, '')",
)


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"])
def test_names_of_accounts_that_are_no_members_are_wiped(
    engine_name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """From the tables; on SQLite from the bytes of the file and its log too."""
    url = f"sqlite:///{tmp_path / 'older.db'}"
    if engine_name == "postgresql":
        url = request.getfixturevalue("migrated_server")
        empty(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        if engine_name == "sqlite":
            command.upgrade(migrations.config(connection), BEFORE_UNNAMED)
        else:
            command.downgrade(migrations.config(connection), BEFORE_UNNAMED)
        for statement in _ACCOUNTS:
            connection.execute(text(statement))
    migrations.upgrade(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT slack_id, name, email FROM profile ORDER BY slack_id")).all()
        assert connection.execute(text("SELECT count(*) FROM mark WHERE name = 'wipe'")).scalar_one() == 0
    engine.dispose()
    assert [tuple(row) for row in found] == [("U1", "Ana Connue", "ana@x.example"), ("U2", "", None)]
    files = b"".join(path.read_bytes() for path in tmp_path.glob("older.db*"))
    assert b"inconnu" not in files
    assert (b"Ana Connue" in files) is (engine_name == "sqlite")


BEFORE_UNNAMED = next(
    one.down_revision
    for one in ScriptDirectory.from_config(migrations.config()).walk_revisions()
    if one.module.__file__.endswith("accounts_without_a_name.py")
)
_ACCOUNTS = (
    "INSERT INTO member (id, name, slack_id, role, state, function, accepted_version)"
    " VALUES (1, 'Ana Connue', 'U1', 'member', 'admitted', '', 0)",
    *(
        "INSERT INTO profile (slack_id, name, email, locale, zone, standing)"
        f" VALUES ('{slack_id}', '{name}', '{email}', 'fr-FR', 'Europe/Paris', 'full')"
        for slack_id, name, email in (
            ("U1", "Ana Connue", "ana@x.example"),
            ("U2", "Luc inconnu", "inconnu@x.example"),
        )
    ),
)
