"""Whom Prime does not reach, in the organisers' daybook."""

from collections.abc import Sequence

from handlers.kit.blocks import button
from handlers.kit.daybook import DaybookLine, DayContext, Section, lines_with
from handlers.upkeep import ids
from handlers.upkeep.unreached_views import called, reason
from storage.missed import count_unreached, list_unreached

SHOWN = 5
"""People in the daybook."""


def daybook(ctx: DayContext) -> Sequence[DaybookLine]:
    """Who, how much and why; nothing where everything was delivered or told."""
    t, found = ctx.t, list_unreached(ctx.session, ctx.now, 0, SHOWN)
    said = [f"{called(t, one)} ({reason(t, one)})" for one in found]
    if len(found) == SHOWN and (more := count_unreached(ctx.session, ctx.now) - SHOWN):
        said.append(t.plural("and {n} more person", "and {n} more people", more))
    return lines_with(Section.UNDELIVERED, said, button(t("See"), ids.UNREACHED_PAGE, 0))
