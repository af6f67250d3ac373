"""Decisions and actions on screen: the list, the forms, and what somebody is charged with."""

from collections.abc import Mapping, Sequence
from datetime import date

from club.events import Event
from club.tasks import Task, TaskFault, TaskState
from handlers.events.shared import party, tasks
from handlers.events.shared.tasks import TaskShown
from handlers.events.tasks import ids
from handlers.events.tasks.service import TaskAt, TaskDone, TasksOf
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    context,
    cut,
    field,
    menu,
    message,
    modal,
    option,
    rich,
    text_input,
)
from handlers.kit.interaction import Message, View
from handlers.kit.paging import turning
from handlers.kit.people import PEOPLE, people_field
from handlers.kit.positions import Page
from handlers.words import Translator, mark

LONGEST_WHAT, NAMED, MOST_SHOWN = 500, 120, 40
FAULTS: Mapping[TaskFault, tuple[str, str]] = {
    TaskFault.EMPTY: (ids.WHAT, mark("Write a few words.")),
    TaskFault.NO_DAY: (ids.UNTIL, mark("Until when? Choose a day.")),
    TaskFault.NOBODY: (PEOPLE, mark("Who is charged? A decision has neither a person nor a day.")),
    TaskFault.PAST: (ids.UNTIL, mark("Choose today, or a day to come.")),
    TaskFault.FAR: (ids.UNTIL, mark("Choose a day within three years.")),
}
REFUSED: Mapping[TaskDone, str] = {
    TaskDone.NO_EVENT: mark("Actions are noted of an event that was held."),
    TaskDone.NOT_YOURS: mark("This is for whoever is charged with it, and for the organisers."),
    TaskDone.SETTLED: mark("This was done, or given up, meanwhile."),
    TaskDone.NOBODY: mark("This person does not take part at present: choose somebody else."),
    TaskDone.CHANGED: mark("Somebody changed it meanwhile: close this window, and look again."),
    TaskDone.MANY: mark("This event has sixty decisions and actions: that is as many as are kept."),
}


def listing(t: Translator, page: Page[TaskAt], today: date, *, organises: bool, said: str = "") -> Message:
    """`/prime actions`: what waits, the first day first, with what can be done about it."""
    title = t.plural("*{n} action to do*", "*{n} actions to do*", page.total)
    if not page.total:
        title = t("No action to do.")
    blocks: list[Block | None] = [rich("{said}", said=said) if said else None, rich(title)]
    for one in page.items:
        blocks += _row(t, one, today, page, organises=organises)
    blocks += turning(t, page, ids.PAGE, t("Earlier ones"), t("Later ones"))
    return message(said or title.strip("*"), *blocks)


def _row(
    t: Translator, one: TaskAt, today: date, page: Page[TaskAt], *, organises: bool
) -> list[Block | None]:
    task, title = one.shown.task, one.event.title
    said = rich(
        "*{what}*\n{state}\n{title}",
        what=task.what,
        state=tasks.state(t, one.shown, today),
        title=title,
    )
    more: list[tuple[str, str, int]] = [(t("All of this event…"), ids.EVENT, one.event.id)]
    if organises:
        more += [(t("Edit…"), ids.EDIT, task.id), (t("Give up"), ids.DROP, task.id)]
    row = actions(*_settling(t, one), menu(more))
    return [said, {**row, "block_id": page.position.block(int(task.id))} if row else None]


def _settling(t: Translator, one: TaskAt, *, primary: bool = False) -> list[Block]:
    task = one.shown.task
    about = cut(task.what, NAMED)
    return [
        button(t("It is done"), ids.DONE, task.id, about=about, primary=primary),
        button(t("Put off…"), ids.PUT_OFF, task.id, about=about),
    ]


