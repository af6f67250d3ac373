"""The club that grows: the demo's, as it stands on the morning its page opens, on either engine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Table, create_engine, delete, func, insert, select, text
from sqlmodel import SQLModel

from bot.demo.house import House
from bot.demo.tale import SINCE, tell
from storage.migrations import upgrade
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Seed:
    """A small club in a file, and the keys of the votes that are sealed in it."""

    path: Path
    vault: Vault

    def copy_to(self, path: Path) -> None:
        """To another file."""
        shutil.copy(self.path, path)

    def pour(self, url: str) -> None:
        """Into an empty database of PostgreSQL, ids and all."""
        upgrade(url)
        source, target = create_engine(f"sqlite:///{self.path}"), create_engine(url)
        with source.connect() as old, target.begin() as new:
            new.execute(text("SET session_replication_role = replica"))  # rows name rows of later tables
            for table in SQLModel.metadata.sorted_tables:
                _pour(old, new, table)
        source.dispose()
        target.dispose()


@contextmanager
def sown() -> Iterator[Seed]:
    """The demo's club, lived through once; its file is gone at the end."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seed.db"
        house = House(path, 0, SINCE)
        try:
            tell(house)
        finally:
            house.stop()
        yield Seed(path, house.prime.services.db.vault)


def _pour(old: Connection, new: Connection, table: Table) -> None:
    rows = [dict(row) for row in old.execute(select(table)).mappings()]
    new.execute(delete(table))  # what a migration wrote is among them
    if rows:
        new.execute(insert(table), rows)
    continue_ids(new, table)


def continue_ids(connection: Connection, table: Table) -> None:
    """PostgreSQL gives out the next id after the last one written."""
    if (
        connection.dialect.name != "postgresql"
        or "id" not in table.c
        or table.c.id.type.python_type is not int
    ):
        return
    sequence = func.pg_get_serial_sequence(f'"{table.name}"', "id")
    last = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
    connection.execute(select(func.setval(sequence, last, False)))
