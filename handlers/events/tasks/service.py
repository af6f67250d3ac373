"""What an event decided and charges people with: one transaction a function (article CONTRIBUER)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from club.events import Event
from club.followup import Matter
from club.ids import EventId, MemberId, TaskId
from club.minutes import may_deposit
from club.tasks import MOST_TASKS, Task, TaskFault, TaskState, day_faults, reminded_from, task_faults
from handlers import names
from handlers.events.shared.came import is_concerned
from handlers.events.shared.tasks import TaskShown, shown
from handlers.kit import organisers
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import revision
from handlers.kit.services import Services
from storage import tasks as rows
from storage.database import Session
from storage.events import get_event
from storage.followup import follow, look_again, unfollow
from storage.minutes import get_minutes
from storage.people import Person, Role, get_person
from storage.postings import Note, enqueue, touch_all

_TASK = "task:"
"""How the subjects of what is about one begin."""
ADRIFT = "adrift"
"""The moment of what organisers hear of once whoever is charged can act no more."""


class TaskDone(Enum):
    """What an act came to."""

    DONE = "done"
    NO_EVENT = "no_event"
    """It was not held, or nobody knows it."""
    NOT_YOURS = "not_yours"
    SETTLED = "settled"
    """It was done, or given up, meanwhile."""
    NOBODY = "nobody"
    """Whoever was chosen can do nothing."""
    MANY = "many"
    CHANGED = "changed"
    """Somebody changed it while the form was open."""


Written = list[TaskFault] | TaskDone
"""What is at fault in the form, or what the act came to."""


@dataclass(frozen=True, slots=True)
class TaskAt:
    """One, and what it is of."""

    event: Event
    shown: TaskShown


@dataclass(frozen=True, slots=True)
class TasksOf:
    """All of one event, for who may read them."""

    event: Event
    tasks: Sequence[TaskShown]
    organises: bool
    """Whether the reader writes them down."""


def subject_of_task(task_id: TaskId) -> str:
    """The subject of what is about one."""
    return f"{_TASK}{task_id}"


def task_of(subject: str) -> TaskId:
    """Back from `subject_of_task`."""
    return TaskId(int(subject.removeprefix(_TASK)))


# Reading


def listing(services: Services, person: Person, asked: ListPosition, size: int) -> Page[TaskAt]:
    """A page of what this person is charged with; for organisers, of all that waits."""
    reader = None if person.role is Role.ORGANISER else person.id
    with services.db.read() as session:
        _, total = rows.list_awaited_tasks(session, reader, 0, 1)
        at = asked.within(total, size)
        found, _ = rows.list_awaited_tasks(session, reader, at.number * size, size)
        return Page.of([one for task in found if (one := at_event(session, task))], total, at, size)


def at_event(session: Session, task: Task) -> TaskAt | None:
    """With the event, and who is charged."""
    event = get_event(session, task.event_id)
    return TaskAt(event, shown(session, task)) if event else None


def get_tasks_of(services: Services, event_id: EventId, reader: Person) -> TasksOf | None:
    """All of an event; None for who was not there, where its minutes are not for all."""
    with services.db.read() as session:
        event, found = get_event(session, event_id), rows.list_tasks(session, event_id)
        if event is None or not _may_read(session, event_id, reader, found):
            return None
        every = [shown(session, task) for task in found]
        return TasksOf(event, every, reader.role is Role.ORGANISER)


def _may_read(session: Session, event_id: EventId, reader: Person, found: Sequence[Task]) -> bool:
    minutes = get_minutes(session, event_id)
    return (
        reader.role is Role.ORGANISER
        or any(task.member_id == reader.id for task in found)
        or (minutes is not None and minutes.for_all)
        or is_concerned(session, event_id, reader.id)
    )


def get_held_event(services: Services, event_id: EventId, now: datetime) -> Event | None:
    """The event, if it was held."""
    with services.db.read() as session:
        event = get_event(session, event_id)
    return event if event and may_deposit(event, now) else None


def get_awaited(services: Services, task_id: TaskId, person: Person) -> TaskAt | None:
    """One that waits, for who may settle it."""
    with services.db.read() as session:
        task = rows.get_task(session, task_id)
        if task is None or not task.awaited or not _may_settle(session, task, person):
            return None
        return at_event(session, task)


def get_open(services: Services, task_id: TaskId) -> TaskAt | None:
    """One that is neither done nor given up: a decision too."""
    with services.db.read() as session:
        task = rows.get_task(session, task_id)
        return at_event(session, task) if task and task.state is TaskState.OPEN else None


# Writing


def add(services: Services, draft: Task, by: Person, now: datetime) -> Written:
    """An organiser writes down a decision, or charges somebody, who hears of it."""
    with services.db.begin() as session:
        event = get_event(session, draft.event_id)
        if not _organises(session, by.id):
            return TaskDone.NOT_YOURS
        if event is None or not may_deposit(event, now):
            return TaskDone.NO_EVENT
        if found := task_faults(draft.what, draft.member_id, draft.until, _today(services, now)):
            return found
        if draft.member_id and not _can_act(session, draft.member_id):
            return TaskDone.NOBODY
        if any(_same(draft, one) for one in rows.list_tasks(session, event.id)):
            return TaskDone.DONE  # the form, sent twice
        if rows.count_tasks(session, event.id) >= MOST_TASKS:
            return TaskDone.MANY
        made = rows.add_task(session, draft)
        _charge(session, services, replace(draft, id=made), now)
        return TaskDone.DONE


def _same(one: Task, other: Task) -> bool:
    return (one.what, one.member_id, one.until) == (other.what, other.member_id, other.until)


def change(services: Services, draft: Task, seen: str, by: Person, now: datetime) -> Written:
    """Other words, somebody else or another day; whoever is charged from now on hears of it. `seen`: the
    revision that the form showed."""
    with services.db.begin() as session:
        if not _organises(session, by.id):
            return TaskDone.NOT_YOURS
        task = rows.get_task(session, draft.id, lock=True)
        if task is None or task.state is not TaskState.OPEN:
            return TaskDone.SETTLED
        if revision(task) != seen:
            return TaskDone.CHANGED
        moved = draft.until != task.until or draft.member_id != task.member_id
        today = _today(services, now)
        since = min(today, task.until) if task.until and draft.until == task.until else today
        if found := task_faults(draft.what, draft.member_id, draft.until, since):
            return found
        if draft.member_id and draft.member_id != task.member_id and not _can_act(session, draft.member_id):
            return TaskDone.NOBODY
        rows.change_task(session, task.id, draft.what, draft.member_id, draft.until)
        changed = replace(task, what=draft.what, member_id=draft.member_id, until=draft.until)
        if moved:
            _charge(session, services, changed, now)
        touch_all(session, subject_of_task(task.id), now)
        return TaskDone.DONE


def _charge(session: Session, services: Services, task: Task, now: datetime) -> None:
    """Whoever is charged hears of it with their other matters, and again until it is done."""
    charged = get_person(session, task.member_id) if task.member_id else None
    if charged is None or task.until is None:
        unfollow(session, Matter.TASK, task.id)
        return
    if charged.slack_id:
        enqueue(session, [Note(names.TASK, subject_of_task(task.id), charged.slack_id, live=True)], now)
    _follow(session, services, task.id, task.until, now)


def _follow(session: Session, services: Services, task_id: TaskId, until: date, now: datetime) -> None:
    since = reminded_from(until, services.club.zone)
    follow(session, Matter.TASK, task_id, since, anew=True, told_at=now)


def done(services: Services, task_id: TaskId, by: Person, now: datetime) -> TaskDone:
    """Whoever is charged, or an organiser, says that it is done."""
    return _settle(services, task_id, TaskState.DONE, by, now)


def drop(services: Services, task_id: TaskId, by: Person, now: datetime) -> TaskDone:
    """An organiser gives it up, or takes a decision out that was written down by mistake."""
    return _settle(services, task_id, TaskState.DROPPED, by, now)


def _settle(services: Services, task_id: TaskId, state: TaskState, by: Person, now: datetime) -> TaskDone:
    with services.db.begin() as session:
        task = rows.get_task(session, task_id, lock=True)
        if task is None:
            return TaskDone.SETTLED
        giving_up = state is TaskState.DROPPED
        if not (_organises(session, by.id) if giving_up else _may_settle(session, task, by)):
            return TaskDone.NOT_YOURS
        if task.state is not TaskState.OPEN or not (task.is_action or giving_up):
            return TaskDone.SETTLED
        rows.settle_task(session, task_id, state, by.id, now)
        unfollow(session, Matter.TASK, task_id)
        touch_all(session, subject_of_task(task_id), now)
        return TaskDone.DONE


def put_off(services: Services, task_id: TaskId, until: date | None, by: Person, now: datetime) -> Written:
    """Another day, by whoever is charged or an organiser."""
    with services.db.begin() as session:
        task = rows.get_task(session, task_id, lock=True)
        if task is None or not task.awaited:
            return TaskDone.SETTLED
        if not _may_settle(session, task, by):
            return TaskDone.NOT_YOURS
        if until is None:
            return [TaskFault.NO_DAY]
        if found := [fault for fault, holds in day_faults(until, _today(services, now)).items() if holds]:
            return found
        if until != task.until:
            rows.put_off_task(session, task_id, until)
            _follow(session, services, task_id, until, now)
            touch_all(session, subject_of_task(task_id), now)
        return TaskDone.DONE


def _organises(session: Session, member_id: MemberId) -> bool:
    today = get_person(session, member_id)
    return today is not None and today.can_act and today.role is Role.ORGANISER


def _can_act(session: Session, member_id: MemberId) -> bool:
    found = get_person(session, member_id)
    return found is not None and found.can_act


def _may_settle(session: Session, task: Task, person: Person) -> bool:
    mine = task.member_id == person.id and _can_act(session, person.id)
    return mine or _organises(session, person.id)


def _today(services: Services, now: datetime) -> date:
    return now.astimezone(services.club.zone).date()


# What others change


def ceases(session: Session, services: Services, person: Person, now: datetime) -> None:
    """Somebody takes part no longer: what they were charged with is the organisers' to give to somebody."""
    for task_id in rows.list_awaited_of(session, person.id):
        subject = subject_of_task(task_id)
        told = organisers.tell(session, names.TASK, subject, ADRIFT, now, live=True, but=person.id)
        if not told:
            organisers.alarm(session, services, now)
        touch_all(session, subject, now)
        look_again(session, Matter.TASK, [task_id], now)
