"""What is late of what events charged people with, in the organisers' daybook."""

from collections.abc import Sequence

from handlers.events.tasks import ids
from handlers.kit.blocks import button
from handlers.kit.daybook import DaybookLine, DayContext, Section
from storage.tasks import count_late_tasks


def late(ctx: DayContext) -> Sequence[DaybookLine]:
    """How many, and the way to them."""
    t, today = ctx.t, ctx.now.astimezone(ctx.services.club.zone).date()
    count = count_late_tasks(ctx.session, today)
    if not count:
        return []
    said = t.plural("{n} action of an event is late", "{n} actions of events are late", count)
    return [DaybookLine(Section.EVENTS, said, [button(t("See the actions"), ids.PAGE, 0)])]
