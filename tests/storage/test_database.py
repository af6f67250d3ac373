"""The door to the database: transactions, instants."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import DateTime, Dialect, text
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Database
from storage.people import add_company, list_companies
from storage.types import Utc


def names(db: Database) -> list[str]:
    with db.read() as session:
        return [name for _, name in list_companies(session)]


def test_what_a_write_transaction_did_is_there_afterwards(db: Database) -> None:
    with db.begin() as session:
        add_company(session, "Verrerie Ardoin")
    assert names(db) == ["Verrerie Ardoin"]


def test_an_exception_undoes_the_whole_transaction(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _break_off(db)
    assert names(db) == []


def _break_off(db: Database) -> None:
    with db.begin() as session:
        add_company(session, "Verrerie Ardoin")
        raise ZeroDivisionError


def test_a_rollback_forgets_what_came_before_it_and_the_transaction_goes_on(db: Database) -> None:
    with db.begin() as session:
        add_company(session, "Verrerie Ardoin")
        session.rollback()
        add_company(session, "Fonderie Brun")
    assert names(db) == ["Fonderie Brun"]


def test_a_reader_sees_the_same_until_it_is_done_and_waits_for_no_writer(sqlite_url: str) -> None:
    db = Database(sqlite_url)
    with db.read() as before:
        assert list_companies(before) == []
        with db.begin() as session:
            add_company(session, "Verrerie Ardoin")
            assert names(db) == []
        assert list_companies(before) == []
    assert names(db) == ["Verrerie Ardoin"]
    db.dispose()


def test_what_is_written_while_reading_is_not_kept(db: Database) -> None:
    with db.read() as session:
        add_company(session, "Verrerie Ardoin")
    assert names(db) == []


def test_an_sqlite_file_is_as_durable_and_strict_as_it_can_be(sqlite_url: str) -> None:
    db = Database(sqlite_url)
    with db.read() as session:
        run = session.connection().exec_driver_sql
        assert run("PRAGMA synchronous").scalar_one() == 2
        assert run("PRAGMA foreign_keys").scalar_one() == 1
    db.dispose()


def test_whoever_is_frozen_within_a_transaction_holds_postgresql_up_for_half_a_minute(
    migrated_server: str,
) -> None:
    db = Database(migrated_server)
    with db.read() as session:
        shown = session.connection().execute(text("SHOW idle_in_transaction_session_timeout"))
        assert shown.scalar_one() == "30s"
    db.dispose()


def test_a_database_says_whether_it_answers(database_url: str) -> None:
    db = Database(database_url)
    assert db.answers()
    db.dispose()


@pytest.mark.parametrize("content", [None, b"this is no database" * 100, b""])
def test_a_database_that_is_broken_or_without_tables_does_not_answer(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "club.db"
    path.mkdir() if content is None else path.write_bytes(content)
    db = Database(f"sqlite:///{path}")
    assert not db.answers()
    db.dispose()


INSTANT = datetime(2027, 3, 28, 1, 30, 0, 5, tzinfo=UTC)


DIALECTS = pytest.mark.parametrize(
    "dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"]
)


def written(dialect: Dialect, value: datetime | None) -> object:
    """What the driver is handed."""
    process = Utc().bind_processor(dialect)
    return process(value) if process else value


def read(dialect: Dialect, kept: object) -> datetime | None:
    """What comes back of what the driver hands over."""
    process = Utc().result_processor(dialect, None)
    assert process is not None
    return process(kept)


@DIALECTS
def test_an_instant_is_kept_in_utc_and_comes_back_aware(dialect: Dialect) -> None:
    back = read(dialect, written(dialect, INSTANT.astimezone(timezone(timedelta(hours=2)))))
    assert back == INSTANT
    assert back is not None
    assert back.utcoffset() == timedelta(0)


def test_what_postgresql_hands_over_in_its_own_zone_comes_back_in_utc() -> None:
    back = read(postgresql.dialect(), INSTANT.astimezone(timezone(timedelta(hours=2))))
    assert back == INSTANT
    assert back is not None
    assert back.utcoffset() == timedelta(0)


@pytest.mark.parametrize("instant", [INSTANT, INSTANT.replace(microsecond=0)])
def test_sqlite_is_handed_the_text_that_sqlalchemy_s_own_type_writes(instant: datetime) -> None:
    own = DateTime().dialect_impl(sqlite.dialect()).bind_processor(sqlite.dialect())
    assert own is not None
    assert written(sqlite.dialect(), instant) == own(instant.replace(tzinfo=None))


@DIALECTS
def test_a_time_without_zone_is_a_bug(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="naive"):
        written(dialect, INSTANT.replace(tzinfo=None))


@DIALECTS
def test_no_time_is_no_time(dialect: Dialect) -> None:
    assert written(dialect, None) is None
    assert read(dialect, None) is None
