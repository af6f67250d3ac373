"""Rows that the database makes itself, the same on both engines, from whole numbers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import reduce
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    Table,
    case,
    cast,
    func,
    insert,
    literal,
    select,
    true,
)
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from bot.demo.programme import Planned
from club.ids import EventId
from storage import tables
from storage.tables import core
from storage.types import Utc

Values = Mapping[str, Any]


class Rows:
    """Inserts many at once; `new` are the ids of members above `old`."""

    def __init__(self, to: Connection, now: datetime, old: int) -> None:
        self._to, self._now = to, now
        self.new = select(core(tables.Member).c.id).where(core(tables.Member).c.id > old).subquery("who")

    def at(self, days: float) -> ColumnElement[Any]:
        """So many days from now; before now where negative."""
        return literal(self._now + timedelta(days=days), Utc())

    def every(self, count: int) -> ColumnElement[bool]:
        """Whether somebody new is one of so many."""
        return self.new.c.id % count == 0

    def numbers(self, count: int) -> Any:
        """The whole numbers from 1 to `count`, at least one of them."""
        base = select(literal(1).label("n")).cte("numbers", recursive=True)
        return base.union_all(select(base.c.n + 1).where(base.c.n < max(count, 1)))

    def many(self, table: Any, count: int, row: Any) -> None:
        """So many rows, each of its number."""
        numbers = self.numbers(count)
        self.insert(table, row(numbers.c.n), numbers)

    def each(self, table: Any, row: Any, whose: ColumnElement[bool] | None = None) -> None:
        """A row for each new member, or each of those."""
        self.insert(table, row(self.new.c.id), self.new, where=whose)

    def insert(
        self, table: Any, row: Values, *sources: Any, where: ColumnElement[bool] | None = None
    ) -> None:
        """A row for each of the sources together; columns that `row` leaves out are as usual."""
        into = core(table)
        known = {name: _typed(into, name, value) for name, value in {**_usual(into), **row}.items()}
        made = select(*known.values()).select_from(_crossed(*sources))
        made = made if where is None else made.where(where)
        self._to.execute(insert(into).from_select(list(known), made, include_defaults=False))


def highest(connection: Connection, table: Table) -> int:
    """The last id given; 0 where there is none."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one())


def event_of(connection: Connection, planned: Planned) -> EventId:
    """The demo's event that was planned so; NoResultFound or MultipleResultsFound where no single one is."""
    event = core(tables.Event)
    called = select(event.c.id).where(event.c.title == planned.title)
    return EventId(connection.execute(called).scalar_one())


def named(word: str, n: Any, after: str = "") -> ColumnElement[str]:
    """A word with its number."""
    made = literal(f"{word} " if len(word) > 2 and not after else word) + cast(n, String)
    return made + literal(after) if after else made


def one_of(n: Any, words: Sequence[str]) -> ColumnElement[str]:
    """Of the words, in turn."""
    return case(
        *((n % len(words) == at, literal(word)) for at, word in enumerate(words)), else_=literal(words[0])
    )


def _crossed(first: Any, *others: Any) -> Any:
    """Every row of each with every row of the others; conditions come afterwards."""
    return reduce(lambda left, right: left.join(right, true()), others, first)


def _usual(table: Table) -> Values:
    """What the model gives a column that nobody names."""
    found: dict[str, Any] = {}
    for column in table.columns:
        default = column.default
        if isinstance(default, ScalarElementColumnDefault):
            found[column.name] = literal(default.arg, column.type)
    return found


def _typed(table: Table, name: str, value: Any) -> ColumnElement[Any]:
    """PostgreSQL knows no literal's type within a SELECT by itself."""
    wanted = table.c[name].type
    return value if isinstance(wanted, Utc) else cast(value, wanted)
