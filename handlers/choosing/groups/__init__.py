"""Study groups: from the vote to the work (articles CONTRIBUER, CHOISIR)."""

from handlers import names
from handlers.choosing.groups import ids, messages, room, service
from handlers.choosing.groups import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Organisers open one on a chosen topic; members join for their company; its lead keeps it."""
    router.command(
        Command(
            "groups",
            "groupes",
            Theme.CHOOSING,
            mark("see study groups, and join for your company"),
            keeps=("study_group", "group_member", "group_room_guest"),
            also=("group", "groupe"),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action(ids.PAGE, on.on_page)
    router.action(ids.SHOW, on.on_show)
    router.action(ids.PEOPLE, on.on_people)
    router.action(ids.OPEN, on.on_open, Access.ORGANISER)
    router.view(ids.FORM, on.on_opened, Access.ORGANISER)
    router.action(ids.JOIN, on.on_join)
    router.view(ids.JOIN, on.on_joined)
    router.action(ids.LEAVE, on.on_leave)
    router.view(ids.LEAVE, on.on_left)
    router.action(ids.MANAGE, on.on_manage)
    router.view(ids.MANAGE, on.on_managed)
    router.posting(names.GROUP_CARD, messages.card, lasts=while_it_stands)
    router.posting(names.GROUP_OPENED, messages.opened, lasts=for_days(30), hours=Hours.DECENT)
    router.posting(names.GROUP_LEAD, messages.leads, lasts=for_days(30))
    router.posting(names.GROUP_NO_LEAD, messages.no_lead, lasts=while_it_stands)
    router.action(ids.ROOM, on.on_room)
    router.view(ids.ROOM, on.on_room_wanted)
    router.posting(names.GROUP_ROOM, messages.in_room, lasts=while_it_stands)
    router.posting(names.GROUP_ROOM_GONE, messages.room_gone, lasts=for_days(30))
    router.missing(names.GROUP_ROOM, room.lost)
    router.sweep(room.keep_all)
    router.membership.ceases.append(service.ceases)
