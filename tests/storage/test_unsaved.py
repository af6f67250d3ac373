"""A database that cannot write: whoever asked is told in time, and then nothing of it was written."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from club.ids import CompanyId
from storage import group_commit
from storage.database import Database, Unsaved, UnsavedReason
from storage.patience import Patience
from storage.people import add_company, add_member, list_companies
from storage.unsaved import why_undone
from tests.databases import empty

HASTY = Patience(click=0.05, least=0.01, others=0.05)


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Database]:
    """On SQLite."""
    made = Database(sqlite_url, HASTY)
    yield made
    made.dispose()


@pytest.fixture
def server(migrated_server: str) -> Iterator[Database]:
    """On PostgreSQL."""
    empty(migrated_server)
    made = Database(migrated_server, HASTY)
    yield made
    made.dispose()


def names(db: Database) -> list[str]:
    with db.read() as session:
        return [name for _, name in list_companies(session)]


def add(db: Database, name: str = "Verrerie Ardoin") -> None:
    with db.begin() as session:
        add_company(session, name)


def other_program(db: Database) -> sqlite3.Connection:
    """Another program on the same file, which holds it."""
    other = sqlite3.connect(db.url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    return other


def refused(work: Callable[[], object]) -> UnsavedReason:
    with pytest.raises(Unsaved) as fault:
        work()
    return fault.value.why


def in_a_click(db: Database, work: Callable[[Database], object]) -> Callable[[], None]:
    def interaction() -> None:
        with db.interaction():
            work(db)

    return interaction


def test_a_click_while_another_program_holds_the_file_is_refused_and_truly_not_saved(db: Database) -> None:
    with closing(other_program(db)) as other:
        assert refused(in_a_click(db, add)) is UnsavedReason.BUSY
        assert names(db) == []
        other.execute("ROLLBACK")
        assert names(db) == []
    in_a_click(db, add)()
    assert names(db) == ["Verrerie Ardoin"]


def test_what_nobody_waits_for_is_refused_alike_only_later(db: Database) -> None:
    with closing(other_program(db)):
        assert refused(lambda: add(db)) is UnsavedReason.BUSY


def test_whoever_stands_in_line_behind_a_stuck_writer_is_answered_too(sqlite_url: str) -> None:
    db = Database(sqlite_url, Patience(click=0.05, least=0.01, others=60))
    stands, goes = Event(), Event()

    def sticks() -> None:
        with db.begin(long=True) as session:
            add_company(session, "long")
            stands.set()
            goes.wait(10)

    stuck = Thread(target=sticks)
    stuck.start()
    assert stands.wait(10)
    told = [refused(in_a_click(db, add)) for _ in range(3)]
    goes.set()
    stuck.join(10)
    assert told == [UnsavedReason.BUSY] * 3
    assert names(db) == ["long"]
    db.dispose()


def test_a_click_that_waited_its_time_out_is_not_patient_again_for_its_second_write(
    db: Database,
) -> None:
    def twice(_: Database) -> None:
        with pytest.raises(Unsaved):
            add(db)
        before = names(db)
        add(db)
        raise AssertionError(before)

    with closing(other_program(db)):
        assert refused(in_a_click(db, twice)) is UnsavedReason.BUSY


def test_where_half_of_a_click_was_saved_it_is_not_said_that_nothing_was(db: Database) -> None:
    def twice(_: Database) -> None:
        add(db, "kept")
        with closing(other_program(db)):
            add(db, "late")

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        in_a_click(db, twice)()
    assert names(db) == ["kept"]


def fill(db: Database) -> None:
    """Leaves no room in the file beyond what it has."""
    with db.begin() as session:
        run = session.connection().exec_driver_sql
        run(f"PRAGMA max_page_count = {run('PRAGMA page_count').scalar_one()}")


def make_room(db: Database) -> None:
    with db.begin() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")


def add_much(db: Database) -> None:
    with db.begin() as session:
        for number in range(2000):
            add_company(session, f"{number:04} {'Verrerie ' * 20}")


@pytest.mark.parametrize("enter", [in_a_click, lambda db, work: lambda: work(db)], ids=["click", "tick"])
def test_a_full_disk_refuses_keeps_nothing_half_and_takes_up_again_by_itself(
    db: Database, enter: Callable[[Database, Callable[[Database], object]], Callable[[], None]]
) -> None:
    add(db, "before")
    fill(db)
    assert refused(enter(db, add_much)) is UnsavedReason.FULL
    assert names(db) == ["before"]
    make_room(db)
    enter(db, add_much)()
    assert db.writable()
    with db.read() as session:
        count = session.connection().exec_driver_sql("SELECT count(*) FROM company").scalar_one()
    assert count == 2001


def test_of_those_who_share_a_commit_on_a_full_disk_each_one_is_told(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What SQLite undoes for want of room may be the whole transaction, the work of others in it.

    Here where each commit is synced by itself; while a disk writes, see `test_log_sync.py`."""
    monkeypatch.setattr(group_commit, "leave_sync", lambda _connection: False)
    told: list[UnsavedReason] = []
    other = Thread(target=lambda: told.append(refused(in_a_click(db, add_much))))
    writers = db._writers
    assert writers

    def small(_: Database) -> None:
        with db.begin() as session:
            other.start()
            while not writers._lock._line:
                Event().wait(0.001)
            add_company(session, "small")

    fill(db)
    told.append(refused(in_a_click(db, small)))
    other.join(10)
    assert told == [UnsavedReason.FULL] * 2
    assert names(db) == []
    assert db.writable()


