"""The day of an event: where to go, and who is there (articles PARTICIPER and FACILITER)."""

from handlers import names
from handlers.events.presence import ids, messages, receiving, sweeps
from handlers.events.presence import listeners as on
from handlers.kit.commands import Command, HelpLine, Theme
from handlers.kit.lasting import for_days, until_end, until_start
from handlers.kit.router import Access, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Members say that they are there, for themselves and their party; organisers have the code."""
    what = mark("say that you are there, on the day")
    example = HelpLine("KPRT", "KPRT", mark("by the code that is shown in the room"))
    command = Command(
        "present",
        "presence",
        Theme.EVENTS,
        what,
        keeps=("rsvp", "guest", "feedback_given"),
        also=("presences",),
        examples=(example,),
    )
    router.command(command, on.on_command, Access.MEMBER)
    router.action(ids.HERE, on.on_here)
    router.action(ids.GUEST, on.on_guest)
    router.action(ids.POSTER, on.on_poster, Access.ORGANISER)
    router.posting(names.DAY, messages.day, lasts=until_start)
    router.posting(names.DAY_ORGANISER, messages.organiser, lasts=until_end)
    router.posting(names.DAY_HOST, receiving.host, lasts=until_start)
    router.posting(names.POSTER, messages.picture, lasts=for_days(1))
    router.sweep(sweeps.tell)
    router.sweep(receiving.tell)
