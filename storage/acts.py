"""What an organiser does within a transaction: noted as it is written, and kept with it or not at all.

The dispatcher says who acts by which entry (`Database.acting`). Whatever the transaction then writes leaves a
line of the journal, in the same transaction: its entry, what it is about, and of the columns that
`storage.audited` names what stood before and what stands now. Nobody who writes need remember to.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Delete, Insert, Result, Row, Select, TextClause, Update, insert

from club.ids import MemberId
from storage import tables
from storage.audited import ASIDE, AUDITED, ROWS, SUBJECTS, Audited, Value, ValueChange
from storage.session import Session
from storage.tables import core

LINE = core(tables.JournalLine)
MOST_ROWS = 50
"""Rows of one statement whose values are compared; what is beyond is counted in no line."""
MOST_CHANGES = 25
MOST_SUBJECTS = 3


@dataclass(frozen=True, slots=True)
class OrganiserAct:
    """Who does something, by which entry, when."""

    by: MemberId
    entry: str
    theme: str
    at: datetime


@dataclass(slots=True)
class ActUnderWay:
    """An act, and whether a line of it is in the database."""

    act: OrganiserAct
    noted: bool = False


@dataclass(slots=True)
class ActRecord:
    """What one transaction wrote so far."""

    wrote: bool = False
    subjects: list[str] = field(default_factory=list)
    changes: list[ValueChange] = field(default_factory=list)

    def clear(self) -> None:
        """It was undone."""
        self.wrote = False
        self.subjects.clear()
        self.changes.clear()

    def concerns(self, subject: str) -> None:
        """One more thing that it is about; the first ones count."""
        if subject not in self.subjects:
            self.subjects.append(subject)


class NotedSession(Session):
    """A transaction of an organiser's act."""

    def __init__(self, session: Session, under_way: ActUnderWay) -> None:
        super().__init__(session.connection(), session.rollback)
        self._under_way, self._record = under_way, ActRecord()
        self._noting = _NotedConnection(session.connection(), self._record)

    def connection(self) -> Connection:
        """The connection, which notes what it is given to write."""
        return cast(Connection, self._noting)

    def rollback(self) -> None:
        """Forgets what was written so far, and that it was."""
        super().rollback()
        self._record.clear()

    def concerns(self, subject: str) -> None:
        """What it is about, where no row says so."""
        self._record.concerns(subject)

    def changed(self, subject: str, column: str, before: Value, after: Value) -> None:
        """A value that is a row of its own each time."""
        self._record.concerns(subject)
        self._record.changes.append(ValueChange(subject, column, before, after))

    def note(self) -> bool:
        """Adds the line, at the end of the transaction; of a later one only where it changed something more.

        Returns whether it did.
        """
        record, act = self._record, self._under_way.act
        if not record.wrote or (self._under_way.noted and not record.changes):
            return False
        about = " ".join(record.subjects[:MOST_SUBJECTS])
        values = {"at": act.at, "by_id": act.by, "entry": act.entry, "theme": act.theme, "about": about}
        super().connection().execute(insert(LINE).values(values | {"changes": packed(record.changes)}))
        return True


