"""INSERT … ON CONFLICT, which both engines have and SQLAlchemy spells once for each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.prepared import Prepared

Reckoned = Callable[[Any], Mapping[str, ColumnElement[Any]]]
"""Columns that are reckoned of the row that is there and of the one that was given (`excluded`)."""

type_of = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Upsert:
    """Insert a row, or change `update` columns of the one that has the same `keys`; built once.

    With no column to update, an existing row is left as it is. `reckoned` gives columns that follow from both
    rows; `back` names the column that `fetch` returns.
    """

    def __init__(
        self,
        table: Table,
        keys: Sequence[str],
        update: Sequence[str] = (),
        *,
        reckoned: Reckoned | None = None,
        back: str = "",
    ) -> None:
        self._statements: Mapping[str, Any] = {
            name: self._build(insert, table, keys, update, reckoned) for name, insert in type_of.items()
        }
        if back:
            self._statements = {name: one.returning(table.c[back]) for name, one in self._statements.items()}
        self._prepared: dict[tuple[str, ...], Prepared] = {}

    @staticmethod
    def _build(
        insert: Any, table: Table, keys: Sequence[str], update: Sequence[str], reckoned: Reckoned | None
    ) -> Executable:
        # Without this an INSERT's count is -1 on PostgreSQL: its cursor is closed before it is read.
        statement = insert(table).execution_options(preserve_rowcount=True)
        if not update:
            return statement.on_conflict_do_nothing(index_elements=list(keys))  # type: ignore[no-any-return]
        changes = {name: getattr(statement.excluded, name) for name in update}
        changes |= reckoned(statement.excluded) if reckoned else {}
        return statement.on_conflict_do_update(index_elements=list(keys), set_=changes)  # type: ignore[no-any-return]

    def run(self, connection: Connection, rows: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> int:
        """Executes it for one row or several; returns how many rows were written."""
        if isinstance(rows, Mapping):
            return self._one(connection, tuple(rows)).run(connection, rows)
        return connection.execute(self._statements[connection.dialect.name], rows).rowcount

    def fetch(self, connection: Connection, row: Mapping[str, Any]) -> Any:
        """Executes it for one row; returns what then stands in its column `back`."""
        found = self._one(connection, tuple(row)).row(connection, row)
        assert found is not None, "a row that is inserted or changed is there"
        return found[0]

    def _one(self, connection: Connection, columns: tuple[str, ...]) -> Prepared:
        """The statement for one row of these columns."""
        key = (connection.dialect.name, *columns)
        if key not in self._prepared:
            self._prepared[key] = Prepared(self._statements[connection.dialect.name], columns)
        return self._prepared[key]
