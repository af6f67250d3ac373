"""What an industrial site asks at its gate: of visitors, late and for a short time; its list, its changes."""

from handlers import names
from handlers.events.gate import ids, messages, sweeps
from handlers.events.gate import listeners as on
from handlers.kit.lasting import for_days
from handlers.kit.lines import asking
from handlers.kit.router import Access, Hours, Router


def register(router: Router) -> None:
    """Organisers prepare it, whoever comes says what is asked, the host's member gets it."""
    router.action(ids.LIST, on.on_list, Access.ORGANISER)
    router.view(ids.LIST, on.on_prepared, Access.ORGANISER)
    router.action(ids.SEND, on.on_send, Access.ORGANISER)
    router.action(ids.COPY, on.on_copy)
    router.action(ids.FILL, on.on_fill)
    router.view(ids.FILL, on.on_filled)
    router.action(ids.WITHDRAW, on.on_withdraw)
    until = messages.until_start
    line = asking(messages.asked, until)
    router.posting(names.GATE_ASKED, messages.asked, lasts=until, hours=Hours.DECENT, line=line)
    router.posting(names.GATE_LIST, messages.listed, lasts=for_days(7))
    router.posting(names.GATE_CHANGED, messages.changed, lasts=for_days(7))
    router.posting(names.GATE_MOVED, messages.moved, lasts=for_days(7))
    router.posting(names.GATE_NO_HOST, messages.no_host, lasts=messages.until_start)
    router.sweep(sweeps.look_after)
    router.sweep(sweeps.wipe)
