"""Ballots in hand in the organisers' daybook: open, planned, to be finished."""

from collections.abc import Sequence

from handlers.choosing.ballots import ids
from handlers.choosing.ballots.reading import current
from handlers.choosing.ballots.sentences import line_state
from handlers.kit.blocks import button, cut
from handlers.kit.daybook import DaybookLine, DayContext, Section, lines_with

TITLE = 80


def votes(ctx: DayContext) -> Sequence[DaybookLine]:
    """A line each, and the way to them under the last."""
    said = [f"{cut(one.ballot.title, TITLE)} · {line_state(ctx.t, one)}" for one in current(ctx.session)]
    return lines_with(Section.VOTES, said, button(ctx.t("Manage the ballots"), ids.LIST, 0))
