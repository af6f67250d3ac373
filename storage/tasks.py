"""What events decided and who is charged with it, as it is kept."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, literal_column, select, update

from club.ids import EventId, MemberId, TaskId
from club.tasks import Task, TaskState
from storage import tables
from storage.session import Session
from storage.tables import core

TASK = core(tables.EventTask)
_AWAITED: ColumnElement[bool] = literal_column(
    "event_task.state = 'open' AND event_task.member_id IS NOT NULL"
)
"""In the words of the index."""


def add_task(session: Session, task: Task) -> TaskId:
    """A new one; its id is given here."""
    names = ("event_id", "what", "member_id", "until", "at", "by_id", "put_off")
    values = {name: getattr(task, name) for name in names} | {"state": task.state.value}
    return TaskId(session.connection().execute(insert(TASK).values(values).returning(TASK.c.id)).scalar_one())


def get_task(session: Session, task_id: TaskId, *, lock: bool = False) -> Task | None:
    """One by id."""
    found = select(TASK).where(TASK.c.id == task_id)
    row = session.connection().execute(found.with_for_update() if lock else found).one_or_none()
    return _task(row) if row else None


def list_tasks(session: Session, event_id: EventId) -> list[Task]:
    """All of an event but what was given up, as they were written down."""
    kept = (TASK.c.event_id == event_id, TASK.c.state != TaskState.DROPPED.value)
    return [_task(row) for row in session.connection().execute(select(TASK).where(*kept).order_by(TASK.c.id))]


def count_tasks(session: Session, event_id: EventId) -> int:
    """How many there are of an event, whatever became of them."""
    found = select(func.count()).where(TASK.c.event_id == event_id)
    return int(session.connection().execute(found).scalar_one())


def list_awaited_tasks(
    session: Session, member_id: MemberId | None, offset: int, limit: int
) -> tuple[list[Task], int]:
    """A page of what is still to be done by somebody, or by anybody, the first day first; and how many."""
    whose = [TASK.c.member_id == member_id] if member_id is not None else []
    connection = session.connection()
    total = connection.execute(select(func.count()).select_from(TASK).where(_AWAITED, *whose)).scalar_one()
    page = select(TASK).where(_AWAITED, *whose).order_by(TASK.c.until, TASK.c.id).offset(offset).limit(limit)
    return [_task(row) for row in connection.execute(page)], int(total)


def count_late_tasks(session: Session, today: date) -> int:
    """How many are still to be done whose day is past."""
    found = select(func.count()).select_from(TASK).where(_AWAITED, TASK.c.until < today)
    return int(session.connection().execute(found).scalar_one())


def list_awaited_of(session: Session, member_id: MemberId) -> Sequence[TaskId]:
    """What somebody is still charged with."""
    found = select(TASK.c.id).where(_AWAITED, TASK.c.member_id == member_id).order_by(TASK.c.id)
    return [TaskId(one) for one in session.connection().execute(found).scalars()]


def change_task(
    session: Session, task_id: TaskId, what: str, member_id: MemberId | None, until: date | None
) -> None:
    """Other words, somebody else, or another day."""
    change = update(TASK).where(TASK.c.id == task_id)
    session.connection().execute(change.values(what=what, member_id=member_id, until=until))


def put_off_task(session: Session, task_id: TaskId, until: date) -> None:
    """A later day."""
    change = update(TASK).where(TASK.c.id == task_id)
    session.connection().execute(change.values(until=until, put_off=TASK.c.put_off + 1))


def settle_task(session: Session, task_id: TaskId, state: TaskState, by: MemberId, now: datetime) -> None:
    """Done, or given up."""
    change = update(TASK).where(TASK.c.id == task_id)
    session.connection().execute(change.values(state=state.value, settled_by=by, settled_at=now))


def _task(row: Row[Any]) -> Task:
    return Task(
        TaskId(row.id),
        EventId(row.event_id),
        row.what,
        row.member_id,
        row.until,
        row.at,
        row.by_id,
        TaskState(row.state),
        row.settled_by,
        row.settled_at,
        row.put_off,
    )
