"""Companions and representatives: who comes with a member, or in the member's place."""

from handlers import names
from handlers.events.guests import listeners as on
from handlers.events.guests import messages
from handlers.kit.lasting import until_end, until_start
from handlers.kit.router import Router


def register(router: Router) -> None:
    """Every way in, for members, and the messages that go out by themselves."""
    router.action("guests.companions", on.on_companions)
    router.action("guests.add", on.on_add)
    router.action("guests.letter", on.on_letter)
    router.action("guests.representative", on.on_representative)
    router.view("guests.companions", on.on_companions_submitted)
    router.view("guests.representative", on.on_representative_submitted)
    router.posting(names.FEWER, messages.fewer, lasts=until_end)
    router.posting(names.OUTGROWN, messages.outgrown, lasts=until_start, line=messages.outgrown_line)
    router.posting(names.OUTGROWN_TOLD, messages.outgrown_told, lasts=until_start)
