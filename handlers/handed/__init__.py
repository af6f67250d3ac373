"""Lists handed over as files in Prime's direct message: tried at once, imported by a click (INTÉGRER)."""

from handlers import names
from handlers.handed import listeners as on
from handlers.handed import messages, reading, views
from handlers.kit.lasting import for_days
from handlers.kit.router import Access, Router


def register(router: Router) -> None:
    """Anybody may drop a file; lists are read for organisers, as the features before this one know to.

    Registered after them.
    """
    router.event("message.im.file", on.on_file)
    router.action(views.IMPORT, on.on_import, Access.ORGANISER)
    router.posting(names.HANDED, messages.read(router.file_kinds), lasts=for_days(1))
    router.posting(names.HANDED_OVER, messages.not_yours, lasts=for_days(1))
    router.sweep(reading.read_waiting(router.file_kinds), prompt=True)
    router.sweep(reading.forget)
