"""What an event decided and charged people with, in words: of minutes, and of its own list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from club.ids import EventId
from club.tasks import Task, TaskState
from handlers.kit.blocks import Block, rich
from handlers.words import Translator
from storage.database import Session
from storage.people import get_person
from storage.tasks import list_tasks


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A decision or an action, and who is charged with it."""

    task: Task
    name: str = ""
    """Who is charged; empty for a decision."""
    adrift: bool = False
    """Whether whoever is charged can do nothing any more: the organisers are to give it to somebody else."""
    settled_by: str = ""


def shown(session: Session, task: Task) -> TaskShown:
    """With the names of whom it is about."""
    charged = get_person(session, task.member_id) if task.member_id else None
    settled = get_person(session, task.settled_by) if task.settled_by else None
    away = charged is None or not charged.can_act
    return TaskShown(
        task,
        charged.name if charged else "",
        task.awaited and away,
        settled.name if settled else "",
    )


def shown_tasks(session: Session, event_id: EventId) -> list[TaskShown]:
    """All of an event but what was given up, as they were written down."""
    return [shown(session, task) for task in list_tasks(session, event_id)]


def listed(t: Translator, found: Sequence[TaskShown], today: date) -> list[Block]:
    """Decisions, then actions, a line each."""
    decisions = [one for one in found if not one.task.is_action]
    actions = [one for one in found if one.task.is_action]
    blocks = []
    if decisions:
        blocks.append(rich("*{title}*", title=t("Decisions")))
        blocks += [rich("• {what}", what=one.task.what) for one in decisions]
    if actions:
        blocks.append(rich("*{title}*", title=t("Actions")))
        blocks += [
            rich("• {what}\n{state}", what=one.task.what, state=state(t, one, today)) for one in actions
        ]
    return blocks


def state(t: Translator, one: TaskShown, today: date) -> str:
    """Who is charged with it until when, and what became of it."""
    task, name = one.task, one.name
    if task.state is TaskState.DONE:
        return t("✅ Done: {name}", name=name)
    if task.state is TaskState.DROPPED:
        return t("Given up")
    if one.adrift:
        return t("➡️ To be given to somebody: {name} can no longer do it", name=name)
    assert task.until is not None, "whoever is charged has a day"
    day = t.day(task.until)
    late = t("{name}, late since {date}", name=name, date=day)
    said = late if task.is_late(today) else t("{name}, by {date}", name=name, date=day)
    if task.put_off:
        said += " · " + t.plural("put off once", "put off {n} times", task.put_off)
    return said
