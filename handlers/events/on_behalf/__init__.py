"""Answering for somebody: organisers for anybody, members for a colleague. Never a vote."""

from handlers import names
from handlers.events.on_behalf import ids, messages
from handlers.events.on_behalf import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.lasting import until_end
from handlers.kit.router import Access, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Every way in; for whom one may answer is asked again when it is written."""
    what = mark("answer for a colleague")
    command = Command("answer", "repondre", Theme.EVENTS, what, keeps=("rsvp", "claim"))
    router.command(command, on.on_command, Access.MEMBER)
    router.action(ids.OPEN, on.on_open)
    router.view(ids.FORM, on.on_form)
    router.view(ids.FREEING, on.on_freeing)
    router.posting(names.ANSWERED_FOR, messages.told, lasts=until_end)
