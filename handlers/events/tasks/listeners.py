"""From a payload to a service and back."""

from datetime import date

from club.ids import EventId, TaskId
from club.tasks import Task
from handlers.events.tasks import ids, service, views
from handlers.events.tasks.service import TaskAt, TaskDone
from handlers.kit.blocks import aside
from handlers.kit.interaction import Interaction, Message, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.people import chosen_person
from handlers.kit.positions import PAGE, ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from storage.people import Role


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime actions`."""
    return Reply(_listing(interaction, services, ListPosition(ids.LIST)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    return Reply(_listing(interaction, services, interaction.page_of(ids.LIST)), in_place=True)


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    organises = interaction.member.role is Role.ORGANISER
    page = service.listing(services, interaction.member, asked, PAGE)
    return views.listing(interaction.t, page, _today(interaction, services), organises=organises, said=said)


def _today(interaction: Interaction, services: Services) -> date:
    return interaction.now.astimezone(services.club.zone).date()


def on_event(interaction: Interaction, services: Services) -> Reply:
    """All of an event, in a window."""
    found = service.get_tasks_of(services, EventId(interaction.number), interaction.member)
    if found is None:
        return Reply(
            aside(interaction.t("Decisions and actions are for those who came or excused themselves."))
        )
    return on_top(interaction, services, views.every(interaction.t, found, _today(interaction, services)))


def on_add(interaction: Interaction, services: Services) -> Reply:
    """The form of a new one."""
    event = service.get_held_event(services, EventId(interaction.number), interaction.now)
    if event is None:
        return Reply(views.refused(interaction.t, TaskDone.NO_EVENT))
    way = ReturnTo.of(interaction, event.id).packed()
    return on_top(interaction, services, views.form(interaction.t, event, None, way))


def on_added(interaction: Interaction, services: Services) -> Reply:
    """Written down, or the fault at its field; what was typed stays."""
    way = ReturnTo.unpacked(interaction.metadata)
    draft = _draft(interaction, EventId(way.subject), TaskId(0))
    found = service.add(services, draft, interaction.member, interaction.now)
    return _written(interaction, services, draft, found, way)


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """The form of one that is noted."""
    found = service.get_open(services, TaskId(interaction.number))
    if found is None:
        return Reply(views.refused(interaction.t, TaskDone.SETTLED))
    way = ReturnTo.of(interaction, found.shown.task.id).seen(found.shown.task).packed()
    return on_top(interaction, services, views.form(interaction.t, found.event, found.shown, way))


def on_edited(interaction: Interaction, services: Services) -> Reply:
    """Changed, unless somebody else changed it meanwhile."""
    way = ReturnTo.unpacked(interaction.metadata)
    draft = _draft(interaction, EventId(0), TaskId(way.subject))
    found = service.change(services, draft, way.revision, interaction.member, interaction.now)
    return _written(interaction, services, draft, found, way)


def _draft(interaction: Interaction, event_id: EventId, task_id: TaskId) -> Task:
    given = interaction.entered(ids.UNTIL)
    until = date.fromisoformat(given) if given else None
    what, who = interaction.entered(ids.WHAT), chosen_person(interaction)
    return Task(task_id, event_id, what, who, until, interaction.now, interaction.member.id)


def _written(
    interaction: Interaction,
    services: Services,
    draft: Task,
    found: service.Written,
    way: ReturnTo[None],
) -> Reply:
    t = interaction.t
    if isinstance(found, list):
        return Reply(errors=views.faults(t, found))
    if found is not TaskDone.DONE:
        return Reply(errors={ids.WHAT: t(views.REFUSED[found])})
    return _said(interaction, services, views.noted(t, draft), way)


def on_done(interaction: Interaction, services: Services) -> Reply:
    """“It is done.”"""
    task_id = TaskId(interaction.number)
    found = service.done(services, task_id, interaction.member, interaction.now)
    return _settled(interaction, services, found, interaction.t("✅ Done. Thank you."))


def on_drop(interaction: Interaction, services: Services) -> Reply:
    """“Give up.”"""
    found = service.drop(services, TaskId(interaction.number), interaction.member, interaction.now)
    return _settled(
        interaction, services, found, interaction.t("Given up: nobody is reminded of it any more.")
    )


def _settled(interaction: Interaction, services: Services, found: TaskDone, said: str) -> Reply:
    t = interaction.t
    told = said if found is TaskDone.DONE else t(views.REFUSED[found])
    at = interaction.position(ids.LIST)
    if at is None:
        return Reply(aside(told), home="" if found is TaskDone.DONE else None)
    return Reply(_listing(interaction, services, at, told), in_place=True)


def on_put_off(interaction: Interaction, services: Services) -> Reply:
    """Until when?"""
    found = service.get_awaited(services, TaskId(interaction.number), interaction.member)
    if found is None:
        return Reply(views.refused(interaction.t, TaskDone.SETTLED))
    return on_top(interaction, services, _putting_off(interaction, found))


def _putting_off(interaction: Interaction, found: TaskAt) -> View:
    way = ReturnTo.of(interaction, found.shown.task.id).packed()
    return views.putting_off(interaction.t, found, way)


def on_put_off_to(interaction: Interaction, services: Services) -> Reply:
    """Another day."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    given = interaction.entered(ids.UNTIL)
    until = date.fromisoformat(given) if given else None
    found = service.put_off(services, TaskId(way.subject), until, interaction.member, interaction.now)
    if isinstance(found, list):
        return Reply(errors=views.faults(t, found))
    if found is not TaskDone.DONE or until is None:
        return Reply(errors={ids.UNTIL: t(views.REFUSED[found])})
    return _said(interaction, services, t("✅ Put off to {date}.", date=t.day(until)), way)


def _said(interaction: Interaction, services: Services, said: str, way: ReturnTo[None]) -> Reply:
    at = way.position(ids.LIST)
    shown = _listing(interaction, services, at, said) if at else aside(said)
    return Reply(shown, in_place=at is not None, response_url=way.response_url)
