"""The week's daybook, as it is sent and kept true."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from handlers.daybook import views
from handlers.daybook.reading import lines_of
from handlers.kit.blocks import unescaped
from handlers.kit.daybook import DayContext, DayPart
from handlers.kit.interaction import Line, Message
from handlers.kit.router import LineRenderer, RenderContext, Renderer
from storage.people import Role

SUBJECT = "daybook"
WEEK = timedelta(days=7)


def moment_of(monday: date) -> str:
    """Which week's."""
    return f"week:{monday:%Y-%m-%d}"


def _monday(ctx: RenderContext) -> date:
    return date.fromisoformat(ctx.posting.moment.removeprefix("week:"))


def until_week_ends(ctx: RenderContext) -> datetime:
    """Until the club's next Monday: that has a daybook of its own."""
    zone = ctx.services.club.zone
    return datetime.combine(_monday(ctx) + WEEK, time(), tzinfo=zone).astimezone(UTC)


def with_others(parts: Sequence[DayPart]) -> LineRenderer:
    """The same below what else its reader has that day, in one message."""
    whole = week(parts)

    def line(ctx: RenderContext) -> Line | None:
        said = whole(ctx)
        if not isinstance(said, Message):
            return None
        title = unescaped(said.text).splitlines()[0]
        return Line(title, blocks=said.blocks, awaited=False, news=True)

    return line


def week(parts: Sequence[DayPart]) -> Renderer:
    """The message; nothing to somebody who has ceased to organise."""

    def render(ctx: RenderContext) -> Message | None:
        if ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
            return None
        day = DayContext(ctx.session, ctx.services, ctx.t, ctx.now)
        return views.week(ctx.t, _monday(ctx), lines_of(parts, day))

    return render
