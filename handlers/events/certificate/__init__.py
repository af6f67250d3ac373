"""That somebody was there, as a file for their employer (article PARTICIPER)."""

from handlers import names
from handlers.events.certificate import ids, messages
from handlers.events.certificate import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.lasting import for_days
from handlers.kit.router import Access, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Members, each for themself; what is certified is what was noted."""
    router.command(
        Command(
            "certificate",
            "attestation",
            Theme.EVENTS,
            mark("get a certificate of attendance, as a PDF"),
            keeps=(),
            also=("attestations",),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action(ids.PAGE, on.on_page)
    router.action(ids.SEND, on.on_send)
    router.posting(names.CERTIFICATE, messages.certificate, lasts=for_days(1))
