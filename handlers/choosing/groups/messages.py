"""What goes out about study groups."""

from handlers.choosing.groups import views
from handlers.choosing.groups.service import ShownGroup, look
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.groups import group_of
from storage.people import Role


def _shown(ctx: RenderContext) -> ShownGroup | None:
    return look(ctx.session, group_of(ctx.posting.subject), ctx.reader)


def card(ctx: RenderContext) -> Message | None:
    """To the channel: who is in it, and where it stands."""
    shown = _shown(ctx)
    return views.card(ctx.t, shown) if shown else None


def opened(ctx: RenderContext) -> Message | None:
    """To who stands behind the topic: a group works on it, will you join?"""
    shown = _shown(ctx)
    if shown is None or ctx.reader is None or not ctx.reader.active:
        return None
    if not ctx.posting.ts and (shown.mine or not shown.group.takes_members):
        return None
    return views.opened(ctx.t, shown)


def leads(ctx: RenderContext) -> Message | None:
    """To who leads it from now on."""
    shown = _shown(ctx)
    if shown is None or ctx.reader is None:
        return None
    if not ctx.posting.ts and shown.group.lead_id != ctx.reader.id:
        return None
    return views.leads(ctx.t, shown)


def in_room(ctx: RenderContext) -> Message | None:
    """To the group's own channel: what it is, and how one comes in and goes out."""
    shown = _shown(ctx)
    if shown is None or shown.room is None or shown.room.channel != ctx.posting.recipient:
        return None
    return views.in_room(ctx.t, shown)


def room_gone(ctx: RenderContext) -> Message | None:
    """To its lead and organisers: the channel is archived or deleted; or, by then, that there is another."""
    shown = _shown(ctx)
    if shown is None or ctx.reader is None or not ctx.reader.active:
        return None
    if not shown.may_manage:
        return None
    return views.room_gone(ctx.t, shown)


def no_lead(ctx: RenderContext) -> Message | None:
    """To organisers: whoever led it left; once somebody else does, who."""
    shown = _shown(ctx)
    if shown is None or ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
        return None
    if not ctx.posting.ts and shown.lead:
        return None
    return views.no_lead(ctx.t, shown)
