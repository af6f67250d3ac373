"""Whom Prime does not reach, and what Slack refused, in the organisers' daybook."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.kit.blocks import button
from handlers.kit.daybook import DaybookLine, DayContext, Section, lines_with
from handlers.upkeep import ids
from handlers.upkeep.unreached_views import called, reason
from storage.missed import count_unreached, list_unreached
from storage.sendings import Standing, WantedSendings, count_sendings

SHOWN = 5
"""People in the daybook."""
LATELY = timedelta(days=30)


def daybook(ctx: DayContext) -> Sequence[DaybookLine]:
    """Who, how much and why; nothing where everything was delivered or told."""
    t, found = ctx.t, list_unreached(ctx.session, ctx.now, 0, SHOWN)
    said = [f"{called(t, one)} ({reason(t, one)})" for one in found]
    if len(found) == SHOWN and (more := count_unreached(ctx.session, ctx.now) - SHOWN):
        said.append(t.plural("and {n} more person", "and {n} more people", more))
    return [*lines_with(Section.UNDELIVERED, said, button(t("See"), ids.UNREACHED_PAGE, 0)), *_refused(ctx)]


def _refused(ctx: DayContext) -> Sequence[DaybookLine]:
    """How many messages that were for everybody Slack refused of late: the list says why, and tries again."""
    club, since = ctx.services.club, ctx.now - LATELY
    channels = {club.channel, club.topics_channel} - {None}
    wanted = [WantedSendings(Standing.REFUSED, recipient=one, since=since) for one in channels]
    count = sum(count_sendings(ctx.session, one) for one in wanted)
    said = ctx.t.plural("{n} message refused in the channel", "{n} messages refused in the channel", count)
    see = button(ctx.t("See these messages"), ids.STANDING, Standing.REFUSED)
    return [DaybookLine(Section.UNDELIVERED, said, (see,))] if count else []
