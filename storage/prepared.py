"""Prepared statements: compiled once, then handed to SQLite's driver as they are.

SQLAlchemy spends some 60 µs on each execution (parameters, result metadata, bookkeeping), SQLite five to ten;
a click executes half a dozen. The few statements that every click runs go this way; on PostgreSQL, where the
round trip outweighs it, they go SQLAlchemy's.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable
from sqlalchemy.engine import Dialect

from storage.driver import driver

Process = Callable[[Any], Any]
Row = Sequence[Any]


class _Compiled:
    """A statement for one dialect: its text, what each `?` takes, and how each column comes back."""

    def __init__(self, statement: Any, dialect: Dialect, columns: Sequence[str] | None) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        given = compiled.construct_params(_check=False)
        processors = compiled._bind_processors
        self.text = str(compiled)
        names = compiled.positiontup or ()
        self._takes = [(name, given.get(name)) for name in names]
        self._processed = [(at, processors[name]) for at, name in enumerate(names) if name in processors]
        found = getattr(statement, "selected_columns", ())
        back = [column.type._cached_result_processor(dialect, None) for column in found]
        self._converted = [(at, process) for at, process in enumerate(back) if process is not None]

    def parameters(self, values: Mapping[str, Any]) -> Sequence[Any]:
        """The values in the order of the text's marks, as the driver wants them."""
        taken = [values.get(name, fixed) for name, fixed in self._takes]
        for at, process in self._processed:
            taken[at] = process(taken[at])
        return taken

    def row(self, raw: Row) -> Row:
        """A row as Python has it."""
        if not self._converted:
            return raw
        row = list(raw)
        for at, process in self._converted:
            row[at] = process(row[at])
        return row


class Prepared:
    """A statement that is built once and run often; an INSERT names the `columns` it is given."""

    def __init__(self, statement: Executable, columns: Sequence[str] | None = None) -> None:
        self._statement, self._columns = statement, columns
        self._compiled: _Compiled | None = None

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Row]:
        """What a SELECT finds."""
        if _as_it_is(connection):
            return connection.execute(self._statement, values).all()
        compiled = self._for_dialect(connection)
        found = driver(connection).execute(compiled.text, compiled.parameters(values)).fetchall()
        return [compiled.row(raw) for raw in found]

    def row(self, connection: Connection, values: Mapping[str, Any]) -> Row | None:
        """The one row there is, if any."""
        rows = self.rows(connection, values)
        return rows[0] if rows else None

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Writes; returns how many rows."""
        if _as_it_is(connection):
            return connection.execute(self._statement, values).rowcount
        compiled = self._for_dialect(connection)
        return int(driver(connection).execute(compiled.text, compiled.parameters(values)).rowcount)

    def _for_dialect(self, connection: Connection) -> _Compiled:
        if self._compiled is None:  # twice at once does no harm: both are the same
            self._compiled = _Compiled(self._statement, connection.dialect, self._columns)
        return self._compiled


def _as_it_is(connection: Connection) -> bool:
    """Whether it goes SQLAlchemy's way: on PostgreSQL, and where what an organiser writes is noted."""
    return connection.dialect.name != "sqlite" or not isinstance(connection, Connection)