class _NotedConnection:
    """A connection that looks at what it is given to write; everything else is the connection's own."""

    def __init__(self, connection: Connection, record: ActRecord) -> None:
        self._connection, self._record = connection, record

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def scalar(self, statement: Any, parameters: Any = None, **options: Any) -> Any:
        """As `Connection.scalar`."""
        return self.execute(statement, parameters, **options).scalar()

    def scalars(self, statement: Any, parameters: Any = None, **options: Any) -> Any:
        """As `Connection.scalars`."""
        return self.execute(statement, parameters, **options).scalars()

    def execute(self, statement: Any, parameters: Any = None, **options: Any) -> Any:
        """As `Connection.execute`."""
        if isinstance(statement, TextClause):
            self._record.wrote |= not statement.text.lstrip().upper().startswith(("SELECT", "WITH"))
        if not isinstance(statement, Insert | Update | Delete):
            return self._connection.execute(statement, parameters, **options)
        name = cast(Any, statement.table).name
        if name in ASIDE:
            return self._connection.execute(statement, parameters, **options)
        audited = AUDITED.get(name)
        if isinstance(statement, Insert):
            return self._inserted(statement, parameters, audited, options)
        before = self._found(audited, statement, parameters) if audited else {}
        result = self._connection.execute(statement, parameters, **options)
        self._record.wrote |= result.returns_rows or result.rowcount != 0
        if audited and before:
            self._compare(audited, before, deleted=isinstance(statement, Delete))
        return result

    def _found(self, audited: Audited, statement: Update | Delete, parameters: Any) -> dict[int, Row[Any]]:
        """The rows that a statement is about to write, by id; the first of them where there are many."""
        found = audited.select()
        if statement.whereclause is not None:
            found = found.where(statement.whereclause)
        several = parameters if isinstance(parameters, Sequence) else [parameters or {}]
        rows: dict[int, Row[Any]] = {}
        for one in several[:MOST_ROWS]:
            rows |= self._rows(found.limit(MOST_ROWS), one)
        return rows

    def _rows(self, found: Select[Any], parameters: Mapping[str, Any]) -> dict[int, Row[Any]]:
        return {row.id: row for row in self._connection.execute(found, dict(parameters))}

    def _compare(self, audited: Audited, before: Mapping[int, Row[Any]], *, deleted: bool) -> None:
        now = audited.select().where(audited.table.c.id.in_(list(before)))
        after = {} if deleted else self._rows(now, {})
        for number, was in before.items():
            changes = list(audited.changes(number, was, after.get(number)))
            if changes or deleted or not audited.compared:
                self._about(audited, number, dict(was._mapping))
            self._record.changes += changes

    def _about(self, audited: Audited | None, number: object, values: Mapping[str, Any]) -> None:
        if audited and audited.kind and number is not None:
            self._record.concerns(f"{audited.kind}:{number}")
        for column, kind in SUBJECTS.items():
            if values.get(column) is not None:
                self._record.concerns(f"{kind}:{values[column]}")

    def _inserted(
        self, statement: Insert, parameters: Any, audited: Audited | None, options: Mapping[str, Any]
    ) -> Any:
        result: Any = self._connection.execute(statement, parameters, **options)
        gives = bool(statement.exported_columns)  # PostgreSQL's own returning of ids is none of ours
        if not gives and result.rowcount == 0:
            return result
        self._record.wrote = True
        several = result.context.compiled_parameters or [{}]
        if audited and len(several) > 1:
            self._record.changes.append(ValueChange("", ROWS, None, len(several)))
            return result
        number, result = _id_of(result, gives=gives) if audited else (None, result)
        self._about(audited, number, several[0])
        if audited:
            self._record.changes += audited.made_of(number, several[0])
        return result


def _id_of(result: Any, *, gives: bool) -> tuple[int | None, Result[Any]]:
    """The id of a row that was inserted, and a result that still holds all it had to give."""
    if not gives:
        keys = None if result.context.executemany else result.inserted_primary_key
        return (keys[0] if keys else None), result
    frozen = result.freeze()
    first = frozen().mappings().first()
    return (first.get("id") if first else None), frozen()


def packed(changes: Sequence[ValueChange]) -> str:
    """As the column holds them; what goes beyond `MOST_CHANGES` is one more, without a column."""
    kept = [list(one) for one in changes[:MOST_CHANGES]]
    left = len(changes) - len(kept)
    return json.dumps([*kept, *([["", "", None, left, True]] if left else [])], ensure_ascii=False)


def unpacked(text: str) -> list[ValueChange]:
    """Back from `packed`."""
    return [ValueChange(*one) for one in json.loads(text)] if text.startswith("[") else []
