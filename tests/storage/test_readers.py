"""Connections that are kept for whoever reads next."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.driver import driver


@pytest.fixture
def db(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path / 'read.db'}")
    with made.begin() as session:
        session.connection().execute(text("CREATE TABLE line (n INTEGER)"))
    return made


def _count(db: Database) -> int:
    with db.read() as session:
        return int(session.connection().execute(text("SELECT count(*) FROM line")).scalar_one())


def _lent(db: Database) -> sqlite3.Connection:
    with db.read() as session:
        found = driver(session.connection())
        assert isinstance(found, sqlite3.Connection)
        return found


def test_the_next_reader_has_the_same_connection_and_a_view_of_its_own(db: Database) -> None:
    first = _lent(db)
    assert _count(db) == 0
    with db.begin() as session:
        session.connection().execute(text("INSERT INTO line VALUES (1)"))
    assert _count(db) == 1
    assert _lent(db) is first
    assert not first.in_transaction


def test_whoever_reads_meanwhile_has_another(db: Database) -> None:
    with db.read() as session:
        assert _lent(db) is not driver(session.connection())


def test_a_reader_that_fails_leaves_nothing_behind(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.read():
        raise ZeroDivisionError
    assert not _lent(db).in_transaction


def test_a_connection_that_broke_is_not_lent_again(db: Database) -> None:
    broken = _lent(db)
    broken.close()
    with pytest.raises(sqlite3.ProgrammingError), db.read():
        raise AssertionError("what is closed cannot be read")
    assert _count(db) == 0
    assert _lent(db) is not broken


def test_disposing_closes_those_that_rest(db: Database) -> None:
    rested = _lent(db)
    db.dispose()
    with pytest.raises(sqlite3.ProgrammingError):
        rested.execute("SELECT 1")
