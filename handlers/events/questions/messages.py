"""What goes out about an event's questions."""

from datetime import datetime

from club.events import Phase
from handlers.events.questions import views
from handlers.events.questions.ids import event_asked
from handlers.events.shared.seats import participation
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.events import get_event


def until_start(ctx: RenderContext) -> datetime | None:
    """Until the event begins."""
    event = get_event(ctx.session, event_asked(ctx.posting.subject))
    return event.starts_at if event else None


def asked(ctx: RenderContext) -> Message | None:
    """To who came to be asked after their answer; None where nothing waits, or they come no more."""
    event = get_event(ctx.session, event_asked(ctx.posting.subject))
    if event is None or ctx.reader is None:
        return None
    found = participation(ctx.session, event, ctx.reader.id, ctx.now)
    waits = found.asked > 0 and found.answer.coming and ctx.reader.active
    if not ctx.posting.ts and not waits:
        return None
    if not found.asks or found.phase not in (Phase.OPEN, Phase.LATE):
        return views.over(ctx.t, event.title)
    return views.asked(ctx.t, found, found.asked)
