"""What goes out about what somebody is charged with."""

from handlers.events.shared.tasks import shown
from handlers.events.tasks import views
from handlers.events.tasks.service import task_of
from handlers.kit.following import is_call, which
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.events import get_event
from storage.people import Role
from storage.tasks import get_task


def task(ctx: RenderContext) -> Message | None:
    """To whoever is charged, or to organisers once nobody is who can act; then, what became of it."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    found = get_task(ctx.session, task_of(ctx.posting.subject))
    event = get_event(ctx.session, found.event_id) if found else None
    if found is None or event is None:
        return None
    one, stands = shown(ctx.session, found), bool(ctx.posting.ts)
    if not found.awaited:
        return views.over(ctx.t, event, one) if stands else None
    organises = ctx.reader.role is Role.ORGANISER
    if found.member_id != ctx.reader.id and not (one.adrift and organises):
        return views.elsewhere(ctx.t, event, one) if stands else None
    why = which(ctx.t, ctx.posting.moment) if is_call(ctx.posting.moment) else ""
    today = ctx.now.astimezone(ctx.services.club.zone).date()
    return views.asked(ctx.t, event, one, today, why)
