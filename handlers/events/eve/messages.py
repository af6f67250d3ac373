"""The eve as it is sent and kept true."""

from club.events import Event
from handlers.events.eve.reading import eve_of
from handlers.events.eve.views import drawn
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.events import get_event
from storage.people import Role
from storage.postings import event_of


def moment_of(event: Event) -> str:
    """The eve of which start: an event that is moved has another."""
    return f"organiser:{event.starts_at:%Y%m%dT%H%M}"


def eve(ctx: RenderContext) -> Message | None:
    """What holds now; nothing to somebody who has ceased to organise, nor of a start that was given up."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    if event is None or ctx.reader is None or ctx.reader.role is not Role.ORGANISER:
        return None
    current = ctx.posting.moment == moment_of(event)
    found = eve_of(ctx.session, event, ctx.now)
    if not ctx.posting.ts and (not current or found.figures.phase.value not in ("open", "late")):
        return None
    return drawn(ctx.t, found, current=current)
