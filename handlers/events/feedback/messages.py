"""What goes out about the questions after an event."""

from datetime import datetime

from handlers.events.feedback import service, views
from handlers.events.feedback.service import FeedbackDone
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage import feedback as rows
from storage.attendance import get_party
from storage.events import get_event
from storage.people import Role


def until_it_closes(ctx: RenderContext) -> datetime | None:
    """While one may answer."""
    asked = rows.get_round(ctx.session, service.asked_event(ctx.posting.subject))
    return asked.closes_at if asked else None


def asked(ctx: RenderContext) -> Message | None:
    """To who was there; once answered, or over, it says so, and after closing the same to all."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    event_id = service.asked_event(ctx.posting.subject)
    found = service.look(ctx.session, event_id, ctx.reader, ctx.now)
    if isinstance(found, FeedbackDone):
        event = get_event(ctx.session, event_id)
        return views.over(ctx.t, event, found) if event and ctx.posting.ts else None
    event, questions = found
    party = get_party(ctx.session, event_id, ctx.reader.id)
    return views.asked(ctx.t, event, questions, noted=party is not None and bool(party.present))


def told(ctx: RenderContext) -> Message | None:
    """To organisers: counts, and texts without names."""
    if ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
        return None
    event_id = service.asked_event(ctx.posting.subject)
    event, questions = get_event(ctx.session, event_id), rows.get_round(ctx.session, event_id)
    if event is None or questions is None or not questions.is_shown:
        return None
    return views.told(ctx.t, event, questions, rows.list_answers(ctx.session, event_id))
