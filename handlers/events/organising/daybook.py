"""The events of the next two weeks in the organisers' daybook: who comes, who is expected."""

from collections.abc import Sequence

from club.daybook import AHEAD
from club.events import Event, Phase, phase
from handlers.events.organising import ids
from handlers.events.organising.sentences import counted
from handlers.kit import moments
from handlers.kit.blocks import button, cut
from handlers.kit.daybook import DaybookLine, DayContext, Section
from storage.attendance import count_answers
from storage.events import list_starting

SHOWN, TITLE = 5, 80


def events(ctx: DayContext) -> Sequence[DaybookLine]:
    """A line each, the next first; beyond five, the way to all of them."""
    found = list_starting(ctx.session, ctx.now, ctx.now + AHEAD, SHOWN + 1)
    lines = [_line(ctx, event, following=event is found[0]) for event in found[:SHOWN]]
    if len(found) > SHOWN:
        manage = button(ctx.t("Manage events"), ids.LIST_PAGE, 0)
        lines.append(DaybookLine(Section.EVENTS, ctx.t("More follow in these two weeks."), [manage]))
    return lines


def _line(ctx: DayContext, event: Event, *, following: bool) -> DaybookLine:
    t, (yes, no, silent) = ctx.t, count_answers(ctx.session, event.id)
    when, title = moments.short(t, event), cut(event.title, TITLE)
    figures = counted(t, yes, no, silent) or t("no answer yet")
    said = t("{title}, {date}: {figures}", title=title, date=when, figures=figures)
    asks = silent and phase(event, ctx.now) is Phase.OPEN
    remind = button(t("Remind"), ids.REMIND, event.id, about=event.title) if asks else None
    answers = button(t("See the answers"), ids.ANSWERS, event.id, about=event.title) if following else None
    return DaybookLine(Section.EVENTS, said, [answers, remind])
