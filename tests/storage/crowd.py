"""A row for every way in which a table may be about a person, made from the schema itself.

Every text column holds an unmistakable word that names its table and column, so that what an export misses or
an erasure leaves is told by name. A table added later gets its rows by itself.
"""

import json
from collections.abc import Mapping
from itertools import count
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, LargeBinary, Table, func, select
from sqlmodel import SQLModel

from club.ids import MemberId
from storage.privacy import BY_SLACK, relations
from storage.session import Session
from storage.types import Utc
from tests.stories.club import NOW

NAME, EMAIL, SLACK_ID = "Anaïs Obsidienne", "anais@example.org", "U0ANAIS"
FIXED: dict[tuple[str, str], object] = {
    ("event", "state"): "published",
    ("rsvp", "says"): "yes",
    ("claim", "stage"): "withdrawn",
    ("claim", "kind"): "party",
    ("admission", "state"): "admitted",
    ("member", "state"): "admitted",
    ("member", "role"): "member",
    ("detail", "name"): "expertise",
    ("detail", "visibility"): "members",
    ("profile", "standing"): "full",
    ("posting", "stage"): "sent",
    ("posting", "live"): False,
    ("rsvp", "seats"): 1,
    ("merger", "state"): "open",
    ("date_poll", "circle"): "everybody",
    ("date_poll", "state"): "open",
    ("date_answer", "says"): "yes",
    ("help_question", "seen"): "nameless",
    ("help_question", "state"): "open",
    ("help_question", "publication"): "none",
    ("help_asked", "answer"): "asked",
    ("event_minutes", "audience"): "present",
    ("minutes_remark", "state"): "open",
    ("calendar_address", "scope"): "mine",
    ("outside_event", "state"): "stands",
    ("study_group", "state"): "open",
    ("event_task", "state"): "open",
    ("event_question", "template"): "text",
    ("question_reply", "guest_id"): None,
    ("gate_identity", "guest_id"): None,
    ("gate_list", "fields"): "birth_date",
    ("gate_told", "key"): "m1",
    ("set_up_note", "step"): "channel",
    ("handedfile", "stage"): "read",
    ("correction", "state"): "open",
    ("hosting_offer", "region"): "Bretagne",
    ("hosting_offer", "months"): "2027-03",
    ("hosting_offer", "last_month"): "2027-03",
    ("hosting_offer", "demands"): "identity",
    ("hosting_offer", "wheelchair"): "no",
    ("hosting_offer", "state"): "offered",
}
"""Columns that hold one of a few words or numbers."""
_numbers = count(1000)


def mark(table: str, column: str) -> str:
    """What stands in a text column."""
    return f"¤{table}.{column}"


def crowd(session: Session) -> MemberId:
    """The person; and for every tie of the schema a row that is tied to them by it, else to somebody else."""
    me = _add(session, "member", {"name": NAME, "slack_id": SLACK_ID, "email": EMAIL})
    other = _add(session, "member", {"name": "Bo", "slack_id": "U0BO"})
    for relation in relations():
        if relation.table.name != "member":
            ties = dict.fromkeys(_ties(relation.table), other)
            _add(session, relation.table.name, ties | {relation.column.name: me})
    for table, column in BY_SLACK:
        _add(session, table, {column: SLACK_ID})
    return MemberId(me)


def _ties(table: Table) -> list[str]:
    """Columns that must name a member."""
    return [column.name for column in table.columns if _target(column) == "member" and not column.nullable]


def _add(session: Session, name: str, given: Mapping[str, object]) -> int:
    table = SQLModel.metadata.tables[name]
    columns = [column for column in table.columns if not _own_id(column) and column.name not in given]
    values = {column.name: _value(session, table, column) for column in columns}
    result = session.connection().execute(table.insert().values({**values, **given}))
    key = result.inserted_primary_key
    return int(key[0]) if key and any(map(_own_id, table.primary_key)) else 0


def _own_id(column: Column[Any]) -> bool:
    return column.primary_key and column.name == "id" and isinstance(column.type, Integer)


def _target(column: Column[Any]) -> str:
    return next((key.column.table.name for key in column.foreign_keys), "")


def _value(session: Session, table: Table, column: Column[Any]) -> Any:
    if (table.name, column.name) in FIXED:
        return FIXED[table.name, column.name]
    if (target := _target(column)) == table.name:
        return None
    if target and target != "member":
        return _parent(session, target)
    if target or (table.name, column.name) == ("member", "email"):
        return None
    if isinstance(column.type, Utc | DateTime):
        return None if column.nullable else NOW
    if isinstance(column.type, Date):
        return None if column.nullable else NOW.date()
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, Integer):
        return next(_numbers)
    if isinstance(column.type, LargeBinary):
        return b"bytes"
    return _text(table.name, column)


def _text(table: str, column: Column[Any]) -> str:
    if column.name == "content":
        contact = {"member": None, "name": "", "email": ""}
        page = {"name": "Ardoin", "activity": "Verre", "sector": "glass", "website": "", "logo": ""}
        return json.dumps(page | {"sites": [], "contact": contact})
    unique = column.unique or column.primary_key or table == "posting"
    return f"{mark(table, column.name)}{next(_numbers) if unique else ''}"


def _parent(session: Session, target: str) -> int:
    """A row of another table to point at: always a new one, so that no two rows share a key."""
    members = SQLModel.metadata.tables["member"].c.id
    someone = session.connection().execute(select(func.max(members))).scalar_one()
    return _add(session, target, dict.fromkeys(_ties(SQLModel.metadata.tables[target]), someone))


def dump(session: Session) -> str:
    """Every row of every table, as text."""
    tables = SQLModel.metadata.sorted_tables
    rows = {t.name: [dict(row) for row in session.connection().execute(select(t)).mappings()] for t in tables}
    return json.dumps(rows, ensure_ascii=False, default=str)
