"""What goes out about events that are not the club's."""

from datetime import datetime, time, timedelta

from club.outside import OutsideState
from handlers.events.outside import service, views
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.outside import get_going, get_outside, outside_of


def until_over(ctx: RenderContext) -> datetime | None:
    """Until the end of its last day, on the club's calendar."""
    event = get_outside(ctx.session, outside_of(ctx.posting.subject))
    if event is None:
        return None
    return datetime.combine(event.last_day + timedelta(days=1), time(), ctx.services.club.zone)


def card(ctx: RenderContext) -> Message | None:
    """To the channel; once it is over or withdrawn it says so."""
    found = service.look(ctx.session, ctx.services, outside_of(ctx.posting.subject), ctx.now)
    if found is None or not (found.stands or ctx.posting.ts):
        return None
    return views.card(ctx.t, found)


def turned(ctx: RenderContext) -> Message | None:
    """To who goes there: another day or place, or withdrawn."""
    found = service.look(ctx.session, ctx.services, outside_of(ctx.posting.subject), ctx.now, ctx.reader)
    if found is None or ctx.reader is None or not ctx.reader.active:
        return None
    goes, _ = get_going(ctx.session, found.event.id, ctx.reader.id)
    if not ctx.posting.ts and not goes:
        return None
    withdrawn = found.event.state is OutsideState.WITHDRAWN
    return views.withdrawn(ctx.t, found) if withdrawn else views.changed(ctx.t, found)