def test_a_database_says_that_it_cannot_write_and_that_it_can_again(db: Database) -> None:
    assert db.writable()
    with closing(other_program(db)):
        assert db.trouble() is UnsavedReason.BUSY
    assert db.writable()


def test_a_file_that_may_only_be_read_is_told_apart(db: Database) -> None:
    with db.begin() as session:
        session.connection().exec_driver_sql("PRAGMA query_only = ON")
    assert db.trouble() is UnsavedReason.READ_ONLY
    assert refused(in_a_click(db, add)) is UnsavedReason.READ_ONLY


def test_a_mistake_of_the_program_is_no_trouble_of_the_database(db: Database) -> None:
    def breaks(_: Database) -> None:
        with db.begin() as session:
            add_member(session, "Nobody's", company_id=CompanyId(999))

    with pytest.raises(DBAPIError, match="FOREIGN KEY"):
        in_a_click(db, breaks)()


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (sqlite3.SQLITE_FULL, UnsavedReason.FULL),
        (sqlite3.SQLITE_BUSY, UnsavedReason.BUSY),
        (sqlite3.SQLITE_IOERR_WRITE, UnsavedReason.FULL),
        (sqlite3.SQLITE_IOERR_FSYNC, None),
    ],
)
def test_of_a_commit_that_reached_the_disk_but_not_for_certain_nothing_is_promised(
    code: int, why: UnsavedReason | None
) -> None:
    fault = sqlite3.OperationalError("disk")
    fault.sqlite_errorcode = code  # type: ignore[misc]
    assert why_undone(fault) is why


def test_on_postgresql_a_click_waits_no_longer_for_a_row_than_its_person(server: Database) -> None:
    add(server)
    where = make_url(server.url)
    with psycopg.connect(where.set(drivername="postgresql").render_as_string(hide_password=False)) as other:
        other.execute("LOCK TABLE company")
        assert refused(in_a_click(server, add)) is UnsavedReason.BUSY
        assert refused(lambda: add(server)) is UnsavedReason.BUSY
        other.rollback()
    assert names(server) == ["Verrerie Ardoin"]


def test_a_standby_that_may_only_be_read_is_told_apart(server: Database) -> None:
    name = server.engine.url.database
    address = make_url(server.url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        try:
            standby = Database(server.url, HASTY)
            assert standby.trouble() is UnsavedReason.READ_ONLY
            assert refused(in_a_click(standby, add)) is UnsavedReason.READ_ONLY
            standby.dispose()
        finally:
            other.execute("SET default_transaction_read_only = off")
            other.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')


def test_a_server_that_is_not_there_has_saved_nothing() -> None:
    db = Database("postgresql+psycopg://prime@127.0.0.1:1/prime?connect_timeout=2", HASTY)
    assert refused(in_a_click(db, add)) is UnsavedReason.AWAY
    assert refused(in_a_click(db, names)) is UnsavedReason.AWAY
    assert not db.writable()
    db.dispose()
