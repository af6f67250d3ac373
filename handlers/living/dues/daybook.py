"""Of what companies owe, what organisers alone hear of: dues long past their date (article COTISER)."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.kit.blocks import button
from handlers.kit.daybook import DaybookLine, DayContext, Section
from handlers.living.dues import views
from storage.dues import find_overdue

NAMED = 5


def overdue(ctx: DayContext) -> Sequence[DaybookLine]:
    """After the last reminder, who still owes: by name, and never an amount."""
    t, club = ctx.t, ctx.services.club
    last = ctx.now.astimezone(club.zone).date() - timedelta(days=club.dues_last + 1)
    names, count = find_overdue(ctx.session, last, NAMED)
    if not names:
        return []
    more = count - len(names)
    rest = [t.plural("{n} other", "{n} others", more)] if more else []
    said = t("Past their date, reminders over: {companies}", companies=t.list([*names, *rest]))
    return [DaybookLine(Section.DUES, said, (button(t("Dues of the companies"), views.OPEN),))]
