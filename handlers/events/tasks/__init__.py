"""What an event decided, and what somebody is charged with: until it is done (article CONTRIBUER)."""

from club.followup import Matter
from handlers import names
from handlers.events.tasks import daybook, ids, messages, service, sweeps
from handlers.events.tasks import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.following import following
from handlers.kit.lasting import while_it_stands
from handlers.kit.lines import asking
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Organisers write down and charge; whoever is charged says that it is done, or puts it off."""
    router.command(
        Command(
            "actions",
            "actions",
            Theme.EVENTS,
            mark("see what you are charged with since an event, and say that it is done"),
            keeps=("event_task",),
            also=("action",),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action(ids.PAGE, on.on_page)
    router.action(ids.EVENT, on.on_event)
    router.action(ids.DONE, on.on_done)
    router.action(ids.PUT_OFF, on.on_put_off)
    router.view(ids.PUT_OFF, on.on_put_off_to)
    router.action(ids.ADD, on.on_add, Access.ORGANISER)
    router.view(ids.ADD, on.on_added, Access.ORGANISER)
    router.action(ids.EDIT, on.on_edit, Access.ORGANISER)
    router.view(ids.EDIT, on.on_edited, Access.ORGANISER)
    router.action(ids.DROP, on.on_drop, Access.ORGANISER)
    router.posting(
        names.TASK,
        messages.task,
        lasts=while_it_stands,
        hours=Hours.DECENT,
        line=asking(messages.task),
    )
    router.sweep(following(Matter.TASK, sweeps.waiting))
    router.daybook(daybook.late)
    router.membership.ceases.append(service.ceases)
