"""What an event decided, and what somebody is charged with until when (article CONTRIBUER)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from club.ids import EventId, MemberId, TaskId

LEAD = timedelta(days=3)
"""So long before its day somebody is reminded of what they are charged with for the first time."""
FARTHEST = timedelta(days=3 * 365)
MOST_TASKS = 60
"""Of one event."""


class TaskState(StrEnum):
    """What became of it."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    """Organisers gave it up."""


class TaskFault(StrEnum):
    """Why it is not written down as it is."""

    EMPTY = "empty"
    NO_DAY = "no_day"
    """Somebody is charged, and nobody said until when."""
    NOBODY = "nobody"
    """There is a day, and nobody is charged."""
    PAST = "past"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Task:
    """A decision, or, where somebody is charged with it, an action."""

    id: TaskId
    event_id: EventId
    what: str
    member_id: MemberId | None
    """Who is charged; None for a decision."""
    until: date | None
    at: datetime
    by_id: MemberId | None
    """Who wrote it down."""
    state: TaskState = TaskState.OPEN
    settled_by: MemberId | None = None
    settled_at: datetime | None = None
    put_off: int = 0
    """How often its day was put off."""

    @property
    def is_action(self) -> bool:
        """Whether somebody is charged with it."""
        return self.member_id is not None

    @property
    def awaited(self) -> bool:
        """Whether somebody still has to do it."""
        return self.is_action and self.state is TaskState.OPEN

    def is_late(self, today: date) -> bool:
        """Whether its day is past while it waits."""
        return self.awaited and self.until is not None and self.until < today


def task_faults(what: str, member: MemberId | None, until: date | None, today: date) -> list[TaskFault]:
    """What keeps it from being written down."""
    found = {
        TaskFault.EMPTY: not what,
        TaskFault.NO_DAY: member is not None and until is None,
        TaskFault.NOBODY: member is None and until is not None,
        **day_faults(until, today),
    }
    return [fault for fault, holds in found.items() if holds]


def day_faults(until: date | None, today: date) -> dict[TaskFault, bool]:
    """What is wrong with a day until which something is to be done."""
    return {
        TaskFault.PAST: until is not None and until < today,
        TaskFault.FAR: until is not None and until > today + FARTHEST,
    }


def reminded_from(until: date, zone: tzinfo) -> datetime:
    """From when on whoever is charged is reminded: the days of `club.followup` are counted from here."""
    return datetime.combine(until - LEAD, time(), tzinfo=zone).astimezone(UTC)
