"""How the club reminds people (article FACILITER): one message a day, and each member's own choice."""

from handlers import names
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import while_it_stands
from handlers.kit.router import Access, Hours, Router
from handlers.living.reminders import awaiting, ids, messages, sweeps
from handlers.living.reminders import listeners as on
from handlers.words import mark


def register(router: Router) -> None:
    """Every way in, and the message of the day."""
    summary = mark("choose how Prime reminds you; what it sent you, and why")
    router.command(
        Command(
            "reminders", "rappels", Theme.ACCOUNT, summary, keeps=("reminderwish",), also=("absence", "away")
        ),
        on.on_open,
        Access.MEMBER,
    )
    router.action(ids.OPEN, on.on_open)
    router.view(ids.SAVE, on.saving(router))
    router.action(ids.TOLD, on.on_told)
    router.action(ids.ALL, on.on_all)
    router.posting(names.DIGEST, messages.digest, lasts=while_it_stands, hours=Hours.DECENT)
    router.sweep(sweeps.before_absences(router))
    router.home(7, awaiting.part(router))
    router.home_act(
        HomeAct(mark("What Prime sent me"), ids.TOLD),
        HomeAct(mark("My reminders"), ids.OPEN, menu=True),
    )