def asked(t: Translator, event: Event, one: TaskShown, today: date, why: str) -> Message:
    """To whoever is charged; to organisers, where nobody is who can act."""
    task, at = one.task, TaskAt(event, one)
    assert task.until is not None, "whoever is charged has a day"
    what, day = cut(task.what, NAMED), t.day(task.until)
    if one.adrift:
        said = t("To be given to somebody: {what}", what=what)
    elif task.is_late(today):
        said = t("Late since {date}: {what}", date=day, what=what)
    else:
        said = t("To do by {date}: {what}", date=day, what=what)
    give = button(t("Give to somebody…"), ids.EDIT, task.id, about=what, primary=True) if one.adrift else None
    was = t("{name}, who was charged with it, can no longer do it.", name=one.name) if one.adrift else ""
    return message(
        said,
        rich("*{said}*", said=said),
        rich("{rest}", rest=task.what) if len(task.what) > NAMED else None,
        context(" · ".join(part for part in (why, event.title, was) if part)),
        actions(give, *_settling(t, at, primary=not one.adrift)),
    )


def over(t: Translator, event: Event, one: TaskShown) -> Message:
    """What became of it, in every copy."""
    what = cut(one.task.what, NAMED)
    if one.task.state is TaskState.DROPPED:
        said = t("Given up: {what}", what=what)
    elif one.task.state is TaskState.DONE:
        said = t("✅ Done: {what}", what=what)
    else:
        return elsewhere(t, event, one)
    return message(said, rich("{said}", said=said), context(event.title, *party.named(t, event)))


def elsewhere(t: Translator, event: Event, one: TaskShown) -> Message:
    """To whoever is charged with it no longer."""
    what = cut(one.task.what, NAMED)
    said = t("No longer yours: {what}", what=what)
    return message(said, rich("{said}", said=said), context(event.title, *party.named(t, event)))


def every(t: Translator, found: TasksOf, today: date) -> View:
    """All of an event, in a window."""
    event = found.event
    add = button(t("Add an action…"), ids.ADD, event.id, about=event.title) if found.organises else None
    shown = tasks.listed(t, found.tasks[:MOST_SHOWN], today)
    left = len(found.tasks) - MOST_SHOWN
    return modal(
        ids.EVENT,
        t("Decisions and actions"),
        [
            party.head(t, event),
            *(shown or [rich("{none}", none=t("Nothing noted."))]),
            context(t.plural("and {n} other", "and {n} others", left)) if left > 0 else None,
            actions(add),
        ],
        close=t("Close"),
    )


def form(t: Translator, event: Event, one: TaskShown | None, metadata: str) -> View:
    """What, who, until when: of a new one, or as it is noted."""
    task = one.task if one else None
    charged = option(one.name, task.member_id) if one and task and task.member_id and one.name else None
    day = {"initial_date": task.until.isoformat()} if task and task.until else {}
    return modal(
        ids.EDIT if task else ids.ADD,
        t("Edit the action") if task else t("Add an action"),
        [
            party.head(t, event),
            field(
                ids.WHAT,
                t("What?"),
                text_input(task.what if task else "", longest=LONGEST_WHAT, lines=True),
            ),
            people_field(t, t("Who?"), optional=True, initial=charged),
            field(ids.UNTIL, t("Until when?"), {"type": "datepicker"} | day, optional=True),
            context(
                t("With neither a person nor a day: a decision."),
                t("Whoever is charged hears of it with their other reminders, until it is done."),
            ),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def putting_off(t: Translator, one: TaskAt, metadata: str) -> View:
    """Until when instead?"""
    return modal(
        ids.PUT_OFF,
        t("Put off"),
        [
            rich("*{what}*", what=one.shown.task.what),
            context(one.event.title, *party.named(t, one.event)),
            field(ids.UNTIL, t("Until when?"), {"type": "datepicker"}),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def noted(t: Translator, task: Task) -> str:
    """A decision, or an action, was written down."""
    return t("✅ Action noted.") if task.is_action else t("✅ Decision noted.")


def done(t: Translator, one: Task) -> str:
    """It is done."""
    return t("✅ Done: {what}", what=cut(one.what, NAMED))


def faults(t: Translator, found: Sequence[TaskFault]) -> dict[str, str]:
    """Each at its field."""
    return {FAULTS[one][0]: t(FAULTS[one][1]) for one in reversed(found)}


def refused(t: Translator, why: TaskDone) -> Message:
    """Why nothing is shown, or done."""
    return aside(t(REFUSED[why]))
