"""What is other people's in a club's database: rows that name somebody, and not the one who acts."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel

Key = tuple[Any, ...]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Owned:
    """A table of which each row is somebody's: the columns that say whose."""

    name: str
    key: tuple[str, ...]
    owners: tuple[str, ...]


def _owned() -> Iterator[Owned]:
    for table in SQLModel.metadata.sorted_tables:
        owners = [one.parent.name for one in table.foreign_keys if one.target_fullname == "member.id"]
        if owners:
            yield Owned(table.name, tuple(one.name for one in table.primary_key), tuple(sorted(owners)))


OWNED = tuple(_owned())


class Theirs:
    """All of it, as it stands."""

    def __init__(self, path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.row_factory = sqlite3.Row
        self.rows: dict[str, dict[Key, Row]] = {}
        for one in OWNED:
            found = [dict(row) for row in connection.execute(f'SELECT * FROM "{one.name}"')]
            self.rows[one.name] = {tuple(row[name] for name in one.key): row for row in found}
        connection.close()

    def touched(self, after: "Theirs", me: int) -> Iterator[str]:
        """What was done since to what is others', as `table: what`; `me` acted."""
        for one in OWNED:
            before, now = self.rows[one.name], after.rows[one.name]
            for key in before.keys() - now.keys():
                if not _is_mine(one, before[key], me):
                    yield f"{one.name}: gone"
            for key in now.keys() - before.keys():
                if not _is_mine(one, now[key], me):
                    yield f"{one.name}: added"
            for key in before.keys() & now.keys():
                if not _is_mine(one, before[key], me):
                    yield from (f"{one.name}.{name}" for name in _changed(before[key], now[key]))


def _is_mine(table: Owned, row: Row, me: int) -> bool:
    owners = {row[name] for name in table.owners} - {None}
    return not owners or me in owners


def _changed(before: Row, now: Row) -> Iterator[str]:
    return (name for name, value in before.items() if now[name] != value)
