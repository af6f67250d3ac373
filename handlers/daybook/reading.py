"""The daybook's lines, of all who have a part in it."""

from collections.abc import Sequence

from handlers.kit.daybook import DaybookLine, DayContext, DayPart


def lines_of(parts: Sequence[DayPart], ctx: DayContext) -> list[DaybookLine]:
    """Every line there is now, in the order of the parts; their sections are put in order when drawn."""
    return [line for part in parts for line in part(ctx)]
