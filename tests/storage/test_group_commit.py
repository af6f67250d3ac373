"""Writers take turns and share commits; each is durable, or undone alone."""

import sqlite3
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
from sqlalchemy.event import listen
from sqlalchemy.exc import SQLAlchemyError

from club.ids import CompanyId
from storage import group_commit
from storage.database import Database, Session
from storage.group_commit import MOST_TOGETHER, GroupCommit
from storage.people import add_company, add_member, list_companies


@pytest.fixture
def db(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A fresh SQLite database that syncs each commit itself, as one without a write-ahead log does."""
    monkeypatch.setattr(group_commit, "leave_sync", lambda _connection: False)
    made = Database(sqlite_url)
    yield made
    made.dispose()


def names(db: Database) -> list[str]:
    """What a connection of its own sees."""
    with db.read() as session:
        return [name for _, name in list_companies(session)]


class Crowd:
    """Writers who all wait behind a first one, and what became of each."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.commits: list[int] = []
        self.ends: dict[str, str] = {}
        self._first, self._go = Event(), Event()
        self._threads: list[Thread] = []
        self._start(lambda: self._write("first", self._hold, False))
        assert self._first.wait(10)

    def joins(
        self, name: str, work: Callable[[Session], object] | None = None, *, long: bool = False
    ) -> None:
        """One more writer, whose turn comes after those before."""
        wanted = work or (lambda session: add_company(session, name))
        self.waits(lambda: self._write(name, wanted, long))

    def waits(self, work: Callable[[], object]) -> None:
        """One more who asks for the lock, whatever for."""
        asked = self._waiting()
        self._start(work)
        while self._waiting() == asked:
            Event().wait(0.001)

    def goes(self) -> None:
        """Lets the first one end, and all the others after it."""
        self._go.set()
        for thread in self._threads:
            thread.join(10)

    def _hold(self, session: Session) -> None:
        self._first.set()
        assert self._go.wait(10)
        add_company(session, "first")

    def _waiting(self) -> int:
        writers = self.db._writers
        assert isinstance(writers, GroupCommit)
        return len(writers._lock._line)

    def _start(self, work: Callable[[], object]) -> None:
        thread = Thread(target=work)
        self._threads.append(thread)
        thread.start()

    def _write(self, name: str, work: Callable[[Session], object], long: bool) -> None:
        try:
            with self.db.begin(long=long) as session:
                work(session)
        except (ValueError, sqlite3.Error, SQLAlchemyError) as fault:
            self.ends[name] = type(fault).__name__
            return
        self.ends[name] = "kept" if name in names(self.db) else "lost"


def counting(db: Database) -> list[str]:
    """The commits that reach the disk, as SQLite tells of them."""
    commits: list[str] = []

    def watch(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(lambda said: commits.append(said) if said == "COMMIT" else None)

    listen(db.engine, "connect", watch)
    return commits


def test_those_who_wait_share_one_commit_and_all_are_kept(db: Database) -> None:
    commits, crowd = counting(db), Crowd(db)
    for number in range(8):
        crowd.joins(f"writer {number}")
    crowd.goes()
    assert set(crowd.ends.values()) == {"kept"}
    assert len(crowd.ends) == 9
    assert len(commits) == 1


def test_a_shared_commit_has_a_limit(db: Database) -> None:
    commits, crowd = counting(db), Crowd(db)
    for number in range(MOST_TOGETHER + 3):
        crowd.joins(f"writer {number}")
    crowd.goes()
    assert set(crowd.ends.values()) == {"kept"}
    assert len(commits) == 2


def test_one_that_fails_is_undone_alone(db: Database) -> None:
    def fails(session: Session) -> None:
        add_company(session, "half done")
        raise ValueError

    crowd = Crowd(db)
    crowd.joins("before")
    crowd.joins("failing", fails)
    crowd.joins("after")
    crowd.goes()
    assert crowd.ends == {"first": "kept", "before": "kept", "failing": "ValueError", "after": "kept"}
    assert names(db) == ["after", "before", "first"]


def test_the_last_one_that_fails_takes_nobody_with_it(db: Database) -> None:
    def fails(session: Session) -> None:
        add_company(session, "half done")
        raise ValueError

    crowd = Crowd(db)
    crowd.joins("failing", fails)
    crowd.goes()
    assert crowd.ends == {"first": "kept", "failing": "ValueError"}
    assert names(db) == ["first"]


def test_one_that_undoes_its_own_work_keeps_that_of_the_others(db: Database) -> None:
    def thinks_again(session: Session) -> None:
        add_company(session, "first thought")
        session.rollback()
        add_company(session, "second thought")

    crowd = Crowd(db)
    crowd.joins("second thought", thinks_again)
    crowd.goes()
    assert names(db) == ["first", "second thought"]


def test_nobody_waits_for_one_that_takes_long(db: Database) -> None:
    seen: list[str] = []
    crowd = Crowd(db)
    crowd.joins("short")
    crowd.joins("long", lambda session: seen.extend(names(db)), long=True)
    crowd.goes()
    assert seen == ["first", "short"]


def test_the_whole_file_is_had_alone_after_those_who_came_before(db: Database) -> None:
    crowd, scrubbed = Crowd(db), list[bool]()
    crowd.joins("second")
    crowd.waits(lambda: scrubbed.append(db.scrub(["company"], "company")))
    crowd.goes()
    assert scrubbed == [True]
    assert crowd.ends == {"first": "kept", "second": "kept"}


def test_a_commit_that_fails_fails_everybody_it_held(db: Database) -> None:
    def breaks_at_the_commit(session: Session) -> None:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        add_member(session, "Nobody's", company_id=CompanyId(999))

    crowd = Crowd(db)
    crowd.joins("second", breaks_at_the_commit)
    crowd.goes()
    assert crowd.ends == {"first": "IntegrityError", "second": "IntegrityError"}
    assert names(db) == []
    with db.begin() as session:
        add_company(session, "afterwards")
    assert names(db) == ["afterwards"]
