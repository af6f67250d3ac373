"""Where the walk is walked: a database of either engine that counts what it does, and can be as it was."""

import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import event

from storage.database import Database
from storage.vault import Vault

MARKS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "--")
"""What begins a statement that asks for no rows; a comment is an inner one, of a trigger or an index."""
STRIDE = 10
"""Steps between two looks: one by one, counting takes longer than what is counted."""
ROWS_READ = (
    "SELECT coalesce(sum(pg_stat_get_xact_tuples_returned(oid)), 0) FROM pg_class"
    " WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace"
)
"""Rows of tables that were read one after the other, and entries that scans of indexes gave."""
ROWS_WRITTEN = (
    "SELECT coalesce(sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)), 0)"
    " FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)
SEQUENCES = "SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences"
COUNTED = "SELECT last_value, is_called FROM {}"
"""Which id a table gives next; `pg_sequences` does not say it before the first was given."""
COUNTED_AGAIN = (
    "SELECT setval(name::regclass, last, given)"
    " FROM unnest(%s::text[], %s::bigint[], %s::boolean[]) AS kept (name, last, given)"
)
"""No transaction takes a sequence back."""
MANY = 1000


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent: steps of SQLite's virtual machine, or rows that PostgreSQL read; and statements."""

    work: int
    statements: int

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.work - other.work, self.statements - other.statements)


class Ground(Protocol):
    """A furnished database."""

    db: Database

    def spent(self) -> Cost:
        """All that was spent so far."""
        ...

    @property
    def touched(self) -> bool:
        """Whether anything was written since it was restored."""
        ...

    def restore(self) -> None:
        """As it was furnished; ends every connection."""
        ...

    def close(self) -> None:
        """Lets everything go."""
        ...


class SqliteGround:
    """A file, and a copy of it to be walked on."""

    def __init__(self, furnished: Path, vault: Vault) -> None:
        self._furnished, self._walked = furnished, furnished.with_suffix(".walked")
        shutil.copy(self._furnished, self._walked)
        self.db = Database(f"sqlite:///{self._walked}", vault=vault)
        self._work = self._statements = 0
        event.listen(self.db.engine, "connect", self._count_on)
        self._watch = self._watched()

    def _count_on(self, connection: sqlite3.Connection, _record: object) -> None:
        connection.set_progress_handler(self._step, STRIDE)
        connection.set_trace_callback(self._hear)

    def _step(self) -> None:
        self._work += STRIDE

    def _hear(self, statement: str) -> None:
        self._statements += not statement.startswith(MARKS)

    def _watched(self) -> tuple[sqlite3.Connection, int]:
        watch = sqlite3.connect(self._walked)
        return watch, _version(watch)

    def spent(self) -> Cost:
        """Steps and statements of every connection."""
        return Cost(self._work, self._statements)

    @property
    def touched(self) -> bool:
        """By SQLite's own account."""
        watch, before = self._watch
        return _version(watch) != before

    def restore(self) -> None:
        """The file again."""
        self.db.dispose()
        self._watch[0].close()
        for name in (
            self._walked,
            *(self._walked.with_name(self._walked.name + end) for end in ("-wal", "-shm")),
        ):
            name.unlink(missing_ok=True)
        shutil.copy(self._furnished, self._walked)
        self._watch = self._watched()

    def close(self) -> None:
        """Closes the files."""
        self.db.dispose()
        self._watch[0].close()


def _version(watch: sqlite3.Connection) -> int:
    return int(watch.execute("PRAGMA data_version").fetchone()[0])


class _Undecided(psycopg.Connection[Any]):
    """A connection whose transaction goes on whatever is committed, until all of it is taken back.

    A database of millions of rows is not copied for each click. What the walk commits it sees itself, for it
    has this one connection.
    """

    def commit(self) -> None:
        """Nothing: what was written can be taken back."""

    def rollback(self) -> None:
        """Nothing, but where the transaction is broken anyhow."""
        if self.info.transaction_status is psycopg.pq.TransactionStatus.INERROR:
            super().rollback()

    def set_autocommit(self, value: bool) -> None:
        """Nothing: the pool would, to ask whether the server is there."""

    _set_autocommit = set_autocommit

    def take_back(self) -> None:
        """As it was furnished."""
        super().rollback()

    def close(self) -> None:
        """Nothing: the pool's connections are all this one."""

    def end(self) -> None:
        """Closes it."""
        super().close()


class PostgresqlGround:
    """One connection to a furnished database, of which nothing is ever committed."""

    def __init__(self, url: str, vault: Vault) -> None:
        self.db = Database(url, vault=vault)
        self._url = url.replace("+psycopg", "")
        self._connection: _Undecided = _Undecided.connect(self._url)
        self._counted = self._count()
        self._statements = 0
        self._wrote = False
        event.listen(self.db.engine, "do_connect", lambda *_: self._connection)
        event.listen(self.db.engine, "before_cursor_execute", self._hear)

    def _count(self) -> Sequence[Sequence[Any]]:
        """Every sequence as it is: their names, their numbers, whether these were given."""
        names = [name for (name,) in self._connection.execute(SEQUENCES)]
        found = [(name, *self._connection.execute(COUNTED.format(name)).fetchall()[0]) for name in names]
        self._connection.take_back()
        return [list(column) for column in zip(*found, strict=True)]

    def _hear(self, _on: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        begins = statement.lstrip().upper()
        self._statements += not begins.startswith(MARKS)
        self._wrote = self._wrote or not begins.startswith(("SELECT", *MARKS))

    def spent(self) -> Cost:
        """By PostgreSQL's own account of the transaction under way."""
        found = self._connection.execute(ROWS_READ).fetchone()
        assert found is not None
        return Cost(int(found[0]), self._statements)

    @property
    def touched(self) -> bool:
        """Whether anything but a SELECT was said."""
        return self._wrote

    def restore(self) -> None:
        """Takes everything back; of much, what an index still has of it too, as autovacuum does.

        Ids are given again, too: a button that came of what is done once more bears the one it had.
        """
        found = self._connection.execute(ROWS_WRITTEN).fetchone()
        self._connection.take_back()
        self._connection.execute(COUNTED_AGAIN, self._counted)
        self._connection.take_back()
        self._wrote = False
        if found is not None and found[0] > MANY:
            with psycopg.connect(self._url, autocommit=True) as other:
                other.execute("VACUUM")

    def close(self) -> None:
        """Closes the connection."""
        self._connection.take_back()
        self.db.dispose()
        self._connection.end()
