"""What is sent by itself: the digest of a reader's day."""

from datetime import date

from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.kit.wishes import reader_of
from handlers.living.reminders import views


def digest(ctx: RenderContext) -> Message | None:
    """What waits for somebody, and what became of it since; None where nothing is left to say."""
    if ctx.reader is None or not ctx.lines:
        return None
    day = date.fromisoformat(ctx.posting.moment)
    weekly = reader_of(ctx.session, ctx.services, ctx.reader).wishes.weekly
    return views.digest(ctx.t, ctx.posting.id, day, ctx.lines, weekly=weekly)
