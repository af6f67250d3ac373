"""Everything held about one person, found by walking the tables: a table added later is covered by itself.

A row is about somebody where one of its columns points at `member`, or holds their Slack id. Columns of
`WHOLE` make the row theirs, and it is given whole. Any other column says only that they had a hand in
something of somebody else's (decided, confirmed, published): that is given with its dates, without the rest.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, DateTime, Table, select
from sqlmodel import SQLModel

from club.ids import MemberId, SlackId
from storage import tables
from storage.session import Session
from storage.tables import core
from storage.types import Utc

MEMBER = core(tables.Member)
WHOLE = frozenset({"member_id", "reader_id", "reporter_id", "agreed_by"})
"""Columns that make the row their own, whatever the table."""
ALSO_WHOLE = frozenset(
    {
        ("consultation", "subject_id"),
        ("correction", "asked_by"),
        ("minutes_file", "by_id"),
        ("minutes_remark", "by_id"),
        ("outside_event", "by_id"),
        ("journal_line", "by_id"),
        ("topic", "author_id"),
        ("help_question", "asker_id"),
    }
)
"""“Who consulted me”, and what they proposed. Not so the subject of a report: whoever warned is protected."""
BY_SLACK = (
    ("profile", "slack_id"),
    ("posting", "recipient"),
    ("datanotice", "slack_id"),
    ("group_room_guest", "slack_id"),
)
"""Rows that know a person by Slack id alone."""
NAMED = {
    "member": "name",
    "event": "title",
    "company": "name",
    "topic": "title",
    "ballot": "title",
    "work": "title",
    "dues": "reference",
    "date_poll": "title",
    "outside_event": "title",
    "study_group": "title",
    "event_question": "wording",
}
"""What an id of these tables is called."""
ABOUT = frozenset(NAMED) - {"member"}
"""What a row of somebody else's may be about."""

Row = dict[str, Any]
Held = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Relation:
    """A column that ties the rows of a table to a person."""

    table: Table
    column: Column[Any]
    whole: bool


def relations() -> Iterator[Relation]:
    """Every tie between a table and a member, as the schema declares them."""
    yield Relation(MEMBER, MEMBER.c.id, whole=True)
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == "member" for key in column.foreign_keys):
                also = (table.name, column.name) in ALSO_WHOLE
                yield Relation(table, column, column.name in WHOLE or also)


def get_held(session: Session, member_id: MemberId, slack_id: SlackId | None) -> Held:
    """Everything about this person, by table; ids are given with the name of what they stand for."""
    found: dict[str, dict[tuple[Any, ...], Row]] = defaultdict(dict)
    for relation in relations():
        _collect(session, found, relation, member_id)
    for name, column in BY_SLACK if slack_id else ():
        table = SQLModel.metadata.tables[name]
        _collect(session, found, Relation(table, table.c[column], whole=True), slack_id)
    held = {name: list(rows.values()) for name, rows in found.items() if rows}
    _name_ids(session, held)
    return held


def _collect(
    session: Session, found: dict[str, dict[tuple[Any, ...], Row]], relation: Relation, person: object
) -> None:
    table = relation.table
    keys = [column.name for column in table.primary_key]
    shown = [column.name for column in table.columns if relation.whole or _is_ours(column, relation)]
    rows = select(table).where(relation.column == person).order_by(*table.primary_key)
    for row in session.connection().execute(rows).mappings():
        kept = found[table.name].setdefault(tuple(row[key] for key in keys), {"as": []})
        kept["as"].append(relation.column.name)
        for name in shown:
            kept.setdefault(name, row[name])


def _is_ours(column: Column[Any], relation: Relation) -> bool:
    """Of somebody else's row: which one it is, what it is about, when, and the person's own part."""
    about = any(key.column.table.name in ABOUT for key in column.foreign_keys)
    own_key = column.primary_key and not column.foreign_keys
    return about or own_key or isinstance(column.type, DateTime | Utc) or column is relation.column


def _name_ids(session: Session, held: Held) -> None:
    for name, rows in held.items():
        for column in SQLModel.metadata.tables[name].columns:
            for key in column.foreign_keys:
                target = key.column.table
                if target.name in NAMED:
                    _name_column(session, rows, column.name, target)


def _name_column(session: Session, rows: Sequence[Row], column: str, target: Table) -> None:
    ids = {row[column] for row in rows if row.get(column) is not None}
    if not ids:
        return
    words = select(target.c.id, target.c[NAMED[target.name]]).where(target.c.id.in_(ids))
    called: Mapping[int, str] = {row[0]: row[1] for row in session.connection().execute(words)}
    for row in rows:
        if row.get(column) is not None:
            row[f"{column.removesuffix('_id')}_name"] = called[row[column]]


def plain(value: object) -> object:
    """A value as JSON can hold it: instants and days in ISO 8601."""
    if isinstance(value, date):  # an instant is one too
        return value.isoformat()
    raise TypeError(f"no way to write {type(value).__name__}")
