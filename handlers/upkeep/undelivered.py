"""What organisers see of messages that Slack refused for good: whom they did not reach, and why."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.kit.blocks import button
from handlers.kit.daybook import DayContext, Line, Section, lines_with
from handlers.upkeep import ids
from handlers.upkeep.reasons import why
from handlers.words import Translator
from storage.sendings import Standing
from storage.undelivered import Unreached, list_unreached

LOOK_BACK = timedelta(days=30)
SHOWN = 5
"""People in the daybook."""


def daybook(ctx: DayContext) -> Sequence[Line]:
    """The daybook's part; nothing where all was delivered."""
    found = list_unreached(ctx.session, ctx.now - LOOK_BACK)
    said = [_line(ctx.t, one) for one in found[:SHOWN]]
    more = len(found) - SHOWN
    said += [ctx.t.plural("and {n} more person", "and {n} more people", more)] if more > 0 else []
    return lines_with(Section.UNDELIVERED, said, button(ctx.t("See"), ids.STANDING, Standing.REFUSED.value))


def _line(t: Translator, one: Unreached) -> str:
    shown = {"name": one.name, "why": why(t, one.fault)}
    return t.plural("{name}: {n} message ({why})", "{name}: {n} messages ({why})", one.count, **shown)
